/** Moments of samples against time, from one pass in blocks. Times in s, values in the unit of the channel. Null: nothing to compute from. */
export interface Moments {
  readonly count: number;
  readonly missing: number;
  readonly min: number | null;
  readonly minAt: number | null;
  readonly max: number | null;
  readonly maxAt: number | null;
  readonly mean: number | null;
  readonly rms: number | null;
  readonly std: number | null;
  /** Least squares slope, unit per s; null when all samples stand at one instant. */
  readonly slope: number | null;
  readonly first: number | null;
  readonly last: number | null;
}

/** Sums of one group about its own means: t = time, v = value. */
interface Group {
  count: number;
  t: number;
  v: number;
  tt: number;
  vv: number;
  tv: number;
  min: number;
  max: number;
}

/** Short groups keep the sums about their origin exact to the last digits; merging them is stable (Chan, Golub, LeVeque 1983). */
const groupLength = 1024;

export interface MomentsBuilder {
  add(times: Float64Array, values: Float64Array): void;
  finish(): Moments;
}

export function createMoments(): MomentsBuilder {
  const total = emptyGroup();
  const ends = { minAt: 0, maxAt: 0, first: Number.NaN, last: Number.NaN };
  let seen = 0;

  return {
    add(times, values) {
      seen += values.length;
      for (let from = 0; from < values.length; from += groupLength) {
        const to = Math.min(from + groupLength, values.length);
        const group = groupOf(times, values, { from, to });
        if (group.count === 0) continue;
        // Only a new extreme is looked for: that happens a few times, not for every sample.
        if (group.min < total.min) ends.minAt = times[values.indexOf(group.min, from)]!;
        if (group.max > total.max) ends.maxAt = times[values.indexOf(group.max, from)]!;
        noteEnds(ends, values, { from, to });
        merge(total, group);
      }
    },
    finish: () => toMoments(total, ends, seen),
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

type Ends = { minAt: number; maxAt: number; first: number; last: number };

function noteEnds(ends: Ends, values: Float64Array, { from, to }: Span): void {
  let last = to - 1;
  while (!Number.isFinite(values[last])) last--;
  ends.last = values[last]!;
  if (!Number.isNaN(ends.first)) return;
  let first = from;
  while (!Number.isFinite(values[first])) first++;
  ends.first = values[first]!;
}

function emptyGroup(): Group {
  return { count: 0, t: 0, v: 0, tt: 0, vv: 0, tv: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
}

function groupOf(times: Float64Array, values: Float64Array, { from, to }: Span): Group {
  const t0 = times[from]!;
  const v0 = values[from]!;
  let [t, v, tt, vv, tv] = [0, 0, 0, 0, 0];
  let min = v0;
  let max = v0;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
    const distance = value - v0;
    const time = times[i]! - t0;
    t += time;
    v += distance;
    tt += time * time;
    vv += distance * distance;
    tv += time * distance;
  }
  // One missing value (or an infinity) makes the sum NaN: only then is every value asked.
  if (!Number.isFinite(v)) return groupOfPresent(times, values, { from, to });
  return centred({ count: to - from, t, v, tt, vv, tv, min, max }, t0, v0);
}

function groupOfPresent(times: Float64Array, values: Float64Array, { from, to }: Span): Group {
  const group = emptyGroup();
  let start = from;
  while (start < to && !Number.isFinite(values[start])) start++;
  if (start === to) return group;
  const t0 = times[start]!;
  const v0 = values[start]!;
  for (let i = start; i < to; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (value < group.min) group.min = value;
    if (value > group.max) group.max = value;
    const distance = value - v0;
    const time = times[i]! - t0;
    group.count++;
    group.t += time;
    group.v += distance;
    group.tt += time * time;
    group.vv += distance * distance;
    group.tv += time * distance;
  }
  return centred(group, t0, v0);
}

/** From sums about an origin to sums about the means. */
function centred(group: Group, t0: number, v0: number): Group {
  const { count: n, t, v, tt, vv, tv } = group;
  const sums = { t: t0 + t / n, v: v0 + v / n, tt: Math.max(0, tt - (t * t) / n), vv: Math.max(0, vv - (v * v) / n), tv: tv - (t * v) / n };
  return { ...group, ...sums };
}

function merge(total: Group, part: Group): void {
  if (part.count === 0) return;
  const count = total.count + part.count;
  const t = part.t - total.t;
  const v = part.v - total.v;
  const weight = (total.count / count) * part.count;
  total.tt += part.tt + t * t * weight;
  total.vv += part.vv + v * v * weight;
  total.tv += part.tv + t * v * weight;
  total.t += t * (part.count / count);
  total.v += v * (part.count / count);
  total.count = count;
  if (part.min < total.min) total.min = part.min;
  if (part.max > total.max) total.max = part.max;
}

function toMoments({ count, v, tt, vv, tv, min, max }: Group, ends: Ends, seen: number): Moments {
  const missing = seen - count;
  if (count === 0) {
    const none = { min: null, minAt: null, max: null, maxAt: null, mean: null, rms: null, std: null, slope: null, first: null, last: null };
    return { count, missing, ...none };
  }
  return {
    count,
    missing,
    min,
    minAt: ends.minAt,
    max,
    maxAt: ends.maxAt,
    mean: finite(v),
    rms: finite(Math.sqrt(vv / count + v * v)),
    std: count > 1 ? finite(Math.sqrt(vv / (count - 1))) : null,
    slope: tt > 0 ? finite(tv / tt) : null,
    first: ends.first,
    last: ends.last,
  };
}

/** Sums of huge values may leave float64; then there is no number to show. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
