import type { PartStore } from './part-store.ts';
import { quantilesOf } from './quantile-selection.ts';
import type { ChannelDirectory, PartName } from './series-directory.ts';
import { chunkSamples } from './series-format.ts';
import type { ChannelWindows } from './window-reading.ts';

/**
 * Quantiles of the valid samples of every window: one array per share, in the channel's unit, NaN in a window without a valid sample.
 * Reads every chunk of the channel once.
 */
export function readWindowQuantiles(
  source: { store: PartStore; directory: ChannelDirectory; owner: Pick<PartName, 'timeBase' | 'channel'> },
  { first, valid, min, max }: Pick<ChannelWindows, 'first' | 'valid' | 'min' | 'max'>,
  shares: readonly number[],
): Float64Array[] {
  const { store, directory, owner } = source;
  const quantiles = shares.map(() => new Float64Array(valid.length));
  let scratch = new Float64Array(0);
  const chunk = (index: number): Float64Array => store.read(directory.values, { kind: 'values', ...owner, level: 0, index });

  /** The valid samples [from, to): where they lie when they lie together, else moved together. */
  function present(from: number, to: number, count: number): Float64Array {
    const index = Math.floor(from / chunkSamples);
    if (count === to - from && to <= (index + 1) * chunkSamples) {
      return chunk(index).subarray(from - index * chunkSamples, to - index * chunkSamples);
    }
    if (scratch.length < count) scratch = new Float64Array(count);
    let filled = 0;
    for (let at = from; at < to; ) {
      const offset = Math.floor(at / chunkSamples) * chunkSamples;
      const piece = chunk(offset / chunkSamples).subarray(at - offset, to - offset);
      for (let i = 0; i < piece.length; i++) if (!Number.isNaN(piece[i])) scratch[filled++] = piece[i]!;
      at += piece.length;
    }
    return scratch.subarray(0, filled);
  }
  for (let window = 0; window < valid.length; window++) {
    const values = present(first[window]!, first[window + 1]!, valid[window]!);
    const found = quantilesOf(values, shares, { min: min[window]!, max: max[window]! });
    for (let i = 0; i < found.length; i++) quantiles[i]![window] = found[i]!;
  }
  return quantiles;
}
