/** Pairs of two channels in the order of time; `time` in ms. */
export interface Pairs {
  readonly x: number[];
  readonly y: number[];
  readonly time: number[];
}

/**
 * Thins pairs out as they come, so that the extremes survive: each of up to `points / 4` equal slices of time keeps the pairs with the
 * lowest and highest x and y. Without thinning (no more pairs than points) every pair is kept.
 */
export interface PairThinner {
  add(time: number, x: number, y: number): void;
  finish(): Pairs & { readonly count: number };
}

interface Slice {
  /** Time, x, y of the pairs with lowest x, highest x, lowest y, highest y. */
  readonly kept: Float64Array;
  used: boolean;
}

export function createPairThinner({ fromMs, toMs, points }: { fromMs: number; toMs: number; points: number }): PairThinner {
  const sliceCount = Math.max(1, Math.floor(points / 4));
  const perMs = toMs > fromMs ? sliceCount / (toMs - fromMs) : 0;
  const slices: Slice[] = Array.from({ length: sliceCount }, () => ({ kept: new Float64Array(12), used: false }));
  const all: Pairs = { x: [], y: [], time: [] };
  let count = 0;
  return {
    add(time, x, y) {
      if (count++ < points) {
        all.time.push(time);
        all.x.push(x);
        all.y.push(y);
      }
      const at = Math.floor((time - fromMs) * perMs);
      keep(slices[Math.max(0, Math.min(sliceCount - 1, at))]!, time, x, y);
    },
    finish: () => ({ ...(count <= points ? all : thinned(slices)), count }),
  };
}

function keep(slice: Slice, time: number, x: number, y: number): void {
  const { kept } = slice;
  const take = (place: number) => {
    kept[place * 3] = time;
    kept[place * 3 + 1] = x;
    kept[place * 3 + 2] = y;
  };
  if (!slice.used) {
    for (let place = 0; place < 4; place++) take(place);
    slice.used = true;
    return;
  }
  if (x < kept[1]!) take(0);
  if (x > kept[4]!) take(1);
  if (y < kept[8]!) take(2);
  if (y > kept[11]!) take(3);
}

function thinned(slices: readonly Slice[]): Pairs {
  const pairs: Pairs = { x: [], y: [], time: [] };
  for (const { kept, used } of slices) {
    if (!used) continue;
    const rows = [0, 3, 6, 9].map((at) => [kept[at]!, kept[at + 1]!, kept[at + 2]!] as const).sort(([a], [b]) => a - b);
    rows.forEach(([time, x, y], i) => {
      const before = rows[i - 1];
      if (before && before[0] === time && before[1] === x && before[2] === y) return;
      pairs.time.push(time);
      pairs.x.push(x);
      pairs.y.push(y);
    });
  }
  return pairs;
}

/** Finds the sample of an ascending list of instants that stands nearest to a time; -1 when none is within `reach`. */
export function nearest(times: Float64Array, time: number, reach: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  const after = low < times.length ? times[low]! - time : Number.POSITIVE_INFINITY;
  const before = low > 0 ? time - times[low - 1]! : Number.POSITIVE_INFINITY;
  if (Math.min(after, before) > reach) return -1;
  return after <= before ? low : low - 1;
}
