import { expect, test } from 'vitest';
import { stripBars } from './strip-bars.ts';

const part = (score: number | null, anomalousRows = 0) => ({ fromS: 0, score, anomalousRows });

test('parts that were not judged have no bar, flagged ones are marked', () => {
  const { bars } = stripBars({ strip: [part(null), part(3), part(6, 2)], limit: 4 }, 60);
  expect(bars).toEqual([
    { x: 1, y: 30, isFlagged: false },
    { x: 2, y: 0, isFlagged: true },
  ]);
});

test('the limit stays in sight: above quiet scores and below enormous ones', () => {
  expect(stripBars({ strip: [part(0.1)], limit: 3 }, 60).limitY).toBeCloseTo(20);
  const wild = stripBars({ strip: [part(900, 1)], limit: 3 }, 60);
  expect(wild.limitY).toBeCloseTo(45);
  expect(wild.bars[0]?.y).toBe(0);
});
