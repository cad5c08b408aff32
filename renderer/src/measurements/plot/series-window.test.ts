import fc from 'fast-check';
import { expect, it } from 'vitest';
import { seriesWindow } from './series-window.ts';

const full = { from: 0, to: 80_000 };
const ranges = fc
  .tuple(fc.double({ min: 0, max: 79_000, noNaN: true }), fc.double({ min: 1e-4, max: 80_000, noNaN: true }))
  .map(([from, length]) => ({ from, to: Math.min(from + length, full.to) }))
  .filter(({ from, to }) => to - from > 1e-5);

it('holds the visible range with half a screen on each side, in at least a bucket per pixel', () => {
  fc.assert(
    fc.property(ranges, fc.integer({ min: 200, max: 940 }), (range, pixels) => {
      const { from, to, buckets } = seriesWindow(range, full, pixels);
      const room = (range.to - range.from) / 2;
      expect(from).toBeLessThanOrEqual(Math.max(full.from, range.from - room));
      expect(to).toBeGreaterThanOrEqual(Math.min(full.to, range.to + room));
      expect((buckets + 1) / (to - from)).toBeGreaterThanOrEqual(pixels / (range.to - range.from) - 1e-9);
      expect(buckets).toBeLessThanOrEqual(4000);
    }),
  );
});

it('stays the same while one moves a little, and is found again on the way back', () => {
  const at = (from: number) => seriesWindow({ from, to: from + 100 }, full, 900);
  expect(at(1010)).toEqual(at(1000));
  expect(at(1200)).not.toEqual(at(1000));
  expect(at(1000)).toEqual(at(1000));
});

it('is the whole recording when everything is visible', () => {
  expect(seriesWindow(full, full, 900)).toMatchObject(full);
});
