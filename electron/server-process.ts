import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { Readable } from 'node:stream';
import { serverEnvironment } from './server-environment.ts';
import { createSecret, isProof } from './server-proof.ts';
import { createSocketPlace } from './socket-folder.ts';

export interface ServerOptions {
  /** Node 24 and the entry file that it runs. */
  readonly nodeBinary: string;
  readonly entry: string;
  readonly dataFolder: string;
  readonly cwd: string;
  /** Build the demo when the data folder is empty. */
  readonly withDemo: boolean;
  /** One line of the server's own output. */
  readonly onLine: (line: string) => void;
  /** The one-time token for the first administrator. */
  readonly onSetupToken: (token: string) => void;
  /** How long the server may take until it listens. */
  readonly startTimeoutMs?: number;
}

export interface RunningServer {
  readonly socketPath: string;
  readonly secret: string;
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason, with words for the log. */
  readonly ended: Promise<string>;
  /** Asks it to end, waits at most 2 s, then ends it. */
  stop(): Promise<void>;
}

/** The server could not be started or did not prove itself; `message` says why. */
class ServerStartError extends Error {
  override name = 'ServerStartError';
}

type ServerMessage = { type: 'listening'; socket: string } | { type: 'setup'; token: string } | { type: 'failed'; reason: string };

function readMessage(message: unknown): ServerMessage | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, socket, token, title, detail } = message as Readonly<Record<string, unknown>>;
  if (type === 'listening' && typeof socket === 'string') return { type, socket };
  if (type === 'setup' && typeof token === 'string' && /^[\w.~-]{1,200}$/.test(token)) return { type, token };
  if (type === 'failed' && typeof title === 'string') return { type, reason: typeof detail === 'string' ? `${title}. ${detail}` : title };
  return undefined;
}

/** Cuts a stream into lines; an endless line is handed over in pieces instead of filling the memory. */
function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > 65_536) {
      lines.push(rest);
      rest = '';
    }
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}

/**
 * Asks whoever listens on the socket for its proof (trust.md A.4, pipe squatting). The request carries a nonce and nothing else:
 * an impostor learns neither the secret nor anything of the person.
 */
export function checkProof(socketPath: string, secret: string): Promise<boolean> {
  const nonce = randomBytes(32).toString('hex');
  return new Promise((resolve) => {
    const outgoing = request({ socketPath, path: '/health/live', headers: { 'x-sightglass-nonce': nonce }, timeout: 5000 }, (incoming) => {
      incoming.resume();
      resolve(isProof(incoming.headers['x-sightglass-proof'], secret, nonce));
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')));
    outgoing.on('error', () => resolve(false));
    outgoing.end();
  });
}

function launch(options: ServerOptions, socketPath: string, secret: string): ChildProcess {
  const args = [options.entry, '--data', options.dataFolder, '--socket', socketPath, '--ui-none', '--secret-stdin'];
  if (options.withDemo) args.push('--demo');
  const child = spawn(options.nodeBinary, args, {
    cwd: options.cwd,
    env: serverEnvironment(process.env),
    stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
    windowsHide: true,
  });
  // Never by argument or environment: both can be read in /proc (trust.md T10).
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(`${JSON.stringify({ secret })}\n`);
  if (child.stdout !== null) readLines(child.stdout, options.onLine);
  if (child.stderr !== null) readLines(child.stderr, options.onLine);
  return child;
}

function watchEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`the server could not be started: ${error.message}`));
    child.on('exit', (code, signal) =>
      resolve(signal === null ? `the server ended with code ${code}` : `the server was ended by ${signal}`),
    );
  });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  // The server closes its books when the channel closes, on every platform; Windows knows no SIGTERM.
  if (child.connected) child.disconnect();
  const polite = setTimeout(() => child.kill('SIGTERM'), 1500);
  const timer = setTimeout(() => child.kill('SIGKILL'), 2000);
  await exited;
  clearTimeout(polite);
  clearTimeout(timer);
}

function waitUntilListening(child: ChildProcess, options: ServerOptions, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const limitMs = options.startTimeoutMs ?? 30_000;
    const timer = setTimeout(() => reject(new ServerStartError(`the server did not listen within ${limitMs / 1000} s`)), limitMs);
    signal.addEventListener('abort', () => reject(new ServerStartError('the application was closed meanwhile')), { once: true });
    child.on('message', (raw) => {
      const message = readMessage(raw);
      if (message?.type === 'setup') options.onSetupToken(message.token);
      // In the person's words (the data folder is in use, not writable, too new): better than the exit code that follows.
      if (message?.type === 'failed') reject(new ServerStartError(message.reason));
      if (message?.type !== 'listening') return;
      clearTimeout(timer);
      resolve(message.socket);
    });
    void watchEnd(child).then((reason) => {
      clearTimeout(timer);
      reject(new ServerStartError(reason));
    });
  });
}

/**
 * Starts the server on a fresh private socket and returns when it listens and has proved that it is the process that got the secret.
 * The server ends by itself when this process disappears (its IPC channel closes).
 * @param signal gives up a start that is not finished yet
 * @throws ServerStartError
 */
export async function startServer(options: ServerOptions, signal: AbortSignal): Promise<RunningServer> {
  const place = createSocketPlace();
  const secret = createSecret();
  const child = launch(options, place.path, secret);
  const ended = watchEnd(child).then((reason) => {
    place.remove();
    return reason;
  });
  try {
    const socketPath = await waitUntilListening(child, options, signal);
    if (socketPath !== place.path) throw new ServerStartError('the server listens somewhere else than it was told to');
    if (!(await checkProof(socketPath, secret))) throw new ServerStartError('the server on the socket could not prove itself');
    return { socketPath, secret, pid: child.pid ?? 0, ended, stop: () => stopChild(child) };
  } catch (error) {
    await stopChild(child);
    place.remove();
    throw error;
  }
}
