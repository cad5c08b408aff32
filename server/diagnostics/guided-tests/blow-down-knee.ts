import { extremes, line, mean } from '../statistics.ts';

/** Standard atmosphere (ISO 2533): gas laws take absolute pressures (C1.7). */
export const atmosphereBar = 1.013;
/** Below this the accumulator is empty; share of the highest gauge pressure, at least 2 bar. */
const emptyShare = 0.05;
const emptyBar = 2;
/** The fall is looked for behind the last moment that was this close to the top. */
const fullShare = 0.97;
/** Falling with less than this share of the rate before the knee is no discharge: the pressure is held, or the gas gives off its heat. */
const restShare = 0.5;
const restS = 5;
/** The knee is looked for in the last part of the discharge before the pressure is gone: before it the curve bends by itself. */
const lookBackShare = 0.3;
/** s in which the pressure drops once the gas is at its end, and samples around that place among which the change point is searched. */
const dropS = 0.5;
const mostPoints = 300;
/** "then drops suddenly" (C1.7): log p falls this many times faster than before (engineering default; oil alone bends less than five-fold). */
const suddenly = 10;

/** A fall from full to empty, in slots. `to` is the first empty slot. */
export interface Discharge {
  readonly from: number;
  readonly to: number;
  /** bar abs at rest, before it. */
  readonly startAbs: number;
}

export interface Knee {
  /** Slot of the last sample before the drop. */
  readonly at: number;
  /** bar abs; NaN when nothing drops suddenly: no gas. */
  readonly pressureAbs: number;
  /** bar: how far the reading may be beside the knee. */
  readonly spread: number;
}

/** The last fall from full to empty; null when the pressure never goes from one to the other. */
export function findDischarge(gauge: Float64Array, stepS: number): Discharge | null {
  const top = extremes(gauge).max;
  const empty = Math.max(emptyBar, emptyShare * top);
  if (!(top > 5 * emptyBar)) return null;
  let [from, to, full] = [-1, -1, -1];
  for (let slot = 0; slot < gauge.length; slot += 1) {
    const value = gauge[slot] as number;
    if (value >= fullShare * top) full = slot;
    if (full < 0 || !(value < empty)) continue;
    [from, to, full] = [full, slot, -1];
  }
  return to < 0 ? null : beginning(gauge, { from, to }, stepS);
}

/**
 * Leaves out what was held before the valve was opened: the discharge begins where the pressure last stood nearly still, measured by how
 * fast it falls just before the knee (there it falls slowest: the gas gives its oil with less and less pressure behind it).
 */
function beginning(gauge: Float64Array, { from, to }: { from: number; to: number }, stepS: number): Discharge {
  const width = Math.max(1, Math.min(Math.round(restS / stepS), Math.floor((to - from) / 8)));
  const level = (slot: number) => mean(gauge.subarray(Math.max(0, slot), Math.max(0, slot) + width));
  const knee = findKnee(gauge, { from, to }, stepS).at;
  const rate = (level(knee - 3 * width) - level(knee - width)) / 2;
  let start = knee - 3 * width;
  while (start > from && level(start - width) - level(start) >= restShare * rate) start -= 1;
  start = Math.max(start, from);
  return { from: start, to, startAbs: level(start - width) + atmosphereBar };
}

/**
 * Change point of log p over time (C1.7 a): two straight lines, the second one falling much faster.
 *
 * @param gauge slot means in bar, NaN where nothing was measured
 */
export function findKnee(gauge: Float64Array, { from, to }: Pick<Discharge, 'from' | 'to'>, stepS: number): Knee {
  // Two slots beyond: at 10 Hz the drop itself is hardly more than one sample.
  const end = Math.min(gauge.length, to + 2);
  const start = Math.max(from, to - Math.max(8, Math.round(lookBackShare * (to - from))));
  const log = Float64Array.from({ length: end - start }, (_, index) =>
    Math.log(Math.max(0.01, (gauge[start + index] as number) + atmosphereBar)),
  );
  const width = Math.max(1, Math.round(dropS / stepS));
  const steep = steepest(log, width);
  const near = { from: Math.max(0, steep - mostPoints / 2), to: Math.min(log.length, steep + Math.max(width, mostPoints / 2)) };
  return kneeOf(log.subarray(near.from, near.to), start + near.from);
}

/** The first place from which log p falls within `width` slots by at least half of the greatest such fall. */
function steepest(log: Float64Array, width: number): number {
  const fall = (at: number) => (log[at] as number) - (log[Math.min(log.length - 1, at + width)] as number);
  const greatest = extremes(Float64Array.from(log, (_, at) => fall(at))).max;
  return log.findIndex((_, at) => fall(at) >= 0.5 * greatest);
}

/** First place of the second line; null when there are too few. */
function changePoint(log: Float64Array): number | null {
  const place = Float64Array.from(log, (_, index) => index);
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let at = 3; at <= log.length - 2; at += 1) {
    const error = restOf(place, log, { from: 0, to: at }) + restOf(place, log, { from: at, to: log.length });
    if (error >= least) continue;
    [least, best] = [error, at];
  }
  return best;
}

function kneeOf(log: Float64Array, first: number): Knee {
  const at = changePoint(log);
  const none: Knee = { at: first + log.length - 1, pressureAbs: Number.NaN, spread: Number.NaN };
  if (at === null) return none;
  const place = Float64Array.from(log, (_, index) => index);
  const before = line(place.subarray(0, at), log.subarray(0, at));
  const after = line(place.subarray(at), log.subarray(at));
  const drop = (log[at - 1] as number) - (log[at] as number);
  if (!(Math.max(-after.slope, drop) > suddenly * Math.max(-before.slope, 1e-9))) return none;
  const pressureAbs = Math.exp(before.intercept + before.slope * (at - 1));
  return { at: first + at - 1, pressureAbs, spread: pressureAbs * Math.abs(before.slope) };
}

/** Sum of squares that a straight line leaves over. */
function restOf(x: Float64Array, y: Float64Array, { from, to }: { from: number; to: number }): number {
  const [part, values] = [x.subarray(from, to), y.subarray(from, to)];
  const { slope, intercept } = line(part, values);
  return values.reduce((sum, value, index) => {
    const rest = value - intercept - slope * (part[index] as number);
    return Number.isFinite(rest) ? sum + rest * rest : sum;
  }, 0);
}
