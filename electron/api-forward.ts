import { type Agent, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { CookieJar } from './cookie-jar.ts';

export interface ForwardTarget {
  readonly socketPath: string;
  readonly secret: string;
  readonly agent: Agent;
  readonly cookies: CookieJar;
}

/** What a page may not say for itself: hop-by-hop fields (RFC 9110 section 7.6.1), cookies, and the words between main and server. */
const NOT_FORWARDED = new Set([
  'accept-encoding',
  'connection',
  'cookie',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'proxy-authorization',
  'proxy-connection',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const NOT_RETURNED = new Set(['connection', 'keep-alive', 'set-cookie', 'trailer', 'transfer-encoding', 'upgrade']);

function requestHeaders(request: Request, target: ForwardTarget): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of request.headers) {
    const isOurs = name.startsWith('x-sightglass-') || name.startsWith('sec-') || NOT_FORWARDED.has(name);
    if (!isOurs) headers[name] = value;
  }
  if (request.body === null) delete headers['content-length'];
  headers['x-sightglass-secret'] = target.secret;
  const cookie = target.cookies.header(new URL(request.url).pathname);
  if (cookie !== undefined) headers.cookie = cookie;
  return headers;
}

function responseHeaders(incoming: IncomingHttpHeaders): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming)) {
    if (value === undefined || NOT_RETURNED.has(name)) continue;
    for (const item of Array.isArray(value) ? value : [value]) headers.append(name, item);
  }
  return headers;
}

function toResponse(incoming: IncomingMessage, method: string): Response {
  const status = incoming.statusCode ?? 502;
  // The fetch standard allows no body for these; the stream must be read to its end to free the connection.
  const isEmpty = method === 'HEAD' || [204, 205, 304].includes(status);
  if (isEmpty) incoming.resume();
  const body = isEmpty ? null : (Readable.toWeb(incoming) as globalThis.ReadableStream);
  return new Response(body, { status, headers: responseHeaders(incoming.headers) });
}

/**
 * Hands a request of the page to the server's socket and its answer back, both as streams: an upload of gigabytes or an endless event
 * stream needs no memory here. Ranges, ETags and problem details pass through untouched.
 * @throws the network error when the server goes away before it has answered, or the abort
 */
export function forward(request: Request, target: ForwardTarget): Promise<Response> {
  const url = new URL(request.url);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({
      socketPath: target.socketPath,
      agent: target.agent,
      method: request.method,
      path: url.pathname + url.search,
      headers: requestHeaders(request, target),
      signal: request.signal,
    });
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      target.cookies.store(incoming.headers['set-cookie'] ?? []);
      resolve(toResponse(incoming, request.method));
    });
    if (request.body === null) outgoing.end();
    // A server may answer (413, 401) before it has read everything: an answer that has come counts, not the pipe that breaks after it.
    else pipeline(Readable.fromWeb(request.body as ReadableStream), outgoing).catch(reject);
  });
}
