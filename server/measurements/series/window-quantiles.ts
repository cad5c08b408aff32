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
  { first, valid }: Pick<ChannelWindows, 'first' | 'valid'>,
  shares: readonly number[],
): Float64Array[] {
  const { store, directory, owner } = source;
  const windows = valid.length;
  const quantiles = shares.map(() => new Float64Array(windows));
  let scratch = new Float64Array(0);
  for (let window = 0; window < windows; window++) {
    const [from, to, present] = [first[window]!, first[window + 1]!, valid[window]!];
    if (scratch.length < to - from) scratch = new Float64Array(to - from);
    let filled = 0;
    for (let at = from; at < to; ) {
      const index = Math.floor(at / chunkSamples);
      const chunk = store.read(directory.values, { kind: 'values', ...owner, level: 0, index });
      const piece = chunk.subarray(at - index * chunkSamples, to - index * chunkSamples);
      at += piece.length;
      if (present === to - from) {
        scratch.set(piece, filled);
        filled += piece.length;
      } else for (let i = 0; i < piece.length; i++) if (!Number.isNaN(piece[i])) scratch[filled++] = piece[i]!;
    }
    const found = quantilesOf(scratch, filled, shares);
    for (let i = 0; i < found.length; i++) quantiles[i]![window] = found[i]!;
  }
  return quantiles;
}
