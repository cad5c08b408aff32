import { describe, expect, it } from 'vitest';
import type { Envelope } from '../../../server/measurements/recording.schema.ts';
import { plotData, visibleStatistics } from './plot-data.ts';

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

describe('plot data', () => {
  it('begins at the origin of the axis', () => {
    expect(plotData(envelope([0, 1000], [1, 2]), { originS: 100, intervalMs: 1000 })[0]).toEqual([100, 101]);
  });
  it('keeps a pause visible although no sample stands in it', () => {
    const [time, , , mean] = plotData(envelope([0, 1000, 9000, 10_000], [1, 2, 3, 4]), { originS: 0, intervalMs: 1000 });
    expect(time).toEqual([0, 1, 5, 9, 10]);
    expect(mean).toEqual([1, 2, null, 3, 4]);
  });
  it('keeps missing values missing', () => {
    expect(plotData(envelope([0, 1000], [1, null]), { originS: 0, intervalMs: 1000 })[3]).toEqual([1, null]);
  });
});

describe('visible statistics', () => {
  it('count only what is visible and valid', () => {
    expect(visibleStatistics(envelope([0, 1000, 2000], [1, null, 9]), 0, 1500)).toEqual({ min: 1, max: 1, mean: 1 });
    expect(visibleStatistics(envelope([0], [null]), 0, 1500)).toBeNull();
  });
});
