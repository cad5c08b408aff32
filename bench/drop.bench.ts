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
  title:
    'A logger file dropped on the page in Chromium until the first plot is on the screen (its beginning, read while the rest travels), and until the plot of the stored recording is: upload, checks, import, page, curve',
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
  contenders: { 'first plot': (task) => drop(task, 'main'), recording: (task) => drop(task, plotOfRecording) },
  targets: [
    { name: 'ms from drop to first plot', value: (of) => of['first plot']!.ms, atMost: 2000 },
    { name: 'ms from drop to the plot of the stored recording', value: (of) => of.recording!.ms },
  ],
};

const person = { userName: 'ada', displayName: 'Ada Admin', password: 'a long enough passphrase' };

/** The panes of the plot workspace; charts elsewhere are no group. */
const plotOfRecording = '[role=group]';

/** @param place the clock stops when a curve is drawn inside it */
async function drop({ input }: Task, place: string): Promise<Measurement> {
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
    await curveOnScreen(page, place);
    const ms = performance.now() - started;
    await curveOnScreen(page, plotOfRecording);
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

/** As many points in the colour of the first curve as the canvas is wide: a frame, a grid and an axis are not enough. */
async function curveOnScreen(page: Page, place: string): Promise<void> {
  await page.waitForFunction((selector) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`${selector} .uplot canvas`);
    if (!canvas || canvas.width === 0) return false;
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.color = 'var(--plot-line)';
    const [red, green, blue] = getComputedStyle(probe).color.match(/\d+/g)!.map(Number);
    probe.remove();
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const near = (at: number, wanted: number | undefined) => Math.abs(data[at]! - wanted!) < 24;
    let drawn = 0;
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]! > 60 && near(i, red) && near(i + 1, green) && near(i + 2, blue)) drawn++;
    return drawn >= canvas.width / 2;
  }, place);
}
