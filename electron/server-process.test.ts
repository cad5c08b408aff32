import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { Agent, createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forward } from './api-forward.ts';
import { createCookieJar } from './cookie-jar.ts';
import { checkProof, type ServerOptions, startServer } from './server-process.ts';
import { shellWord } from './server-proof.ts';
import { createSupervisor } from './server-supervisor.ts';
import { callAsShell } from './shell-call.ts';

// A program that keeps the server's side of the contract, with ways to break it. Its behaviour is chosen by --data (its own folder name).
const standIn = `
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
const arg = (name) => process.argv[process.argv.indexOf(name) + 1];
const mode = arg('--data');
if (mode !== 'stubborn') process.on('disconnect', () => process.exit(0));
if (mode === 'crash') { console.error('I fall over'); process.exit(3); }
if (mode === 'problem') {
  process.send({ type: 'failed', code: 'data-in-use', title: 'The data folder is in use', detail: 'Close the other one.' });
  process.exitCode = 1;
  process.disconnect();
}
if (mode === 'stubborn') process.on('SIGTERM', () => {});
if (mode === 'silent') await new Promise((resolve) => setTimeout(resolve, 60_000));
const [line] = await once(createInterface({ input: process.stdin }), 'line');
const { secret } = JSON.parse(line);
const server = createServer((request, response) => {
  const nonce = request.headers['x-sightglass-nonce'];
  if (nonce) response.setHeader('x-sightglass-proof', createHmac('sha256', mode === 'impostor' ? 'guess' : secret).update(nonce).digest('hex'));
  if (!nonce && request.headers['x-sightglass-secret'] !== secret) return response.writeHead(401).end();
  if (request.url === '/api/crash') process.exit(1);
  if (request.url === '/api/cookie') return response.setHeader('set-cookie', 'sid=1; Path=/; HttpOnly').end();
  if (request.url === '/api/empty') return response.writeHead(204).end();
  if (request.url === '/api/count') {
    let bytes = 0;
    request.on('data', (chunk) => { bytes += chunk.length; });
    request.on('end', () => response.end(String(bytes)));
    return;
  }
  if (request.url === '/api/refuse') return response.writeHead(413).end('too large');
  response.end(JSON.stringify({ headers: request.headers, argv: process.argv, environment: process.env }));
});
server.listen(arg('--socket'), () => {
  process.send({ type: 'setup', token: 'one-time-token' });
  process.send({ type: 'listening', socket: arg('--socket') });
});
`;

let folder: string;
const never = new AbortController().signal;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-test-'));
  writeFileSync(join(folder, 'server.mjs'), standIn);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function options(mode: string, changes: Partial<ServerOptions> = {}): ServerOptions {
  const silent = { onLine: () => undefined, onSetupToken: () => undefined, withDemo: false, startTimeoutMs: 10_000 };
  return { nodeBinary: process.execPath, entry: join(folder, 'server.mjs'), cwd: folder, dataFolder: mode, ...silent, ...changes };
}

function target(server: { socketPath: string; secret: string }) {
  return { ...server, agent: new Agent({ keepAlive: true }), cookies: createCookieJar() };
}

describe('the server process', () => {
  it('gets its secret by stdin only, listens where nobody else can go, and hands over the set-up token', async () => {
    const tokens: string[] = [];
    const server = await startServer(options('fine', { onSetupToken: (token) => tokens.push(token) }), never);
    expect(tokens).toEqual(['one-time-token']);
    expect(statSync(dirname(server.socketPath)).mode & 0o777).toBe(0o700);
    const cmdline = readFileSync(`/proc/${server.pid}/cmdline`, 'utf8');
    const environ = readFileSync(`/proc/${server.pid}/environ`, 'utf8');
    expect(cmdline + environ).not.toContain(server.secret);
    await server.stop();
    expect(existsSync(dirname(server.socketPath))).toBe(false);
  });

  it('is refused when it cannot prove that it knows the secret', async () => {
    await expect(startServer(options('impostor'), never)).rejects.toThrow('could not prove itself');
  });

  it('is told nothing but a nonce before it has proved itself', async () => {
    const seen: unknown[] = [];
    const impostor = createServer((request, response) => {
      seen.push(request.headers);
      response.end();
    }).listen(join(folder, 'impostor.sock'));
    expect(await checkProof(join(folder, 'impostor.sock'), 'secret-word')).toBe(false);
    impostor.close();
    expect(Object.keys(seen[0] as object).sort()).toEqual(['connection', 'host', 'x-sightglass-nonce']);
    expect(JSON.stringify(seen)).not.toContain('secret-word');
  });

  it('that ends or stays silent while starting is reported with the reason', async () => {
    const lines: string[] = [];
    await expect(startServer(options('crash', { onLine: (line) => lines.push(line) }), never)).rejects.toThrow('ended with code 3');
    expect(lines).toEqual(['I fall over']);
    await expect(startServer(options('problem'), never)).rejects.toThrow('The data folder is in use. Close the other one.');
    await expect(startServer(options('silent', { startTimeoutMs: 300 }), never)).rejects.toThrow('did not listen within 0.3 s');
    await expect(startServer(options('fine', { nodeBinary: '/nonexistent/node' }), never)).rejects.toThrow('could not be started');
  });

  it('that ignores a polite request is ended after two seconds', async () => {
    const server = await startServer(options('stubborn'), never);
    const startedMs = Date.now();
    await server.stop();
    expect(await server.ended).toContain('SIGKILL');
    expect(Date.now() - startedMs).toBeLessThan(3000);
  });

  it('ends by itself when the application is killed', async () => {
    const parent = `
      import { startServer } from '${join(import.meta.dirname, 'server-process.ts')}';
      const options = ${JSON.stringify({ ...options('fine'), onLine: undefined, onSetupToken: undefined })};
      const server = await startServer({ ...options, onLine() {}, onSetupToken() {} }, new AbortController().signal);
      console.log(server.pid);
      process.kill(process.pid, 'SIGKILL');`;
    const result = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', parent], { encoding: 'utf8' });
    const pid = Number(result.stdout.trim());
    expect(pid, result.stderr).toBeGreaterThan(0);
    for (let waited = 0; existsSync(`/proc/${pid}`) && waited < 2000; waited += 20) await pause(20);
    expect(existsSync(`/proc/${pid}/exe`)).toBe(false);
  });
});

