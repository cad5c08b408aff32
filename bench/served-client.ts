import { type ChildProcess, spawn } from 'node:child_process';
import { Agent, request } from 'node:http';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { benchUser } from './served-recording.ts';

/** A server in a process of its own, and somebody who is logged in at it. */
export interface ServedClient {
  get(path: string, headers?: Record<string, string>): Promise<Buffer>;
  post(path: string, body: object): Promise<Record<string, unknown>>;
  /** Sends a file as it is. */
  upload(path: string, content: Readable): Promise<Record<string, unknown>>;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Starts the given entry (`server/cli.ts serve` or a watched one) on a data folder and logs in. */
export async function startClient(dataDir: string, entry = '../server/cli.ts'): Promise<ServedClient> {
  const file = fileURLToPath(new URL(entry, import.meta.url));
  const child = spawn(process.execPath, [file, 'serve', '--port', '0', '--data', dataDir], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const url = new URL(await untilReady(child));
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  let cookie = '';

  function ask(
    method: 'GET' | 'POST',
    path: string,
    how: { headers?: Record<string, string>; body?: object | Readable } = {},
  ): Promise<Answer> {
    const { body } = how;
    const type = body instanceof Readable ? 'application/octet-stream' : 'application/json';
    const headers = { cookie, 'x-sightglass': '1', ...(body ? { 'content-type': type } : {}), ...how.headers };
    return new Promise((resolve, reject) => {
      const asked = request({ host: url.hostname, port: url.port, path, method, agent, headers }, (reply) => {
        const pieces: Buffer[] = [];
        reply.on('data', (piece: Buffer) => pieces.push(piece));
        reply.on('end', () =>
          resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(pieces), cookies: reply.headers['set-cookie'] ?? [] }),
        );
        reply.on('error', reject);
      });
      asked.once('error', reject);
      if (body instanceof Readable) body.pipe(asked);
      else asked.end(body && JSON.stringify(body));
    });
  }
  const sound = (path: string, { status, body }: Answer): Buffer => {
    if (status >= 300) throw new Error(`${path}: ${status} ${body.toString()}`);
    return body;
  };
  const login = await ask('POST', '/api/v1/session', { body: { userName: benchUser.userName, password: benchUser.password } });
  sound('login', login);
  cookie = login.cookies[0]?.split(';')[0] ?? '';
  return {
    process: child,
    get: async (path, headers = {}) => sound(path, await ask('GET', path, { headers })),
    post: async (path, body) => JSON.parse(sound(path, await ask('POST', path, { body })).toString()) as Record<string, unknown>,
    upload: async (path, content) =>
      JSON.parse(sound(path, await ask('POST', path, { body: content })).toString()) as Record<string, unknown>,
    async stop() {
      agent.destroy();
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: Buffer;
  readonly cookies: readonly string[];
}

function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (piece: Buffer) => {
      text += piece.toString();
      const url = /Sightglass is ready: (\S+)/.exec(text)?.[1];
      if (url) resolve(url);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${text}`)));
  });
}
