import { fork } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openAppliance } from '../server/app.ts';
import { ensureLoggerFile } from './logger-file.ts';
import { machineName } from './report.ts';

/**
 * How long the server keeps others waiting while a large file comes in, by each of the three ways: `node bench/intake-delay.ts [--mb N]`.
 * The server runs in this process, whose event loop is watched; the sender is a process of its own.
 */
const idleMs = 10_000;

interface Order {
  /** idle: nothing comes in; what is left is what the machine itself keeps waiting. */
  readonly way: 'idle' | 'stream' | 'resumable' | 'path';
  readonly socketPath: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly file: string;
}

async function send(order: Order): Promise<void> {
  if (order.way === 'idle') return new Promise((resolve) => setTimeout(resolve, idleMs));
  if (order.way === 'stream') {
    await call(order, { method: 'POST', path: '/api/v1/uploads?name=x.csv', type: 'application/octet-stream', file: order.file });
    return;
  }
  const body = order.way === 'path' ? { files: [{ path: order.file, name: basename(order.file) }] } : { uploads: [await upload(order)] };
  const path = order.way === 'path' ? '/api/v1/uploads/from-paths' : '/api/v1/uploads/hand-in';
  const { id } = JSON.parse((await call(order, { method: 'POST', path, body })).text) as { id: string };
  for (let state = 'queued'; state === 'queued' || state === 'running'; ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    ({ state } = JSON.parse((await call(order, { method: 'GET', path: `/api/v1/jobs/${id}` })).text) as { state: string });
    if (state === 'failed') throw new Error('the file was refused');
  }
}

async function upload(order: Order): Promise<string> {
  const tus = { 'tus-resumable': '1.0.0' };
  const begun = await call(order, {
    method: 'POST',
    path: '/api/v1/uploads/resumable',
    headers: { ...tus, 'upload-length': String(statSync(order.file).size) },
  });
  await call(order, {
    method: 'PATCH',
    path: begun.location,
    headers: { ...tus, 'upload-offset': '0' },
    type: 'application/offset+octet-stream',
    file: order.file,
  });
  return basename(begun.location);
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly type?: string;
  readonly file?: string;
  readonly body?: object;
}

function call(order: Order, { method, path, headers, type, file, body }: Call): Promise<{ text: string; location: string }> {
  const content = body ? { 'content-type': 'application/json' } : type ? { 'content-type': type } : {};
  return new Promise((resolve, reject) => {
    const sent = request(
      { socketPath: order.socketPath, method, path, headers: { ...order.headers, ...headers, ...content } },
      async (reply) => {
        let text = '';
        for await (const chunk of reply) text += String(chunk);
        if ((reply.statusCode ?? 500) >= 300) reject(new Error(text));
        else resolve({ text, location: String(reply.headers.location) });
      },
    );
    sent.once('error', reject);
    if (file) createReadStream(file, { highWaterMark: 1024 * 1024 }).pipe(sent);
    else sent.end(body ? JSON.stringify(body) : undefined);
  });
}

async function measure(way: Order['way'], file: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-delay-'));
  const socketPath = join(folder, 'server.sock');
  const secret = randomBytes(32).toString('hex');
  const appliance = await openAppliance({
    config: {
      dataDir: join(folder, 'data'),
      database: { kind: 'sqlite' },
      listen: { kind: 'socket', path: socketPath, secret },
      logLevel: 'warn',
      maxUploadBytes: 8 * 1024 ** 3,
      scan: { scanner: null, isRequired: false },
    },
    role: 'server',
  });
  const http = await appliance.buildHttp();
  await http.listen({ path: socketPath });
  appliance.runner.start();
  const person = { userName: 'ada', displayName: 'Ada', role: 'technician' as const, password: 'a long enough passphrase' };
  await appliance.accounts.createUser(person, { name: 'bench', requestId: null });
  const own = {
    'x-sightglass': '1',
    'x-sightglass-secret': secret,
    'x-sightglass-shell': createHmac('sha256', secret).update('shell').digest('hex'),
  };
  const session = await http.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: own,
    payload: { userName: person.userName, password: person.password },
  });
  const order: Order = { way, socketPath, file, headers: { ...own, cookie: `sightglass_session=${session.cookies[0]?.value}` } };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const started = performance.now();
  const before = process.cpuUsage();
  const child = fork(fileURLToPath(import.meta.url), ['--send', JSON.stringify(order)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  const seconds = (performance.now() - started) / 1000;
  delay.disable();
  const { user, system } = process.cpuUsage(before);
  await http.close();
  await appliance.close();
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0) throw new Error(`the sender ended with ${String(code)}`);
  const ms = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1).padStart(7);
  const speed = way === 'idle' ? '' : `${(statSync(file).size / 1e6 / seconds).toFixed(0)} MB/s`;
  return `${way.padEnd(10)} ${speed.padStart(10)}   p50 ${ms(delay.percentile(50))} ms   p99 ${ms(delay.percentile(99))} ms   max ${ms(delay.max)} ms   ${((user + system) / 1e6).toFixed(2)} s of CPU\n`;
}

const { values } = parseArgs({ options: { mb: { type: 'string', default: '1000' }, send: { type: 'string' } } });
if (values.send !== undefined) {
  await send(JSON.parse(values.send) as Order);
} else {
  const file = fileURLToPath(new URL(`../.cache/bench/logger-${values.mb}mb.csv`, import.meta.url));
  ensureLoggerFile(file, { bytes: Number(values.mb) * 1e6 });
  process.stdout.write(`event-loop delay of the server while ${values.mb} MB come in; ${machineName()}\n`);
  for (const way of ['idle', 'stream', 'resumable', 'path', 'idle'] as const) process.stdout.write(await measure(way, file));
}
