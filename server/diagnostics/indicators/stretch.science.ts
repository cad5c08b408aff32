import { type Regime, regimes } from '../segments/regime.segment.ts';
import type { Signal } from '../signals.ts';
import { deviation, finite } from '../statistics.ts';
import type { Bench } from './definition.indicator.ts';

const MAX_EPOCHS = 500;

/** Slots, `to` exclusive. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The longest run of slots that pass a test within one epoch; null when there is none. */
export function longestRun(epoch: Stretch, isIn: (slot: number) => boolean): Stretch | null {
  let best: Stretch | null = null;
  let start = -1;
  for (let slot = epoch.from; slot <= epoch.to; slot += 1) {
    const isInside = slot < epoch.to && isIn(slot);
    if (isInside && start < 0) start = slot;
    if (isInside || start < 0) continue;
    if (best === null || slot - start > best.to - best.from) best = { from: start, to: slot };
    start = -1;
  }
  return best;
}

/** The longest stretch of the first of these regimes that the epoch has. */
export function longestStretch(bench: Bench, epoch: Stretch, wanted: readonly Regime[]): Stretch | null {
  for (const regime of wanted) {
    const code = regimes.indexOf(regime);
    const found = longestRun(epoch, (slot) => bench.timeline.regimeOf[slot] === code);
    if (found) return found;
  }
  return null;
}

/** Samples of a stretch at the signal's own rate. */
export function samplesOf(bench: Bench, signal: Signal, stretch: Stretch): Float64Array {
  const { stepS } = bench.timeline;
  return signal.read(signal.indexAt(stretch.from * stepS), signal.indexAt(stretch.to * stepS));
}

/** One value per epoch, of at most 500 epochs spread over the recording; the others are NaN. */
export function perChosenEpoch(bench: Bench, read: (epoch: Stretch & { readonly index: number }) => number): Float64Array {
  const { epochs } = bench.timeline;
  const stride = Math.max(1, Math.ceil(epochs.length / MAX_EPOCHS));
  return Float64Array.from(epochs, (epoch) => (epoch.index % stride === 0 ? read(epoch) : Number.NaN));
}

/** Scatter of the epochs as expanded uncertainty (k = 2) of one of them: for amplitudes a sensor's constant error says nothing. */
export function scatterOf(perEpoch: Float64Array): number {
  const values = finite(perEpoch);
  return values.length < 3 ? Number.NaN : 2 * deviation(values);
}
