/**
 * Exact order statistics of more values than memory holds: a histogram tells in which bin a rank lies, and only that bin is sorted.
 * Bins keep their own lowest and highest value, so that measured decimals (few distinct values) need no second pass.
 */

/** Hands every value to `visit`, in blocks; may be called several times and must give the same values again. NaN is skipped. */
export type Scan = (visit: (values: Float64Array) => void) => Promise<void>;

export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

const binCount = 65_536;
/** Values sorted at once: 32 MB. */
const mostSorted = 4 * 1024 * 1024;
/** Each step makes the range 65,536 times narrower; float64 has no more than five such steps in it. */
const deepest = 5;

export interface Histogram {
  add(values: Float64Array): void;
  /** Finite values seen, inside and below the range. */
  readonly count: number;
  bin(rank: number): Bin;
  /** The bin of a value, as `Bin.index`. */
  indexOf(value: number): number;
}

export interface Bin {
  readonly index: number;
  /** Values before the first one of this bin in ascending order. */
  readonly before: number;
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

/** Counts values per bin of a closed range; what lies below is only counted, what lies above is not. */
export function createHistogram({ low, high }: ValueRange): Histogram {
  const counts = new Float64Array(binCount);
  const lowest = new Float64Array(binCount).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(binCount).fill(Number.NEGATIVE_INFINITY);
  const scale = scaleOf(low, high);
  let below = 0;
  let inside = 0;
  const indexOf = (value: number) => Math.min(binCount - 1, Math.floor((value - low) * scale));

  return {
    indexOf,
    get count() {
      return below + inside;
    },
    add(values) {
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!;
        if (!(value <= high)) continue;
        if (value < low) {
          if (value !== Number.NEGATIVE_INFINITY) below++;
          continue;
        }
        const bin = indexOf(value);
        counts[bin]!++;
        inside++;
        if (value < lowest[bin]!) lowest[bin] = value;
        if (value > highest[bin]!) highest[bin] = value;
      }
    },
    bin(rank) {
      let before = below;
      let index = 0;
      while (index < binCount - 1 && before + counts[index]! <= rank) before += counts[index++]!;
      return { index, before, size: counts[index]!, low: lowest[index]!, high: highest[index]! };
    },
  };
}

/** Bins per unit. A range that float64 cannot span or divide is one single bin. */
function scaleOf(low: number, high: number): number {
  const scale = binCount / (high - low);
  return Number.isFinite(scale) ? scale : 0;
}

/** Values at ascending-order ranks (from 0), from a histogram that has seen all of them. */
export async function valuesAtRanks(histogram: Histogram, ranks: readonly number[], scan: Scan, depth = 0): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  const open = new Map<number, { bin: Bin; ranks: number[] }>();
  for (const rank of new Set(ranks)) {
    const bin = histogram.bin(rank);
    if (rank === bin.before || bin.low === bin.high) found.set(rank, bin.low);
    else if (rank === bin.before + bin.size - 1) found.set(rank, bin.high);
    else open.set(bin.index, { bin, ranks: [...(open.get(bin.index)?.ranks ?? []), rank] });
  }
  const all = [...open.values()];
  const isSmall = ({ bin }: { bin: Bin }) => bin.size <= mostSorted || depth >= deepest;
  for (const [rank, value] of await sortBins(histogram, all.filter(isSmall), scan)) found.set(rank, value);
  for (const { bin, ranks: inner } of all.filter((one) => !isSmall(one))) {
    const finer = createHistogram({ low: bin.low, high: bin.high });
    await scan((values) => finer.add(values));
    for (const [rank, value] of await valuesAtRanks(finer, inner, scan, depth + 1)) found.set(rank, value);
  }
  return found;
}

async function sortBins(
  histogram: Histogram,
  bins: readonly { bin: Bin; ranks: readonly number[] }[],
  scan: Scan,
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  if (bins.length === 0) return found;
  const collectors = bins.map(({ bin }) => ({ bin, values: new Float64Array(bin.size), filled: 0 }));
  // Which collector takes the values of a bin, counted from 1: an array is asked in no time, a map is not.
  const takers = new Uint8Array(binCount);
  for (const [i, { bin }] of bins.entries()) takers[bin.index] = i + 1;
  await scan((values) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      const taker = takers[histogram.indexOf(value)];
      if (!taker) continue;
      const collector = collectors[taker - 1]!;
      if (value >= collector.bin.low && value <= collector.bin.high) collector.values[collector.filled++] = value;
    }
  });
  for (const [i, { bin, ranks }] of bins.entries()) {
    const sorted = collectors[i]!.values.sort();
    for (const rank of ranks) found.set(rank, sorted[rank - bin.before]!);
  }
  return found;
}

/** Quantiles (shares 0 to 1) between the two neighbouring order statistics (Hyndman and Fan 1996, type 7); null when there is no value. */
export async function quantiles(histogram: Histogram, shares: readonly number[], scan: Scan): Promise<(number | null)[]> {
  const { count } = histogram;
  if (count === 0) return shares.map(() => null);
  const places = shares.map((share) => share * (count - 1));
  const ranks = places.flatMap((place) => [Math.floor(place), Math.min(Math.floor(place) + 1, count - 1)]);
  const values = await valuesAtRanks(histogram, ranks, scan);
  return places.map((place) => {
    const low = Math.floor(place);
    const left = values.get(low)!;
    const right = values.get(Math.min(low + 1, count - 1))!;
    const part = place - low;
    return left === right || part === 0 ? left : left * (1 - part) + right * part;
  });
}
