import type { SignalId } from '../../systems/signal.schema.ts';
import type { Regime } from '../segments/regime.segment.ts';
import { medianByEpoch, type Timeline } from '../segments/timeline.segment.ts';
import type { Grid, Signal, SignalSet } from '../signals.ts';
import { extremes } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import type { Words } from '../wordings/phrase.science.ts';

/** What an indicator may look at: slot means, full-rate signals, segments and nameplates. */
export interface Bench {
  readonly grid: Grid;
  readonly signals: SignalSet;
  readonly timeline: Timeline;
  /** A nameplate value of the first component of a kind; NaN (or '') when nobody entered it. */
  plateNumber(kind: string, key: string): number;
  plateText(kind: string, key: string): string;
}

export interface Measured {
  /** One value per epoch in the definition's unit; NaN where it could not be formed. */
  readonly perEpoch: Float64Array;
  /** Expanded, k = 2, of one epoch's value. */
  readonly uncertainty: number;
  readonly inputs: readonly SignalId[];
  readonly regime: Regime | 'all';
  /** Appended to the formula: what was assumed or identified. */
  readonly note?: string;
  /** Why no epoch has a value although its phases are there. */
  readonly whenEmpty?: NotComputable;
}

export interface NotComputable {
  readonly because: Words;
  readonly wouldNeed: Words;
}

/** Which limits of the plant an indicator of a channel is computed for. */
export interface ChannelSide {
  /** Channel name or signal, as the limit names it. */
  readonly subject: string;
  readonly side: 'high' | 'low';
  isOwn(limit: { readonly subject: string }): boolean;
}

export interface IndicatorDefinition {
  readonly id: string;
  readonly name: string;
  /** Component kind (systems). */
  readonly component: string;
  readonly unit: string;
  readonly formula: string;
  readonly reference: string;
  /** Signals that must all be there (C1.10); an inner list names alternatives. */
  readonly needs: readonly (SignalId | readonly SignalId[])[];
  readonly channel?: ChannelSide;
  compute(bench: Bench): Measured | NotComputable;
}

export const isMeasured = (result: Measured | NotComputable): result is Measured => 'perEpoch' in result;

/** A grid column that `needs` promised. */
export function columnOf(bench: Bench, id: SignalId): Float64Array {
  return bench.grid.column(id) ?? new Float64Array(bench.grid.count).fill(Number.NaN);
}

/** Accuracy of a signal (k = 2) at its own highest reading. */
export function accuracyOf(bench: Bench, id: SignalId): number {
  const signal: Signal | undefined = bench.signals.find(id);
  return signal ? signal.accuracy(extremes(columnOf(bench, id)).max) : Number.NaN;
}

/** Combines columns slot by slot. */
export function slotwise(bench: Bench, ids: readonly SignalId[], combine: (...values: number[]) => number): Float64Array {
  const columns = ids.map((id) => columnOf(bench, id));
  return Float64Array.from({ length: bench.grid.count }, (_, slot) => combine(...columns.map((column) => column[slot] ?? Number.NaN)));
}

/** The usual indicator: a formula per slot, the median of one regime per epoch. */
export function perEpochMedian(bench: Bench, values: Float64Array, regime: Regime | 'all'): Float64Array {
  return medianByEpoch(bench.timeline, values, regime);
}

/** What one signal lies above another while the system is in a regime. */
export function differenceOf(bench: Bench, [upper, lower]: readonly [SignalId, SignalId], regime: Regime | 'all'): Measured {
  const values = slotwise(bench, [upper, lower], (a, b) => a - b);
  return {
    perEpoch: perEpochMedian(bench, values, regime),
    uncertainty: combine(accuracyOf(bench, upper), accuracyOf(bench, lower)),
    inputs: [upper, lower],
    regime,
  };
}

/** Regime that holds most evidence of a kind: plateaus when there are any, otherwise everything. */
export function steadyRegime(bench: Bench): Regime | 'all' {
  return bench.timeline.pieces.some((piece) => piece.regime === 'plateau') ? 'plateau' : 'all';
}
