const buckets = 1024;
/** Below this, sorting is quicker than counting. */
const worthCounting = 96;
/** Values that a thousandfold finer division four times over does not part are sorted. */
const mostRounds = 4;

const counts = new Int32Array(buckets);
/** For a bucket: 1 + the place of its part among those that hold a wanted rank; 0 for all others. */
const parts = new Uint8Array(buckets);
let bucketOf = new Uint16Array(0);

/**
 * Quantiles `shares` (0 to 1) of `values`, none of them NaN, by linear interpolation between the two nearest ranks (Hyndman and Fan 1996,
 * type 7; R, NumPy and DuckDB's quantile_cont do the same). NaN when there is no value; at most 100 shares. The values keep their order.
 * Counting into equal buckets and looking only at those that hold a wanted rank: two passes instead of a sort. `range`: smallest and
 * largest value, where they are known.
 */
export function quantilesOf(values: Float64Array, shares: readonly number[], range = rangeOf(values)): number[] {
  if (values.length === 0) return shares.map(() => Number.NaN);
  const places = shares.map((share) => (values.length - 1) * share);
  const ranks = [...new Set(places.flatMap((place) => [Math.floor(place), Math.ceil(place)]))].sort((a, b) => a - b);
  const found = new Map<number, number>();
  select({ values, range, ranks, offset: 0, round: 0 }, found);
  return places.map((place) => {
    const low = found.get(Math.floor(place))!;
    const high = found.get(Math.ceil(place))!;
    return low === high ? low : low + (high - low) * (place - Math.floor(place));
  });
}

interface Range {
  readonly min: number;
  readonly max: number;
}

interface Selection {
  readonly values: Float64Array;
  readonly range: Range;
  /** Ascending, counted in the whole set; the smallest value here has rank `offset`. */
  readonly ranks: readonly number[];
  readonly offset: number;
  readonly round: number;
}

function rangeOf(values: Float64Array): Range {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

function select(selection: Selection, found: Map<number, number>): void {
  const { values, range, ranks, offset, round } = selection;
  const { min, max } = range;
  const perBucket = buckets / (max - min);
  if (min === max) for (const rank of ranks) found.set(rank, min);
  else if (values.length < worthCounting || round === mostRounds || !(perBucket > 0 && perBucket < 1e300)) {
    const sorted = values.slice().sort();
    for (const rank of ranks) found.set(rank, sorted[rank - offset]!);
  } else for (const part of divide(selection, perBucket)) select({ ...part, range: rangeOf(part.values), round: round + 1 }, found);
}

type Part = Pick<Selection, 'values' | 'ranks' | 'offset'>;

/** The values of every bucket that holds a wanted rank. */
function divide({ values, range, ranks, offset }: Selection, perBucket: number): Part[] {
  const { min } = range;
  if (bucketOf.length < values.length) bucketOf = new Uint16Array(values.length);
  const places = bucketOf;
  counts.fill(0);
  for (let i = 0; i < values.length; i++) {
    const place = ((values[i]! - min) * perBucket) | 0;
    // The last bucket takes what lies on its upper edge, too.
    const bucket = place < buckets ? place : buckets - 1;
    places[i] = bucket;
    counts[bucket]!++;
  }
  const wanted: Part[] = [];
  parts.fill(0);
  let next = 0;
  let below = offset;
  for (let bucket = 0; next < ranks.length; bucket++) {
    const size = counts[bucket]!;
    const inside: number[] = [];
    while (next < ranks.length && ranks[next]! < below + size) inside.push(ranks[next++]!);
    if (inside.length > 0) parts[bucket] = wanted.push({ values: new Float64Array(size), ranks: inside, offset: below });
    below += size;
  }
  const filled = new Int32Array(wanted.length);
  for (let i = 0; i < values.length; i++) {
    const part = parts[places[i]!]!;
    if (part > 0) wanted[part - 1]!.values[filled[part - 1]!++] = values[i]!;
  }
  return wanted;
}
