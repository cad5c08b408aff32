import type { HealthLine, HealthPoint } from '../../../../server/diagnostics/outlooks/outlook.schema.ts';

export interface PlacedPoint {
  readonly x: number;
  readonly y: number;
  readonly point: HealthPoint;
}

const margin = 5;

/**
 * Pixels of every point, and of the limits that lie near enough to be seen without flattening the curve: within three times the range of
 * the values.
 */
export function placePoints(
  line: Pick<HealthLine, 'points' | 'limit'>,
  { width, height }: { width: number; height: number },
): { dots: PlacedPoint[]; limits: number[] } {
  const times = line.points.map(({ at }) => Date.parse(at));
  const values = line.points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const reach = Math.max(high - low, Math.abs(high) * 0.02, 1e-9) * 3;
  const { warningLow, warningHigh, alarmLow, alarmHigh } = line.limit ?? {};
  const shown = [warningLow, warningHigh, alarmLow, alarmHigh].filter(
    (limit): limit is number => typeof limit === 'number' && limit > low - reach && limit < high + reach,
  );
  const x = scale([Math.min(...times), Math.max(...times)], [margin, width - margin]);
  const y = scale([Math.min(low, ...shown), Math.max(high, ...shown)], [height - margin, margin]);
  return {
    dots: line.points.map((point, i) => ({ x: x(times[i]!), y: y(point.value), point })),
    limits: [...new Set(shown.map(y))],
  };
}

/** A value in the middle when the range has no width. */
function scale([from, to]: readonly [number, number], [start, end]: readonly [number, number]): (value: number) => number {
  return (value) => (to === from ? (start + end) / 2 : start + ((value - from) / (to - from)) * (end - start));
}