describe('forwarding to the server', () => {
  it('adds the secret and the cookies, and drops what a page must not say', async () => {
    const server = await startServer(options('fine'), never);
    const to = target(server);
    await forward(new Request('sightglass://app/api/cookie'), to);
    const headers = { 'x-sightglass': '1', 'x-sightglass-secret': 'forged', 'x-sightglass-nonce': 'forged', range: 'bytes=0-9' };
    const reply = await forward(new Request('sightglass://app/api/echo?a=1', { headers }), to);
    const seen = ((await reply.json()) as { headers: Record<string, string> }).headers;
    expect(seen).toMatchObject({ 'x-sightglass': '1', range: 'bytes=0-9', cookie: 'sid=1', 'x-sightglass-secret': server.secret });
    expect(seen['x-sightglass-nonce']).toBeUndefined();
    const unknown = await forward(new Request('sightglass://app/api/echo'), { ...to, secret: 'wrong' });
    expect(unknown.status).toBe(401);
    await server.stop();
  });

  it('streams bodies both ways, and an early refusal is an answer', async () => {
    const server = await startServer(options('fine'), never);
    const to = target(server);
    const post = (url: string, bytes: number) =>
      forward(new Request(`sightglass://app${url}`, { method: 'POST', body: new Uint8Array(bytes), duplex: 'half' } as RequestInit), to);
    expect(await (await post('/api/count', 20_000_000)).text()).toBe('20000000');
    expect((await post('/api/refuse', 20_000_000)).status).toBe(413);
    const empty = await forward(new Request('sightglass://app/api/empty'), to);
    expect([empty.status, empty.body]).toEqual([204, null]);
    await expect(forward(new Request('sightglass://app/api/crash'), to)).rejects.toThrow();
    await server.stop();
  });
});

describe('the shell in its own name', () => {
  it('says its word and the cookies of the person; the page cannot say that word', async () => {
    const server = await startServer(options('fine'), never);
    const to = target(server);
    await forward(new Request('sightglass://app/api/cookie'), to);
    const own = JSON.parse((await callAsShell(to, '/api/echo', { files: [] })).text).headers;
    expect(own).toMatchObject({ cookie: 'sid=1', 'x-sightglass': '1', 'x-sightglass-shell': shellWord(server.secret) });
    const forged = new Request('sightglass://app/api/echo', { headers: { 'x-sightglass-shell': shellWord(server.secret) } });
    const seen = ((await (await forward(forged, to)).json()) as { headers: Record<string, string> }).headers;
    expect(seen['x-sightglass-shell']).toBeUndefined();
    await server.stop();
  });
});

describe('the supervisor', () => {
  it('brings a crashed server back with a new secret', async () => {
    const supervisor = createSupervisor({
      server: options('fine'),
      onGivenUp: async () => false,
      onEvent: () => undefined,
      firstPauseMs: 10,
    });
    const first = await supervisor.server(10_000);
    if (first === undefined) throw new Error('no server');
    await forward(new Request('sightglass://app/api/crash'), target(first)).catch(() => undefined);
    await first.ended;
    const second = await supervisor.server(10_000);
    expect(second?.pid).not.toBe(first.pid);
    expect(second?.secret).not.toBe(first.secret);
    await supervisor.stop();
    expect(existsSync(`/proc/${second?.pid}/exe`)).toBe(false);
  });

  it('asks after three crashes in a row instead of trying for ever', async () => {
    const events: string[] = [];
    const asked = new Promise<string>((resolve) => {
      const onGivenUp = async (reason: string) => {
        resolve(reason);
        return false;
      };
      createSupervisor({ server: options('crash'), onGivenUp, onEvent: (line) => events.push(line), firstPauseMs: 5 });
    });
    expect(await asked).toContain('ended with code 3');
    expect(events).toHaveLength(3);
  });

  it('can be stopped while the server is still starting', async () => {
    const supervisor = createSupervisor({ server: options('silent'), onGivenUp: async () => false, onEvent: () => undefined });
    await pause(200);
    const startedMs = Date.now();
    await supervisor.stop();
    expect(Date.now() - startedMs).toBeLessThan(2500);
  });
});
