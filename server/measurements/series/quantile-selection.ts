const buckets = 1024;
/** Below this, sorting is quicker than counting. */
const worthCounting = 96;
/** Values that a thousandfold finer division four times over does not part are sorted. */
const mostRounds = 4;

const counts = new Int32Array(buckets);

/**
 * Quantiles `shares` (0 to 1) of `values[0..count)`, none of them NaN, by linear interpolation between the two nearest ranks (Hyndman and
 * Fan 1996, type 7; R, NumPy and DuckDB's quantile_cont do the same). NaN when there is no value. The values keep their order.
 * Counting into equal buckets and looking only at those that hold a wanted rank: two passes instead of a sort.
 */
export function quantilesOf(values: Float64Array, count: number, shares: readonly number[]): number[] {
  if (count === 0) return shares.map(() => Number.NaN);
  const places = shares.map((share) => (count - 1) * share);
  const ranks = [...new Set(places.flatMap((place) => [Math.floor(place), Math.ceil(place)]))].sort((a, b) => a - b);
  const found = new Map<number, number>();
  select({ values: values.subarray(0, count), ranks, offset: 0, round: 0 }, found);
  return places.map((place) => {
    const low = found.get(Math.floor(place))!;
    const high = found.get(Math.ceil(place))!;
    return low === high ? low : low + (high - low) * (place - Math.floor(place));
  });
}

interface Selection {
  readonly values: Float64Array;
  /** Ascending, counted in the whole set; the smallest value here has rank `offset`. */
  readonly ranks: readonly number[];
  readonly offset: number;
  readonly round: number;
}

function select(selection: Selection, found: Map<number, number>): void {
  const { values, ranks, offset, round } = selection;
  let min = values[0]!;
  let max = min;
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const perBucket = buckets / (max - min);
  if (min === max) for (const rank of ranks) found.set(rank, min);
  else if (values.length < worthCounting || round === mostRounds || !(perBucket > 0 && perBucket < 1e300)) {
    const sorted = values.slice().sort();
    for (const rank of ranks) found.set(rank, sorted[rank - offset]!);
  } else divide(selection, { min, perBucket }, found);
}

function divide(
  { values, ranks, offset, round }: Selection,
  { min, perBucket }: { min: number; perBucket: number },
  found: Map<number, number>,
): void {
  counts.fill(0);
  for (let i = 0; i < values.length; i++) {
    const bucket = ((values[i]! - min) * perBucket) | 0;
    counts[bucket < buckets ? bucket : buckets - 1]!++;
  }
  const parts: { bucket: number; from: number; size: number; ranks: number[] }[] = [];
  let next = 0;
  let below = offset;
  for (let bucket = 0; next < ranks.length; bucket++) {
    const size = counts[bucket]!;
    const inside = [];
    while (next < ranks.length && ranks[next]! < below + size) inside.push(ranks[next++]!);
    if (inside.length > 0) parts.push({ bucket, from: below, size, ranks: inside });
    below += size;
  }
  for (const part of parts) {
    const members = gather(values, { min, perBucket }, part);
    select({ values: members, ranks: part.ranks, offset: part.from, round: round + 1 }, found);
  }
}

function gather(
  values: Float64Array,
  { min, perBucket }: { min: number; perBucket: number },
  { bucket, size }: { bucket: number; size: number },
): Float64Array {
  const members = new Float64Array(size);
  // The last bucket takes what lies on its upper edge, too.
  const last = bucket === buckets - 1 ? Number.POSITIVE_INFINITY : bucket;
  for (let i = 0, at = 0; at < size; i++) {
    const value = values[i]!;
    const of = ((value - min) * perBucket) | 0;
    if (of >= bucket && of <= last) members[at++] = value;
  }
  return members;
}
