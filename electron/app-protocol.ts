import { readFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { extname } from 'node:path';
import { protocol, type Session } from 'electron';
import { type ForwardTarget, forward } from './api-forward.ts';
import { resolveAsset } from './asset-path.ts';
import type { ShellAnswer } from './bridge.schema.ts';
import { pageHeaders } from './content-policy.ts';
import { createCookieJar } from './cookie-jar.ts';
import { problemResponse, type ShellProblem } from './problem-response.ts';
import type { Supervisor } from './server-supervisor.ts';
import { callAsShell } from './shell-call.ts';

const SCHEME = 'sightglass';
/** The one origin that exists in this application. */
export const ORIGIN = `${SCHEME}://app`;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** How long a request waits for a server that is starting or being restarted. */
const PATIENCE_MS = 20_000;

/** Must run before Electron is ready. Neither `bypassCSP` nor `corsEnabled`: the scheme gets no more than a web origin has. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

async function serveAsset(folder: string, pathname: string): Promise<Response> {
  const path = resolveAsset(folder, pathname);
  const bytes = path === undefined ? undefined : await readFile(path).catch(() => undefined);
  if (path === undefined || bytes === undefined) return new Response('Not found', { status: 404, headers: { ...pageHeaders } });
  // Names in assets/ carry a hash of the content; everything else may change with the next version.
  const caching = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
  const type = CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
  return new Response(new Uint8Array(bytes), { headers: { ...pageHeaders, 'content-type': type, 'cache-control': caching } });
}

export interface ProtocolOptions {
  readonly session: Session;
  readonly rendererFolder: string;
  readonly supervisor: Supervisor;
}

/** The server, for the person whose session the page uses. */
export interface ServerAccess {
  /** Asks in the shell's own name. */
  askAsShell(path: string, body: unknown): Promise<ShellAnswer>;
  /** Reads what the page itself could read. */
  fetchForPage(path: string): Promise<Response>;
}

/**
 * Serves the user interface from files and hands /api/* and /health/* to the server's socket.
 */
export function handleScheme({ session, rendererFolder, supervisor }: ProtocolOptions): ServerAccess {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const cookies = createCookieJar();

  async function target(): Promise<ForwardTarget | undefined> {
    const server = await supervisor.server(PATIENCE_MS);
    return server && { socketPath: server.socketPath, secret: server.secret, agent, cookies };
  }

  async function callServer(request: Request): Promise<Response> {
    const server = await target();
    if (server === undefined) return problemResponse(unavailable);
    try {
      return await forward(request, server);
    } catch {
      return problemResponse(interrupted);
    }
  }

  session.protocol.handle(SCHEME, (request) => {
    const url = new URL(request.url);
    const origin = request.headers.get('origin');
    if (url.host !== 'app' || (origin !== null && origin !== ORIGIN)) return new Response('Forbidden', { status: 403 });
    if (url.pathname.startsWith('/api/') || url.pathname.startsWith('/health/')) return callServer(request);
    return serveAsset(rendererFolder, url.pathname);
  });
  return {
    async askAsShell(path, body) {
      const server = await target();
      if (server === undefined) return answerOf(unavailable);
      return callAsShell(server, path, body).catch(() => answerOf(interrupted));
    },
    fetchForPage: (path) => callServer(new Request(`${ORIGIN}${path}`)),
  };
}

const unavailable: ShellProblem = {
  code: 'server-unavailable',
  status: 503,
  title: 'Sightglass is not ready',
  detail: 'The part of Sightglass that keeps your data is not running. Restart the application if this does not pass.',
};
const interrupted: ShellProblem = {
  code: 'server-interrupted',
  status: 502,
  title: 'The server stopped while it worked',
  detail: 'The request was interrupted. Look whether it took effect before you repeat it.',
};

async function answerOf(problem: ShellProblem): Promise<ShellAnswer> {
  return { status: problem.status, text: await problemResponse(problem).text() };
}
