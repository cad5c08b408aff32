import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface TestServer {
  readonly url: string;
  /** One-time link for the first admin; undefined when somebody already has an account. */
  readonly setupUrl: string | undefined;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** Ends the server politely and removes its data folder. */
  stop(): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the real server as its own process, as `npm start` does, on a fresh data folder and a free port. */
export async function startServer(options: { dataDir?: string; command?: 'serve' | 'demo' } = {}): Promise<TestServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'sightglass-server-'));
  const args = [join(root, 'server/cli.ts'), options.command ?? 'serve', '--port', '0', '--data', dataDir];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const { url, setupUrl } = await untilReady(child);
  return {
    url,
    setupUrl,
    dataDir,
    process: child,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM');
        await ended;
      }
      if (!options.dataDir) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function untilReady(child: ChildProcess): Promise<{ url: string; setupUrl: string | undefined }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const url = /Sightglass is ready: (\S+)/.exec(text)?.[1];
      if (url && text.includes('Stop with Ctrl+C')) resolve({ url, setupUrl: /(\S+\/setup#token=\S+)/.exec(text)?.[1] });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server stopped with exit code ${code}:\n${text}`)));
  });
}
