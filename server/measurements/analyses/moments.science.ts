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
}

/** Short groups keep the sums about their origin exact to the last digits; merging them is stable (Chan, Golub, LeVeque 1983). */
const groupLength = 1024;

export interface MomentsBuilder {
  add(times: Float64Array, values: Float64Array): void;
  finish(): Moments;
}

export function createMoments(): MomentsBuilder {
  const total: Group = { count: 0, t: 0, v: 0, tt: 0, vv: 0, tv: 0 };
  const ends = { min: Number.POSITIVE_INFINITY, minAt: 0, max: Number.NEGATIVE_INFINITY, maxAt: 0, first: Number.NaN, last: Number.NaN };
  let seen = 0;

  return {
    add(times, values) {
      seen += values.length;
      for (let from = 0; from < values.length; from += groupLength) {
        const to = Math.min(from + groupLength, values.length);
        noteEnds(ends, times, values, { from, to });
        merge(total, groupOf(times, values, { from, to }));
      }
    },
    finish: () => toMoments(total, ends, seen),
  };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

type Ends = { min: number; minAt: number; max: number; maxAt: number; first: number; last: number };

function noteEnds(ends: Ends, times: Float64Array, values: Float64Array, { from, to }: Span): void {
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (Number.isNaN(ends.first)) ends.first = value;
    ends.last = value;
    if (value < ends.min) {
      ends.min = value;
      ends.minAt = times[i]!;
    }
    if (value > ends.max) {
      ends.max = value;
      ends.maxAt = times[i]!;
    }
  }
}

function groupOf(times: Float64Array, values: Float64Array, { from, to }: Span): Group {
  const group: Group = { count: 0, t: 0, v: 0, tt: 0, vv: 0, tv: 0 };
  let start = from;
  while (start < to && !Number.isFinite(values[start])) start++;
  if (start === to) return group;
  const t0 = times[start]!;
  const v0 = values[start]!;
  let count = 0;
  let [t, v, tt, vv, tv] = [0, 0, 0, 0, 0];
  for (let i = start; i < to; i++) {
    const value = values[i]! - v0;
    // NaN and infinities: neither is a number to compute with.
    if (!Number.isFinite(value)) continue;
    const time = times[i]! - t0;
    count++;
    t += time;
    v += value;
    tt += time * time;
    vv += value * value;
    tv += time * value;
  }
  const n = count;
  return {
    count,
    t: t0 + t / n,
    v: v0 + v / n,
    tt: Math.max(0, tt - (t * t) / n),
    vv: Math.max(0, vv - (v * v) / n),
    tv: tv - (t * v) / n,
  };
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
}

function toMoments({ count, v, tt, vv, tv }: Group, ends: Ends, seen: number): Moments {
  const missing = seen - count;
  if (count === 0) {
    const none = { min: null, minAt: null, max: null, maxAt: null, mean: null, rms: null, std: null, slope: null, first: null, last: null };
    return { count, missing, ...none };
  }
  return {
    count,
    missing,
    min: ends.min,
    minAt: ends.minAt,
    max: ends.max,
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
