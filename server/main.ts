import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { readConfig } from './platform/config/config.ts';
import { Problem } from './platform/problem.ts';
import { type RunningServer, serve } from './serve.ts';

/** Entry for the desktop shell: a server on a unix socket or named pipe that lives and dies with its parent. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      socket: { type: 'string' },
      'secret-stdin': { type: 'boolean' },
      'ui-none': { type: 'boolean' },
      demo: { type: 'boolean' },
    },
  });
  const secret = values['secret-stdin'] ? await readSecret() : undefined;
  const config = readConfig({ data: values.data, socket: values.socket, secret });
  // The shell may go at any moment, even while we start: whatever there is by then is closed, and nobody is left behind.
  let running: RunningServer | undefined;
  const end = () => void (running?.stop() ?? Promise.resolve()).finally(() => process.exit(0));
  process.once('disconnect', end);
  process.once('SIGTERM', end);
  const server = await serve({ config, userInterface: values['ui-none'] !== true });
  running = server;
  if (values.demo) await server.startDemo();
  if (server.setupToken) process.send?.({ type: 'setup', token: server.setupToken });
  process.send?.({ type: 'listening', socket: values.socket ?? null });
}

/** First line of stdin: `{"secret":"…"}`. Arguments and environment can be read by others, a pipe cannot. */
async function readSecret(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) {
    const { secret } = JSON.parse(line) as { secret?: unknown };
    if (typeof secret === 'string' && secret.length >= 32) return secret;
    break;
  }
  throw new Error('the shell sent no secret');
}

// What is written here holds password hashes and measurements: for this user's eyes only, worker processes included.
process.umask(0o077);
main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Problem ? `${error.message}. ${error.detail ?? ''}` : String(error)}\n`);
  if (error instanceof Problem) process.send?.({ type: 'failed', code: error.code, title: error.message, detail: error.detail ?? '' });
  process.exitCode = 1;
  process.disconnect?.();
});
