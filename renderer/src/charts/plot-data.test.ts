import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../server/measurements/recording.schema.ts';
import { curveData, joinedData, nearestValue, valueAt, visibleStatistics } from './plot-data.ts';

const envelope = (timeMs: number[], values: (number | null)[]): Envelope => ({
  channel: 0,
  name: 'PS1',
  unit: 'bar',
  fromMs: 0,
  toMs: 10_000,
  source: 'raw',
  timeMs,
  min: values,
  max: values,
  mean: values,
  count: values.map((value) => (value === null ? 0 : 1)),
});
const curve = (timeMs: number[], values: (number | null)[]) => curveData(envelope(timeMs, values), { originS: 0, intervalMs: 1000 });

describe('the data of a curve', () => {
  it('begins at the origin of the axis', () => {
    expect([...curveData(envelope([0, 1000], [1, 2]), { originS: 100, intervalMs: 1000 })[0]]).toEqual([100, 101]);
  });
  it('keeps a pause visible although no sample stands in it', () => {
    const [time, , , mean] = curve([0, 1000, 9000, 10_000], [1, 2, 3, 4]);
    expect(time).toEqual([0, 1, 5, 9, 10]);
    expect(mean).toEqual([1, 2, null, 3, 4]);
  });
  it('keeps missing values missing', () => {
    expect(curve([0, 1000], [1, null])[3]).toEqual([1, null]);
  });
});

describe('curves in one pane', () => {
  it('of different rates keep their own values; a time that only another curve has is no gap', () => {
    const [time, , , first, , , second] = joinedData([curve([0, 1000, 2000], [1, 2, 3]), curve([500, 1500], [7, 8])]);
    expect(time).toEqual([0, 0.5, 1, 1.5, 2]);
    expect(first).toEqual([1, undefined, 2, undefined, 3]);
    expect(second).toEqual([undefined, 7, undefined, 8, undefined]);
  });
  it('keep their gaps although another curve has samples in them', () => {
    const [, , , first] = joinedData([curve([0, 1000, 2000], [1, null, 3]), curve([500, 1500], [7, 8])]);
    expect(first).toEqual([1, null, null, null, 3]);
  });
  it('have columns also while their data is on the way', () => {
    expect(joinedData([undefined, curve([0], [1])])).toHaveLength(7);
    expect(joinedData([])).toEqual([[]]);
  });
});

describe('the value at an instant', () => {
  const data = curve([0, 1000, 2000, 3000], [10, 20, null, 40]);
  it('is that of the nearest sample', () => {
    expect(valueAt(data, 0.4)).toBe(10);
    expect(valueAt(data, 0.6)).toBe(20);
    expect(valueAt(data, 3.4)).toBe(40);
  });
  it('is missing in a gap and outside of the data, never a neighbour', () => {
    expect(valueAt(data, 2)).toBeNull();
    expect(valueAt(data, -5)).toBeNull();
    expect(valueAt(data, 50)).toBeNull();
    expect(valueAt(curve([], []), 1)).toBeNull();
  });
  it('of data that was asked for around it may stand beside a single sample', () => {
    expect(nearestValue(curve([2990], [40]), 3)).toBe(40);
    expect(nearestValue(curve([2990], [null]), 3)).toBeNull();
    expect(nearestValue(curve([], []), 3)).toBeNull();
  });
  it('is found wherever one looks as by trying every sample', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(times, fc.double({ min: 0, max: 5, noNaN: true }), (list, at) => {
        const sorted = [...list].sort((a, b) => a - b);
        const values = sorted.map((time) => time);
        const found = valueAt(curveData(envelope(sorted, values), { originS: 0, intervalMs: null }), at);
        const nearest = Math.min(...sorted.map((time) => Math.abs(time / 1000 - at)));
        return found === null || Math.abs(Math.abs(found / 1000 - at) - nearest) < 1e-9;
      }),
    );
  });
});

describe('visible statistics', () => {
  it('count only what is visible and valid', () => {
    expect(visibleStatistics(envelope([0, 1000, 2000], [1, null, 9]), 0, 1500)).toEqual({ min: 1, max: 1, mean: 1 });
    expect(visibleStatistics(envelope([0], [null]), 0, 1500)).toBeNull();
  });
});
