import { expect, test } from 'vitest';
import type { HealthPoint } from '../../../../server/diagnostics/outlooks/outlook.schema.ts';
import { placePoints } from './sparkline-scale.ts';

const point = (day: number, value: number): HealthPoint => ({
  recordingId: `${day}`,
  recordingName: 'r',
  at: new Date(Date.UTC(2026, 0, day)).toISOString(),
  value,
  uncertainty: null,
  state: 'normal',
  notComparable: null,
});
const size = { width: 100, height: 40 };
const limit = (warningHigh: number) => ({
  ...{ warningLow: null, warningHigh, alarmLow: null, alarmHigh: null },
  source: { type: 'plant' as const, reference: 'x' },
});

test('the first point stands left, the last right, the highest on top', () => {
  const { dots } = placePoints({ points: [point(1, 5), point(2, 9), point(11, 7)], limit: null }, size);
  expect(dots.map(({ x }) => x)).toEqual([5, 14, 95]);
  expect(dots[1]!.y).toBe(5);
  expect(dots[0]!.y).toBe(35);
});

test('one point stands in the middle', () => {
  expect(placePoints({ points: [point(1, 5)], limit: null }, size).dots[0]).toMatchObject({ x: 50, y: 20 });
});

test('a near limit is drawn, one far away would flatten the curve and is not', () => {
  const points = [point(1, 5), point(2, 9)];
  expect(placePoints({ points, limit: limit(12) }, size).limits).toEqual([5]);
  expect(placePoints({ points, limit: limit(120) }, size).limits).toEqual([]);
});
