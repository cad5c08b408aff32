import type { CallOf, Endpoint, ReplyOf } from '../../../server/platform/http/endpoint.schema.ts';
import type { ProblemDetails } from '../../../server/platform/http/problem.schema.ts';

/** An expected failure as the server told it (RFC 9457), or one of ours with the same shape when no server answered. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  readonly problem: ProblemDetails;
  constructor(problem: ProblemDetails) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Proves to the server that a page of ours asks: other origins cannot set it without a preflight. */
export const ownRequestHeader = { 'x-sightglass': '1' } as const;

interface Parts {
  params?: Record<string, unknown>;
  querystring?: Record<string, unknown>;
  headers?: Record<string, string | undefined>;
  body?: unknown;
}

/** The address of an operation with its path and query parameters filled in. */
export function addressOf<E extends Endpoint>(endpoint: E, input: Omit<CallOf<E>, 'body' | 'headers'>): string {
  const { params, querystring } = input as Parts;
  const path = endpoint.url.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params?.[key] ?? '')));
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(querystring ?? {})) if (value !== undefined) query.set(key, String(value));
  return query.size > 0 ? `${path}?${query}` : path;
}

/** Calls one declared operation. Throws ApiProblem for everything that did not go well. */
export async function call<E extends Endpoint>(endpoint: E, input: CallOf<E>, signal?: AbortSignal): Promise<ReplyOf<E>> {
  const { body, headers: own = {} } = input as Parts;
  const headers: Record<string, string> = { accept: 'application/json, application/problem+json' };
  for (const [name, value] of Object.entries(own)) if (value !== undefined) headers[name] = value;
  if (endpoint.method !== 'GET') Object.assign(headers, ownRequestHeader);
  if (body !== undefined) headers['content-type'] = 'application/json';
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = JSON.stringify(body);
  if (signal) init.signal = signal;
  const response = await reach(addressOf(endpoint, input as Omit<CallOf<E>, 'body' | 'headers'>), init);
  if (!response.ok) throw new ApiProblem(problemFrom(await response.text(), response.status));
  if (response.status === 204) return null as ReplyOf<E>;
  return (await response.json()) as ReplyOf<E>;
}

/** The same for an operation that takes bytes as they are. */
export async function callWithBytes<E extends Endpoint>(
  endpoint: E,
  input: Omit<CallOf<E>, 'body' | 'headers'>,
  sent: { bytes: Blob; signal: AbortSignal },
): Promise<ReplyOf<E>> {
  const headers = { accept: 'application/json, application/problem+json', 'content-type': 'application/octet-stream', ...ownRequestHeader };
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin', body: sent.bytes, signal: sent.signal };
  const response = await reach(addressOf(endpoint, input), init);
  if (!response.ok) throw new ApiProblem(problemFrom(await response.text(), response.status));
  return (await response.json()) as ReplyOf<E>;
}

/** The same for an operation that also answers in a binary form, which `accept` names: the bytes as they came. */
export async function callBytes<E extends Endpoint>(
  endpoint: E,
  input: CallOf<E>,
  how: { accept: string; signal: AbortSignal },
): Promise<ArrayBuffer> {
  const headers = { accept: `${how.accept}, application/problem+json` };
  const init: RequestInit = { method: endpoint.method, headers, credentials: 'same-origin', signal: how.signal };
  const response = await reach(addressOf(endpoint, input as Omit<CallOf<E>, 'body' | 'headers'>), init);
  if (!response.ok) throw new ApiProblem(problemFrom(await response.text(), response.status));
  return response.arrayBuffer();
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    // Problems are told in the language of the page, whatever the browser's is.
    const headers = { ...init.headers, 'accept-language': document.documentElement.lang || 'en' };
    return await fetch(address, { ...init, headers });
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiProblem(unreachable);
  }
}

/** No answer at all: the only failure that the renderer words itself (messages: `problem.server-unreachable`). */
export const unreachable: ProblemDetails = {
  type: 'urn:problem:server-unreachable',
  title: 'server-unreachable',
  status: 0,
  code: 'server-unreachable',
};

/** Reads a problem from an answer's text; an answer of another kind becomes a problem with its status. */
export function problemFrom(text: string, status: number): ProblemDetails {
  try {
    const value = JSON.parse(text) as Partial<ProblemDetails>;
    if (typeof value.code === 'string' && typeof value.title === 'string') return value as ProblemDetails;
  } catch {
    // Not JSON: a proxy or a crash answered instead of us.
  }
  return { type: 'urn:problem:unexpected-answer', title: 'unexpected-answer', status, code: 'unexpected-answer' };
}

/** The problem inside whatever was thrown. */
export function problemOf(error: unknown): ProblemDetails {
  if (error instanceof ApiProblem) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: 'urn:problem:internal', title: 'internal', status: 0, code: 'internal', detail };
}
