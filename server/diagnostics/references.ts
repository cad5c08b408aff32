import type { Bench } from './indicators/definition.indicator.ts';
import { columnOf } from './indicators/definition.indicator.ts';
import { medianByEpoch } from './segments/timeline.segment.ts';
import { finite, median, quantile } from './statistics.ts';

/** What a person declared healthy: epochs of this recording, or an earlier diagnosis' value of the indicator. */
export interface Baseline {
  readonly isHealthy: ((epoch: number) => boolean) | null;
  readonly values: Readonly<Record<string, number>>;
  readonly reference: string;
}

export interface Reference {
  readonly perEpoch: Float64Array;
  readonly isDeclared: boolean;
  readonly text: string;
}

/** Engineering defaults, no published number: fewer epochs have no best part of their own, and one epoch in twenty may be the best by chance. */
const MIN_EPOCHS = 8;
const BEST_SHARE = 0.05;
const SAME_TEMPERATURE_K = 5; // C1.5
/** A reference at the same temperature is believed only this close to the overall one: else the whole level may be faulty. */
const BELIEVED = 0.15;

function oilTemperatures(bench: Bench): Float64Array | null {
  const id = (['T_T', 'T_P', 'T_ci'] as const).find((name) => bench.signals.find(name));
  return id ? medianByEpoch(bench.timeline, columnOf(bench, id), 'all') : null;
}

/** Summary of the values near a temperature, one per kelvin of oil temperature. */
function atTemperature(values: Float64Array, temperatures: Float64Array, summary: (near: number[]) => number): (epoch: number) => number {
  const cache = new Map<number, number>();
  return (epoch) => {
    const kelvin = Math.round(temperatures[epoch] as number);
    const known = cache.get(kelvin);
    if (known !== undefined) return known;
    const near = finite(values.filter((_, index) => Math.abs((temperatures[index] as number) - kelvin) <= SAME_TEMPERATURE_K));
    const found = near.length >= MIN_EPOCHS ? summary(near) : Number.NaN;
    cache.set(kelvin, found);
    return found;
  };
}

/**
 * The healthy reference of a relative limit, per epoch. Declared healthy cycles when there are any; otherwise the best 5 % of this very
 * recording, which can show that other cycles are worse but never that all are well.
 */
export function referenceOf(
  wanted: { id: string; values: Float64Array; better: 'high' | 'low'; atTemperature: boolean },
  bench: Bench,
  baseline: Baseline | null,
): Reference | null {
  const earlier = baseline?.values[wanted.id];
  if (baseline && !baseline.isHealthy && earlier !== undefined && earlier > 0) {
    const text = `reference ${+earlier.toPrecision(4)}: declared healthy (${baseline.reference})`;
    return { perEpoch: wanted.values.map(() => earlier), isDeclared: true, text };
  }
  const isHealthy = baseline?.isHealthy ?? null;
  const share = wanted.better === 'high' ? 1 - BEST_SHARE : BEST_SHARE;
  const summary = (values: number[]) => (isHealthy ? median(values) : quantile(values, share));
  const chosen = isHealthy ? wanted.values.map((value, index) => (isHealthy(index) ? value : Number.NaN)) : wanted.values;
  const kept = finite(chosen);
  if (kept.length < (isHealthy ? 1 : MIN_EPOCHS)) return null;
  const overall = summary(kept);
  if (!(overall > 0)) return null;
  const temperatures = wanted.atTemperature ? oilTemperatures(bench) : null;
  const local = temperatures && atTemperature(chosen, temperatures, summary);
  const perEpoch = wanted.values.map((_, index) => {
    const near = local?.(index) ?? Number.NaN;
    return Math.abs(near / overall - 1) <= BELIEVED ? near : overall;
  });
  const shown = +overall.toPrecision(4);
  const text = isHealthy
    ? `reference ${shown}: median of ${kept.length} cycles declared healthy (${baseline?.reference})`
    : `reference ${shown}: best 5 % of the ${kept.length} cycles of this recording${temperatures ? ', at the same oil temperature ±5 K' : ''}; it cannot show that all cycles are bad`;
  return { perEpoch, isDeclared: isHealthy !== null, text };
}
