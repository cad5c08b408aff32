import type { LimitPoint } from '../systems/limits/limit.schema.ts';
import { type SignalId, signals as words } from '../systems/signal.schema.ts';
import type { OperatingValue } from './diagnosis.schema.ts';
import type { Bench } from './indicators/definition.indicator.ts';
import { fluidLine } from './indicators/fluid.indicator.ts';
import { viscosityAt } from './indicators/oil.science.ts';
import { workingSlots } from './states/operating-place.science.ts';
import { finite, median, quantile } from './statistics.ts';

/** What says under which load and in which oil something was measured (ISO 13374: the operating conditions of a feature). */
const described: readonly SignalId[] = ['p_P', 'Q_P', 'n', 'T_T', 'T_P', 'P_el'];

/** Medians and 5–95 % ranges while the system works (transitions and plateaus); of everything when no regime is known. */
export function operatingPointOf(bench: Bench, isInside: (slot: number) => boolean = () => true): OperatingValue[] {
  const isWorking = workingSlots(bench);
  const found = described.flatMap((id) => {
    const column = bench.grid.column(id);
    const unit = bench.signals.find(id)?.unit;
    if (!column || unit === undefined) return [];
    const values = finite(column.filter((_, slot) => isWorking(slot) && isInside(slot)));
    return values.length === 0 ? [] : [describe({ id, unit }, values)];
  });
  return [...found, ...viscosity(bench, found)];
}

function describe({ id, unit }: { id: string; unit: string }, values: readonly number[]): OperatingValue {
  const tidy = (value: number) => +value.toPrecision(5);
  return { id, unit, median: tidy(median(values)), low: tidy(quantile(values, 0.05)), high: tidy(quantile(values, 0.95)) };
}

/** By ASTM D341, when the fluid is known: the thinner the oil, the more every gap leaks. */
function viscosity(bench: Bench, found: readonly OperatingValue[]): OperatingValue[] {
  const temperature = found.find(({ id }) => id === 'T_T') ?? found.find(({ id }) => id === 'T_P');
  const line = fluidLine(bench);
  if (!temperature || !line) return [];
  const at = (celsius: number) => +viscosityAt(line, celsius).toPrecision(4);
  return [{ id: 'viscosity', unit: 'mm²/s', median: at(temperature.median), low: at(temperature.high), high: at(temperature.low) }];
}

/** Engineering defaults: within these two points count as the same. Share of the larger value, or K. */
const tolerances: Readonly<Record<string, { share?: number; absolute?: number }>> = {
  p_P: { share: 0.1 },
  n: { share: 0.03 },
  T_T: { absolute: 5 },
  T_P: { absolute: 5 },
};

/**
 * Why two operating points cannot be compared, in words; empty when they can. Delivery and power are left out: they are what a fault
 * changes. A value known on one side only is no contradiction, but nothing known on both sides is.
 */
export function pointsDiffer(a: readonly OperatingValue[], b: readonly OperatingValue[]): string[] {
  const both = Object.keys(tolerances).flatMap((id) => {
    const one = a.find((value) => value.id === id);
    const other = b.find((value) => value.id === id);
    return one && other ? [{ id, one, other }] : [];
  });
  if (both.length === 0) return ['no pressure, speed or oil temperature was measured on both sides'];
  return both.flatMap(({ id, one, other }) => {
    const { share, absolute } = tolerances[id]!;
    const apart = Math.abs(one.median - other.median);
    const allowed = absolute ?? (share ?? 0) * Math.max(Math.abs(one.median), Math.abs(other.median));
    if (apart <= allowed) return [];
    return [`${words[id as SignalId]} ${one.median} ${one.unit} and ${other.median} ${other.unit}`];
  });
}

/**
 * The windows that count as the same operating point as some described values, with a name, from the signals allowed; null when none of them
 * says which one it is.
 */
export function pointAround(values: readonly OperatingValue[], isAllowed: (signal: SignalId) => boolean): LimitPoint | null {
  const oil = values.some(({ id }) => id === 'T_T') ? 'T_P' : '';
  const known = values.filter(({ id }) => id in tolerances && id !== oil && isAllowed(id as SignalId));
  if (known.length === 0) return null;
  const within = known.map(({ id, unit, median: middle }) => {
    const { share, absolute } = tolerances[id]!;
    const allowed = absolute ?? (share ?? 0) * Math.abs(middle);
    return { signal: id as SignalId, unit, atLeast: +(middle - allowed).toPrecision(4), atMost: +(middle + allowed).toPrecision(4) };
  });
  return { name: known.map(({ unit, median: middle }) => `${Math.round(middle)} ${unit}`).join(', '), within };
}
