import { expect, it } from 'vitest';
import { createPlotGroup } from '../../charts/plot-group.ts';
import { createLiveSeries, type SeriesAnswer } from './live-series.ts';
import { type SeriesWindow, seriesWindow } from './series-window.ts';

const full = { from: 0, to: 10_000 };

function answerTo({ from, to, buckets }: SeriesWindow): SeriesAnswer {
  const timeMs = Float64Array.from({ length: buckets }, (_, i) => (from + ((to - from) * i) / buckets) * 1000);
  const head = { channel: 0, name: 'p', unit: 'bar', source: 'pyramid' as const };
  return [
    { ...head, fromMs: from * 1000, toMs: to * 1000, timeMs, min: timeMs, max: timeMs, mean: timeMs, count: new Uint32Array(buckets) },
  ];
}

function followed() {
  const group = createPlotGroup(full, full);
  const asked: { window: SeriesWindow; answer(): Promise<void>; fail(): Promise<void> }[] = [];
  const live = createLiveSeries({
    group,
    windowOf: (range) => seriesWindow(range, full, 800),
    ask: (window) =>
      new Promise((resolve, reject) => {
        // Whoever waits for it goes on in a later turn.
        const turn = () => new Promise<void>((done) => setTimeout(done));
        const then = (end: () => void) => () => {
          end();
          return turn();
        };
        asked.push({ window, answer: then(() => resolve(answerTo(window))), fail: then(() => reject(new Error('gone'))) });
      }),
  });
  live.follow();
  return { group, live, asked };
}

it('asks one question at a time, and then for the newest place', async () => {
  const { group, asked } = followed();
  for (const from of [1000, 3000, 5000, 8000]) group.show({ from, to: from + 100 });
  expect(asked).toHaveLength(1);
  await asked[0]?.answer();
  expect(asked).toHaveLength(2);
  expect(asked[1]?.window.from).toBeGreaterThan(7000);
  await asked[1]?.answer();
  expect(asked).toHaveLength(2);
});

it('shows what reaches over most of the visible range, and the finest of that', async () => {
  const { group, live, asked } = followed();
  const everything = answerTo(seriesWindow(full, full, 800));
  live.hold(everything);
  expect(live.current()).toBe(everything);
  group.show({ from: 1000, to: 1100 });
  expect(live.current()).toBe(everything);
  await asked[0]?.answer();
  const detail = live.current();
  expect(detail).not.toBe(everything);
  group.show({ from: 1010, to: 1110 });
  expect(live.current()).toBe(detail);
  group.show({ from: 0, to: 9000 });
  expect(live.current()).toBe(everything);
});

it('keeps the widest answer however many finer ones come', () => {
  const { group, live } = followed();
  const everything = answerTo(seriesWindow(full, full, 800));
  live.hold(everything);
  for (let from = 0; from < 9000; from += 100) live.hold(answerTo({ from, to: from + 50, buckets: 100 }));
  group.reset();
  expect(live.current()).toBe(everything);
});

it('goes on after a question that failed', async () => {
  const { group, live, asked } = followed();
  group.show({ from: 1000, to: 1100 });
  await asked[0]?.fail();
  expect(live.current()).toBeUndefined();
  group.show({ from: 5000, to: 5100 });
  await asked[1]?.answer();
  expect(live.current()).toBeDefined();
});
