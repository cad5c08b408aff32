import type { Recording } from '../../server/measurements/recording.schema.ts';
import type { Job } from '../../server/platform/jobs/job.schema.ts';

export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
}

/** A person with a session at a running server. Rejects when the connection breaks: then nothing was acknowledged. */
export interface ApplianceClient {
  get<T>(path: string): Promise<Reply<T>>;
  post<T>(path: string, body: object): Promise<Reply<T>>;
  upload(name: string, bytes: Uint8Array): Promise<Reply<{ sha256: string; code?: string }>>;
  /** For protocols with headers of their own; the answer as it came. */
  raw(method: string, path: string, request?: { headers?: Record<string, string>; body?: Uint8Array }): Promise<Response>;
  jobs(): Promise<Job[]>;
  recordings(): Promise<Recording[]>;
  /** Waits until no job waits or runs any more. */
  untilIdle(withinMs: number): Promise<Job[]>;
}

export async function connect(url: string, who: { userName: string; password: string }): Promise<ApplianceClient> {
  let cookie = '';
  async function send<T>(method: string, path: string, body?: Uint8Array | object): Promise<Reply<T>> {
    const isBytes = body instanceof Uint8Array;
    const type = isBytes ? 'application/octet-stream' : 'application/json';
    const reply = await fetch(url + path, {
      method,
      headers: { 'x-sightglass': '1', cookie, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: isBytes ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    });
    const set = reply.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0] as string;
    return { status: reply.status, body: (await reply.json()) as T };
  }
  async function all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let next: string | undefined;
    do {
      const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
      const { status, body } = await send<{ items: T[]; next?: string }>('GET', `${path}?limit=500${cursor}`);
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
      items.push(...body.items);
      next = body.next;
    } while (next !== undefined);
    return items;
  }
  const jobs = () => all<Job>('/api/v1/jobs');

  const login = await send('POST', '/api/v1/session', who);
  if (login.status !== 200) throw new Error(`login of ${who.userName}: ${login.status} ${JSON.stringify(login.body)}`);
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    upload: (name, bytes) => send('POST', `/api/v1/uploads?name=${encodeURIComponent(name)}`, bytes),
    raw: (method, path, { headers = {}, body } = {}) =>
      fetch(url + path, {
        method,
        headers: { 'x-sightglass': '1', cookie, ...headers },
        ...(body === undefined ? {} : { body: body as Uint8Array<ArrayBuffer> }),
      }),
    jobs,
    recordings: () => all<Recording>('/api/v1/recordings'),
    async untilIdle(withinMs) {
      const end = performance.now() + withinMs;
      for (;;) {
        const now = await jobs();
        if (now.every((job) => job.state !== 'queued' && job.state !== 'running')) return now;
        if (performance.now() > end) throw new Error(`jobs did not end within ${withinMs} ms: ${JSON.stringify(now[0])}`);
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
}
