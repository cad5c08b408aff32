import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { startServer, type TestServer } from '../tests/support/server.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { ensureLoggerFile } from './logger-file.ts';

const builtInterface = fileURLToPath(new URL('../build/renderer/index.html', import.meta.url));
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** What a person waits for: a file dropped on the page of a real Chromium until its first curve is on the screen. No peer has such a page. */
export const bench: Bench = {
  title: 'A logger file dropped on the page in Chromium until the first plot is on the screen: upload, checks, import, page, curve',
  megabytes: 100,
  missing() {
    if (!existsSync(builtInterface)) return 'The user interface is not built: run `npm start` once.';
    return existsSync(executablePath) ? undefined : `There is no Chromium at ${executablePath}.`;
  },
  async prepare({ folder, megabytes }) {
    const input = join(folder, `logger-${megabytes}mb.csv`);
    ensureLoggerFile(input, { bytes: megabytes * 1e6 });
    return [{ label: 'drop', input, inputBytes: statSync(input).size, out: join(folder, 'drop.out') }];
  },
  contenders: { sightglass: drop },
  targets: [{ name: 'ms from drop to plot', value: (of) => of.sightglass!.ms, atMost: 2000 }],
};

const person = { userName: 'ada', displayName: 'Ada Admin', password: 'a long enough passphrase' };

async function drop({ input }: Task): Promise<Measurement> {
  const server = await startServer();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    const page = await context.newPage();
    const systemId = await setUp(server, context);
    await page.goto(`/systems/${systemId}`);
    await page.getByRole('tab', { name: 'Recordings' }).click();
    const files = page.locator('input[type=file]:not([webkitdirectory])').first();
    await files.waitFor({ state: 'attached' });
    const started = performance.now();
    await files.setInputFiles(input);
    await page.getByRole('button', { name: 'Start import' }).click();
    await curveOnScreen(page);
    const ms = performance.now() - started;
    const { items } = (await (await context.request.get('/api/v1/recordings')).json()) as { items: { sampleCount: number }[] };
    return { ms, work: { samples: items[0]?.sampleCount ?? 0 }, version: `Chromium ${browser.version()}` };
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Administrator and system by the API: the person's clicks before the drop are not what is measured. Returns the system's id. */
async function setUp(server: TestServer, context: BrowserContext): Promise<string> {
  const headers = { 'x-sightglass': '1' };
  const token = /token=(\S+)/.exec(server.setupUrl ?? '')?.[1];
  const post = async (url: string, data: object) => {
    const reply = await context.request.post(url, { data, headers });
    if (!reply.ok()) throw new Error(`${url}: ${await reply.text()}`);
    return (await reply.json()) as { id: string };
  };
  await post('/api/v1/setup', { token, ...person });
  const site = await post('/api/v1/sites', { name: 'Hall 3', timeZone: 'Europe/Berlin' });
  return (await post('/api/v1/systems', { siteId: site.id, name: 'Press 7' })).id;
}

/** A canvas of the plot that has been drawn on in more places than a frame has. */
async function curveOnScreen(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.uplot canvas');
    if (!canvas || canvas.width === 0) return false;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    let drawn = 0;
    for (let i = 3; i < data.length; i += 4) if (data[i]! > 60) drawn++;
    return drawn > canvas.width * 4;
  });
}
