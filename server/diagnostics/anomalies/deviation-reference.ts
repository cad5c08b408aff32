import { deviation, mean } from '../statistics.ts';
import type { ChannelReference } from './anomaly.types.ts';

/** Blocks a reference is cut into: what moves between them is drift, what moves inside is noise. */
export const blocks = 8;
/** Rows in the trailing mean. */
export const window = 15;
/** Of the variance of the rows, the share between blocks above which a channel wanders rather than scatters. */
const wanderingShare = 0.5;
/** A shift of the mean below this part of the rows' own spread is nothing that anybody would look at. */
const leastScale = 0.4;

/**
 * What a reference says about one channel (values in its unit, NaN = missing). The scale adds two variances: that of the trailing mean within
 * blocks, and that of a random walk as long as the reference whose steps are the differences of neighbouring block means. A temperature
 * that crept during the reference may creep on; a flow that stood still may not move.
 */
export function referenceOf(values: Float64Array): Omit<ChannelReference, 'name' | 'unit'> {
  const none = { centre: 0, spread: 0, scale: 0, isWandering: false };
  const parts = blockParts(values);
  if (parts.some(({ mean: middle }) => Number.isNaN(middle))) return { notWatched: 'missing', ...none };
  const spread = deviation(values);
  const centre = mean(values);
  // Equal numbers differ by rounding once their mean is taken.
  if (!(spread > 1e-12 * Math.max(1, Math.abs(centre)))) return { notWatched: 'constant', ...none, centre };
  const length = values.length / blocks;
  const steps = parts.slice(1).map((part, index) => (part.mean - (parts[index] as BlockPart).mean) ** 2);
  const drift = (mean(steps) / length) * values.length;
  const noise = mean(parts.map(({ smoothed }) => smoothed));
  const between = deviation(parts.map((part) => part.mean));
  return {
    notWatched: null,
    centre,
    spread,
    scale: Math.max(Math.sqrt(noise + drift), leastScale * spread),
    isWandering: between ** 2 > wanderingShare * spread ** 2,
  };
}

interface BlockPart {
  readonly mean: number;
  /** Variance of the trailing mean inside the block. */
  readonly smoothed: number;
}

function blockParts(values: Float64Array): BlockPart[] {
  return Array.from({ length: blocks }, (_, block) => {
    const from = Math.floor((block * values.length) / blocks);
    const part = values.subarray(from, Math.floor(((block + 1) * values.length) / blocks));
    const middle = hasHalf(part) ? mean(part) : Number.NaN;
    const away: number[] = [];
    for (let end = window; end <= part.length; end++) {
      const some = part.subarray(end - window, end);
      if (hasHalf(some)) away.push((mean(some) - middle) ** 2);
    }
    return { mean: middle, smoothed: mean(away) };
  });
}

/** Half of the values are there. */
export function hasHalf(values: ArrayLike<number>): boolean {
  let count = 0;
  for (let index = 0; index < values.length; index++) if (Number.isFinite(values[index])) count++;
  return 2 * count >= values.length;
}
