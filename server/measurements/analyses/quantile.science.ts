/**
 * Exact order statistics of more values than memory holds: a histogram tells in which bin a rank lies, and only that bin is sorted.
 * A bin that is too large for that gets a histogram of its own.
 */

/** Hands every value to `visit`, in blocks; may be called several times and must give the same values again. NaN and infinities are skipped. */
export type Scan = (visit: (values: Float64Array) => void) => Promise<void>;

export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

const binCount = 65_536;
/** Values sorted at once: 32 MB. */
const mostSorted = 4 * 1024 * 1024;

export interface Histogram {
  add(values: Float64Array): void;
  /** Finite values seen inside the range. */
  readonly count: number;
  /** The bin with the value of a rank in ascending order, from 0; `before` = values in the bins below it. */
  bin(rank: number): Bin;
  /** The bin of a value; -1 for what is outside of the range or no number. */
  indexOf(value: number): number;
}

export interface Bin {
  readonly index: number;
  readonly before: number;
  readonly size: number;
}

/** Counts values per bin of a closed range. What lies outside is not counted. */
export function createHistogram({ low, high }: ValueRange): Histogram {
  const counts = new Uint32Array(binCount);
  const scale = scaleOf(low, high);
  /** Rounding may put the highest values just behind the last bin. */
  const atTheEdge = (value: number) => (value >= low && value <= high ? binCount - 1 : -1);
  let total = 0;

  return {
    indexOf(value) {
      const place = (value - low) * scale;
      return place >= 0 && place < binCount ? place | 0 : atTheEdge(value);
    },
    get count() {
      return total;
    },
    add(values) {
      let counted = 0;
      for (let i = 0; i < values.length; i++) {
        const value = values[i]!;
        const place = (value - low) * scale;
        const bin = place >= 0 && place < binCount ? place | 0 : atTheEdge(value);
        if (bin < 0) continue;
        counts[bin]!++;
        counted++;
      }
      total += counted;
    },
    bin(rank) {
      let before = 0;
      let index = 0;
      while (index < binCount - 1 && before + counts[index]! <= rank) before += counts[index++]!;
      return { index, before, size: counts[index]! };
    },
  };
}

/** Bins per unit. A range that float64 cannot span or divide is one single bin. */
function scaleOf(low: number, high: number): number {
  const scale = binCount / (high - low);
  return Number.isFinite(scale) ? scale : 0;
}

interface OpenBin {
  readonly bin: Bin;
  readonly ranks: number[];
}

/** Values at ascending-order ranks (from 0), from a histogram that has counted all of them. */
export async function valuesAtRanks(histogram: Histogram, ranks: readonly number[], scan: Scan): Promise<Map<number, number>> {
  const open = new Map<number, OpenBin>();
  for (const rank of new Set(ranks)) {
    const bin = histogram.bin(rank);
    open.set(bin.index, { bin, ranks: [...(open.get(bin.index)?.ranks ?? []), rank] });
  }
  const all = [...open.values()];
  const isSmall = ({ bin }: OpenBin) => bin.size <= mostSorted;
  const found = await sortBins(histogram, all.filter(isSmall), scan);
  for (const large of all.filter((one) => !isSmall(one))) {
    for (const [rank, value] of await insideOf(histogram, large, scan)) found.set(rank, value);
  }
  return found;
}

/** A large bin: most often one value many times over, which its extremes show; else the same search inside of it. */
async function insideOf(histogram: Histogram, { bin, ranks }: OpenBin, scan: Scan): Promise<[rank: number, value: number][]> {
  const inside: Scan = (visit) => scan((values) => visit(values.filter((value) => histogram.indexOf(value) === bin.index)));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  await inside((values) => {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  });
  if (low === high) return ranks.map((rank) => [rank, low]);
  const finer = createHistogram({ low, high });
  await inside(finer.add);
  const values = await valuesAtRanks(
    finer,
    ranks.map((rank) => rank - bin.before),
    inside,
  );
  return [...values].map(([rank, value]) => [rank + bin.before, value]);
}

async function sortBins(histogram: Histogram, bins: readonly OpenBin[], scan: Scan): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  if (bins.length === 0) return found;
  const collectors = bins.map(({ bin }) => ({ values: new Float64Array(bin.size), filled: 0 }));
  // Which collector takes the values of a bin, counted from 1: an array is asked in no time, a map is not.
  const takers = new Uint8Array(binCount);
  for (const [i, { bin }] of bins.entries()) takers[bin.index] = i + 1;
  await scan((values) => {
    for (let i = 0; i < values.length; i++) {
      const taker = takers[histogram.indexOf(values[i]!)];
      if (!taker) continue;
      const collector = collectors[taker - 1]!;
      collector.values[collector.filled++] = values[i]!;
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
