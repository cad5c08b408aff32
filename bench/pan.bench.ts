import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { startServer } from '../tests/support/server.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { ensureLongRecording } from './long-recording.ts';
import { benchUser } from './served-recording.ts';

const builtInterface = fileURLToPath(new URL('../build/renderer/index.html', import.meta.url));
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const panes = [['Pressure 1'], ['Flow 1'], ['Temperature 1'], ['Vibration 1']];
/** How long the plot is moved: shorter in a trial on something small. */
const movedMs = (megabytes: number) => (megabytes < 10 ? 1000 : 10_000);

/**
 * What a hand feels: a long recording in four panes is dragged and wheeled without a pause in a real Chromium; the 95th percentile of the
 * time from one frame to the next. No peer has such a page. Others on the machine spoil it: see the foreign cores beside it, and the
 * processor time per frame, which they do not change much.
 */
export const bench: Bench = {
  title: 'Four panes of a long recording, moved and zoomed without a pause in Chromium: p95 of the time between frames',
  megabytes: 1000,
  missing() {
    if (!existsSync(builtInterface)) return 'The user interface is not built: run `npm start` once.';
    return existsSync(executablePath) ? undefined : `There is no Chromium at ${executablePath}.`;
  },
  async prepare({ folder, megabytes }) {
    const { dataDir, recordingId, bytes } = ensureLongRecording(folder, megabytes);
    const more = { dataDir, recordingId, forMs: movedMs(megabytes) };
    return [{ label: 'pan and zoom', input: dataDir, inputBytes: bytes, out: join(folder, 'pan.out'), more }];
  },
  contenders: { sightglass: pan },
  targets: [{ name: 'p95 of ms between frames', value: (of) => of.sightglass!.ms, atMost: 33 }],
};

async function pan({ more }: Task): Promise<Measurement> {
  const { dataDir, recordingId, forMs } = more as { dataDir: string; recordingId: string; forMs: number };
  const server = await startServer({ dataDir });
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    const page = await openPlot(browser, `${server.url}/recordings/${recordingId}`);
    const asked = countQuestions(page);
    const thread = await watchThread(page);
    await page.evaluate(watchFrames);
    await moveAbout(page, forMs);
    const frames = (await page.evaluate('window.frameTimes')) as number[];
    const { samples } = await recordingOf(page, recordingId);
    say(frames, asked, await thread());
    return { ms: percentile(frames, 0.95), work: { samples }, version: `Chromium ${browser.version()}`, isInChildren: true };
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function openPlot(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
  const page = await context.newPage();
  const { userName, password } = benchUser;
  await context.request.post(new URL('/api/v1/session', address).href, { data: { userName, password }, headers: { 'x-sightglass': '1' } });
  await page.goto(`${address}?view=${encodeURIComponent(JSON.stringify({ panes }))}`);
  await page
    .getByRole('figure', { name: /visible: min/ })
    .nth(panes.length - 1)
    .waitFor();
  return page;
}

/** Counts the questions for samples: all, and those that were called off. */
function countQuestions(page: Page): { all: number; calledOff: number } {
  const asked = { all: 0, calledOff: 0 };
  page.on('request', (request) => {
    if (request.url().includes('/series?')) asked.all++;
  });
  page.on('requestfailed', (request) => {
    if (request.url().includes('/series?')) asked.calledOff++;
  });
  return asked;
}

/** Begins to count; what it returns says how many ms of processor time the page's main thread took since. */
async function watchThread(page: Page): Promise<() => Promise<number>> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const now = async () => {
    const { metrics } = await devTools.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const before = await now();
  return async () => (await now()) - before;
}

/** In the page: notes the time between frames in `frameTimes`. */
function watchFrames(): void {
  const times: number[] = [];
  Object.assign(window, { frameTimes: times });
  let before = performance.now();
  const note = (now: number) => {
    times.push(now - before);
    before = now;
    requestAnimationFrame(note);
  };
  requestAnimationFrame((now) => {
    before = now;
    requestAnimationFrame(note);
  });
}

/** Wheels in, drags to and fro with Shift, wheels out, as long as it takes. */
async function moveAbout(page: Page, forMs: number): Promise<void> {
  const over = page.locator('.u-over').nth(1);
  const box = (await over.boundingBox())!;
  const [left, middle] = [box.x + box.width * 0.2, box.y + box.height / 2];
  const end = performance.now() + forMs;
  const isOver = () => performance.now() > end;
  for (let round = 0; !isOver(); round++) {
    await page.mouse.move(left + box.width * 0.3, middle);
    for (let i = 0; i < 12 && !isOver(); i++) await page.mouse.wheel(0, -120);
    await page.keyboard.down('Shift');
    await page.mouse.down();
    for (let i = 0; i < 120 && !isOver(); i++) {
      const swing = Math.sin((i / 120) * 2 * Math.PI);
      await page.mouse.move(left + box.width * (0.3 + 0.3 * swing), middle);
    }
    await page.mouse.up();
    await page.keyboard.up('Shift');
    const out = round % 3 === 2 ? 24 : 6;
    for (let i = 0; i < out && !isOver(); i++) await page.mouse.wheel(0, 120);
  }
}

async function recordingOf(page: Page, id: string): Promise<{ samples: number }> {
  const reply = await page.request.get(new URL(`/api/v1/recordings/${id}`, page.url()).href);
  const { recording } = (await reply.json()) as { recording: { sampleCount: number } };
  return { samples: recording.sampleCount };
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** What stands behind the one figure. */
function say(frames: readonly number[], { all, calledOff }: { all: number; calledOff: number }, threadMs: number): void {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(frames, share).toFixed(1));
  const slow = frames.filter((ms) => ms > 33.4).length;
  process.stderr.write(
    `${frames.length} frames, ms between them: p50 ${p50}, p95 ${p95}, p99 ${p99}; ${slow} above 33 ms; ` +
      `processor time per frame ${(threadMs / frames.length).toFixed(1)} ms; questions: ${all}, called off: ${calledOff}\n`,
  );
}
