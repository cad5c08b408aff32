import { normalQuantile, normalShare } from '../outlooks/trend.science.ts';
import { finite, median, quantile } from '../statistics.ts';

/** How two samples of one quantity differ, without assuming a distribution. */
export interface Effect {
  readonly before: { readonly count: number; readonly median: number };
  readonly after: { readonly count: number; readonly median: number };
  /** Hodges–Lehmann: median of all differences after - before, with its 95 % interval. */
  readonly shift: number;
  readonly shiftLow: number;
  readonly shiftHigh: number;
  /** Cliff's delta: P(after > before) - P(after < before), -1 … 1. */
  readonly delta: number;
  /** Mann–Whitney, two-sided, ties corrected. */
  readonly p: number;
  /** Romano 2006: |delta| 0.147, 0.33, 0.474. */
  readonly size: 'negligible' | 'small' | 'medium' | 'large';
}

/** Every value meets every other one: of more values the quantiles stand for them. */
const mostValues = 100;

/**
 * @param before values of one quantity in segments before, NaN is left out; likewise `after`
 * @returns undefined when either has fewer than 4 values: nothing can be told then
 * Source: Mann & Whitney 1947; Hodges & Lehmann 1963; Cliff 1993; Romano 2006.
 */
export function compareSamples(before: ArrayLike<number>, after: ArrayLike<number>): Effect | undefined {
  const a = thinned(finite(before));
  const b = thinned(finite(after));
  if (a.length < 4 || b.length < 4) return undefined;
  const differences = new Float64Array(a.length * b.length);
  let more = 0;
  let less = 0;
  let at = 0;
  for (const x of a) {
    for (const y of b) {
      differences[at++] = y - x;
      if (y > x) more++;
      else if (y < x) less++;
    }
  }
  const delta = (more - less) / differences.length;
  const deviation = rankDeviation(a, b);
  const u = (more - less) / 2;
  const z = deviation === 0 ? 0 : Math.max(0, Math.abs(u) - 0.5) / deviation;
  const reach = (normalQuantile(0.975) * deviation) / differences.length;
  return {
    before: { count: a.length, median: median(a) },
    after: { count: b.length, median: median(b) },
    shift: median(differences),
    shiftLow: quantile(differences, Math.max(0, 0.5 - reach)),
    shiftHigh: quantile(differences, Math.min(1, 0.5 + reach)),
    delta,
    p: z === 0 ? 1 : 2 * (1 - normalShare(z)),
    size: sizeOf(Math.abs(delta)),
  };
}

function sizeOf(delta: number): Effect['size'] {
  if (delta < 0.147) return 'negligible';
  if (delta < 0.33) return 'small';
  return delta < 0.474 ? 'medium' : 'large';
}

function thinned(values: number[]): number[] {
  if (values.length <= mostValues) return values;
  return Array.from({ length: mostValues }, (_, i) => quantile(values, i / (mostValues - 1)));
}

/** Standard deviation of U: sqrt(n·m/12 · ((N+1) - Σ(t³-t)/(N(N-1)))). */
function rankDeviation(a: readonly number[], b: readonly number[]): number {
  const groups = new Map<number, number>();
  for (const value of [...a, ...b]) groups.set(value, (groups.get(value) ?? 0) + 1);
  const n = a.length + b.length;
  const ties = [...groups.values()].reduce((sum, t) => sum + t ** 3 - t, 0);
  return Math.sqrt(((a.length * b.length) / 12) * (n + 1 - ties / (n * (n - 1))));
}
