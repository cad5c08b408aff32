import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { textOfLiving } from '../support/living-process.ts';
import {
  launch,
  newProfile,
  type PlainApp,
  type Profile,
  processTree,
  serverSocket,
  socketsOf,
  start,
  waitForWindow,
} from './desktop-app.ts';

let profile: Profile;
let app: PlainApp | undefined;

test.beforeEach(() => {
  profile = newProfile();
});
test.afterEach(async () => {
  if (app?.process.exitCode === null && app.process.signalCode === null) {
    app.process.kill('SIGTERM');
    await app.exited;
  }
  app = undefined;
  profile.remove();
});

async function startPlain(): Promise<number[]> {
  app = start(profile);
  await waitForWindow(profile);
  return processTree(app.pid);
}

/** Chromium's helpers and the server's workers notice the end of their parent a moment later. */
async function waitUntilGone(pids: readonly number[]): Promise<void> {
  await expect.poll(() => pids.filter((pid) => existsSync(`/proc/${pid}/exe`)), { timeout: 5000 }).toEqual([]);
}

function statusOf(socketPath: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, path: '/api/v1/setup', headers }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

test('no process of the application listens on a network port', async () => {
  const pids = await startPlain();
  expect(pids.length).toBeGreaterThan(3);
  expect(socketsOf(pids, '-ltnpH')).toEqual([]);
  expect(socketsOf(pids, '-lunpH')).toEqual([]);
});

test('another user cannot reach the server, and its own user not without the secret', async () => {
  const socket = serverSocket(await startPlain());
  expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
  expect(await statusOf(socket, {})).toBe(401);
  expect(await statusOf(socket, { 'x-sightglass-secret': '0'.repeat(64) })).toBe(401);
  test.skip(process.getuid?.() !== 0, 'only root can try as another user');
  // Becomes nobody after it has started: the folders that Node lies in may be closed to other users.
  const attempt = `process.setgroups([]); process.setgid(65534); process.setuid(65534);
    require('node:net').connect(${JSON.stringify(socket)}).on('error', (e) => console.log(e.code)).on('connect', () => console.log('connected'))`;
  const result = spawnSync(process.execPath, ['-e', attempt], { encoding: 'utf8', timeout: 10_000 });
  expect(result.stdout.trim(), result.stderr).toBe('EACCES');
});

test('the secret and the set-up token are in no command line, environment or log', async () => {
  const running = await launch(profile);
  const page = await running.firstWindow();
  await page.waitForLoadState();
  const token = decodeURIComponent(new URL(page.url()).hash.replace('#token=', ''));
  const places = processTree(running.process().pid ?? 0).flatMap((pid) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`]);
  const texts = [...places.flatMap((path) => textOfLiving(path) ?? []), profile.log()];
  await running.close();
  expect(texts.length).toBeGreaterThan(6);
  expect(token.length).toBeGreaterThan(6);
  expect(texts.filter((text) => text.includes(token))).toEqual([]);
  // 64 hexadecimal digits in a row: nothing of the kind belongs into any of these places.
  expect(texts.filter((text) => /\b[0-9a-f]{64}\b/.test(text))).toEqual([]);
});

test('a second start hands over to the first and ends', async () => {
  await startPlain();
  const second = start(profile);
  const [code] = (await second.exited) as [number | null];
  expect(code).toBe(0);
  expect(app?.process.exitCode).toBeNull();
});

test('a polite end takes the server along and tidies up', async () => {
  const pids = await startPlain();
  const socket = serverSocket(pids);
  const startedMs = Date.now();
  app?.process.kill('SIGTERM');
  expect(await app?.exited).toEqual([0, null]);
  expect(Date.now() - startedMs).toBeLessThan(3000);
  expect(existsSync(dirname(socket))).toBe(false);
  await waitUntilGone(pids);
});

test('no process and no socket outlives the application, even when it is killed', async () => {
  const pids = await startPlain();
  const socket = serverSocket(pids);
  app?.process.kill('SIGKILL');
  await app?.exited;
  await waitUntilGone(pids);
  // What a kill leaves behind does not keep the next start from working.
  await expect(statusOf(socket, {})).rejects.toThrow();
  await startPlain();
});

test('the page is an ordinary web page: no Node, no foreign address, no second window, no permission', async () => {
  const running = await launch(profile);
  const page = await running.firstWindow();
  await page.waitForLoadState();
  expect(await page.evaluate(() => [typeof Reflect.get(globalThis, 'process'), typeof Reflect.get(globalThis, 'require')])).toEqual([
    'undefined',
    'undefined',
  ]);
  expect(await page.evaluate(() => Object.keys(Reflect.get(globalThis, 'sightglass')))).toEqual([
    ...['appInfo', 'onNavigate', 'handInFiles', 'saveReport'],
  ]);
  const reached = await page.evaluate(async () => {
    const addresses = ['file:///etc/passwd', 'http://127.0.0.1:1/', 'https://evil.test/', 'sightglass://other/', 'data:text/plain,x'];
    const answers = await Promise.allSettled(addresses.map((address) => fetch(address)));
    return answers.map(({ status }) => status);
  });
  expect(reached).toEqual(Array(5).fill('rejected'));
  const climbs = [
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/%252e%252e%252fpackage.json',
  ];
  const texts = await page.evaluate((paths) => Promise.all(paths.map(async (path) => (await fetch(path)).text())), climbs);
  expect(texts.filter((text) => text.includes('"dependencies"'))).toEqual([]);
  const before = page.url();
  const tried = await page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.wasRun = true';
    document.body.append(inline);
    const opened = window.open('https://evil.test/') !== null;
    window.location.href = 'https://evil.test/';
    const { state } = await navigator.permissions.query({ name: 'geolocation' });
    return { opened, ran: Reflect.get(globalThis, 'wasRun') === true, state };
  });
  expect(tried).toEqual({ opened: false, ran: false, state: 'denied' });
  await pause(300);
  expect(page.url()).toBe(before);
  expect(running.windows()).toHaveLength(1);
  await running.close();
});

test('a server that dies comes back while the window stays', async () => {
  const running = await launch(profile);
  const page = await running.firstWindow();
  await page.waitForLoadState();
  const server = processTree(running.process().pid ?? 0).find((pid) => textOfLiving(`/proc/${pid}/cmdline`)?.includes('--secret-stdin'));
  if (server === undefined) throw new Error('no server process');
  process.kill(server, 'SIGKILL');
  await expect.poll(() => page.evaluate(async () => (await fetch('/health/live')).status), { timeout: 30_000 }).toBe(200);
  expect(existsSync(`/proc/${server}/exe`)).toBe(false);
  await running.close();
});
