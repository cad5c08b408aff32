import { finite, median, quantile } from '../statistics.ts';

/** Of a series over time: does it rise or fall for good, and how fast? */
export interface TrendTest {
  readonly count: number;
  /** Kendall's tau, -1 … 1. */
  readonly tau: number;
  /** Two-sided; small: the order is no accident. */
  readonly p: number;
  /** Theil–Sen slope per unit of time, and its interval at the asked confidence. */
  readonly slope: number;
  readonly slopeLow: number;
  readonly slopeHigh: number;
  /** Of the line, at time 0: the median of what is left when the slope is taken away. */
  readonly intercept: number;
  /** Scatter around the line: 1.4826 · MAD, the standard deviation of normal noise. */
  readonly scatter: number;
}

/**
 * Mann–Kendall test with correction for ties and Theil–Sen slope; needs no normal distribution and survives outliers.
 * Source: Mann 1945; Kendall 1975; Sen 1968; Gilbert 1987, ch. 16. The normal approximation holds from 8 points on (Gilbert asks for 10).
 *
 * @param times any unit, any order; pairs at the same time are not compared
 * @param values same length; pairs in which either is not finite are left out
 */
export function testTrend(times: ArrayLike<number>, values: ArrayLike<number>, confidence = 0.9): TrendTest {
  const points = pairs(times, values);
  const slopes: number[] = [];
  let s = 0;
  for (let i = 0; i < points.length; i++) {
    for (let j = i + 1; j < points.length; j++) {
      const dt = points[j]!.t - points[i]!.t;
      if (dt === 0) continue;
      const dv = points[j]!.v - points[i]!.v;
      s += Math.sign(dv) * Math.sign(dt);
      slopes.push(dv / dt);
    }
  }
  const count = points.length;
  const variance = kendallVariance(
    count,
    points.map(({ v }) => v),
  );
  const z = s === 0 || variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  const slope = median(slopes);
  const intercept = median(points.map(({ t, v }) => v - slope * t));
  const left = points.map(({ t, v }) => Math.abs(v - intercept - slope * t));
  // Sen: the ranks of the slopes that bound the interval.
  const reach = (normalQuantile(0.5 + confidence / 2) * Math.sqrt(variance)) / Math.max(1, slopes.length);
  return {
    count,
    tau: slopes.length === 0 ? Number.NaN : s / slopes.length,
    p: 2 * (1 - normalShare(Math.abs(z))),
    slope,
    slopeLow: quantile(slopes, Math.max(0, 0.5 - reach / 2)),
    slopeHigh: quantile(slopes, Math.min(1, 0.5 + reach / 2)),
    intercept,
    scatter: 1.4826 * median(left),
  };
}

function pairs(times: ArrayLike<number>, values: ArrayLike<number>): { t: number; v: number }[] {
  const found: { t: number; v: number }[] = [];
  for (let i = 0; i < values.length; i++) {
    const t = times[i] as number;
    const v = values[i] as number;
    if (Number.isFinite(t) && Number.isFinite(v)) found.push({ t, v });
  }
  return found.sort((a, b) => a.t - b.t);
}

/** Var(S) = [n(n-1)(2n+5) - Σ t(t-1)(2t+5)] / 18 over groups of t equal values. */
function kendallVariance(n: number, values: readonly number[]): number {
  const groups = new Map<number, number>();
  for (const value of finite(values)) groups.set(value, (groups.get(value) ?? 0) + 1);
  const part = (count: number) => count * (count - 1) * (2 * count + 5);
  return (part(n) - [...groups.values()].reduce((sum, count) => sum + part(count), 0)) / 18;
}

/** Φ(z) by the complementary error function of Abramowitz & Stegun 7.1.26; error below 1.5e-7. */
export function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.exp(-x * x);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}

/** Inverse of `normalShare`, by bisection. */
export function normalQuantile(share: number): number {
  let low = -10;
  let high = 10;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
