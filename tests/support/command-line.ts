import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** What stands on stdout as one JSON document; throws when it is none or more than one. */
  json(): Record<string, unknown>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Reading the sources takes most of a short run; a third of the time is saved by keeping them compiled. */
const compiled = { NODE_COMPILE_CACHE: join(tmpdir(), 'sightglass-compiled') };

interface RunOptions {
  input?: string;
  env?: Record<string, string>;
  uid?: number;
  gid?: number;
  /** Called with everything that was said so far, after every piece of it. */
  onStderr?(said: string, child: ChildProcess): void;
}

/** Runs `sightglass …` as its own process. */
export function sightglass(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { input, env, onStderr, ...identity } = options;
  const child = spawn(process.execPath, [join(root, 'server/cli.ts'), ...args], {
    cwd: '/',
    env: { ...process.env, ...compiled, ...env },
    ...identity,
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (text: Buffer) => {
    stdout += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text;
    onStderr?.(stderr, child);
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input ?? '');
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, stdout, stderr, json: () => JSON.parse(stdout) }));
  });
}
