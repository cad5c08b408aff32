import type { LimitPoint } from '../../systems/limits/limit.schema.ts';
import type { SignalId } from '../../systems/signal.schema.ts';
import type { EvidenceRange } from '../diagnosis.schema.ts';
import type { ComponentInput, LimitInput, SignalInput } from '../diagnosis-input.ts';
import { type Grid, indexIn, openGrid, openSignals, type SignalSet } from '../signals.ts';
import { extremes } from '../statistics.ts';

/** What an earlier run of the same test measured on a system that a person calls healthy. */
export interface TestBaseline {
  readonly values: Readonly<Record<string, number>>;
  readonly reference: string;
}

export interface TestInput {
  readonly signals: readonly SignalInput[];
  readonly components: readonly ComponentInput[];
  readonly limits: readonly LimitInput[];
  /** s since the start of the recording. */
  readonly range: { readonly fromS: number; readonly toS: number };
  readonly baseline: TestBaseline | null;
  /** Where the run was to be recorded; absent: nobody chose. */
  readonly place?: LimitPoint | undefined;
}

/** What an evaluation may look at: the range only, its time starting at 0. */
export interface TestBench {
  readonly signals: SignalSet;
  /** s since the start of the recording at which the range begins. */
  readonly fromS: number;
  readonly durationS: number;
  readonly limits: readonly LimitInput[];
  readonly baseline: TestBaseline | null;
  /** Slot means; at most 200,000 slots. */
  grid(stepS: number): Grid;
  /** A nameplate value of the first component of a kind; NaN (or '') when nobody entered it. */
  plateNumber(kind: string, key: string): number;
  plateText(kind: string, key: string): string;
  /** Which signal a channel of the range gives; null when it gives none. */
  idOf(channel: string): SignalId | null;
  /** Names of channels whose accuracy nobody stated. */
  readonly assumed: readonly string[];
  /** Where a number was read: channels of these signals between two moments of the range. */
  evidence(ids: readonly SignalId[], fromS: number, toS: number): EvidenceRange[];
}

export const mostSlots = 200_000;

/** The samples of a channel within [fromS, toS), their time counted from `fromS`. */
export function clipSignal(input: SignalInput, { fromS, toS }: TestInput['range']): SignalInput {
  const first = indexIn(input, fromS);
  const count = Math.max(0, indexIn(input, toS) - first);
  const { times } = input;
  const at = input.intervalMs === null ? (times?.(first, first + 1)[0] ?? 0) : input.startS + (first * input.intervalMs) / 1000;
  return {
    ...input,
    startS: at - fromS,
    count,
    read: (from, to) => input.read(first + from, first + Math.min(to, count)),
    ...(times && {
      times: (from: number, to: number) => times(first + from, first + Math.min(to, count)).map((timeS) => timeS - fromS),
    }),
  };
}

export function openTestBench(input: TestInput): TestBench {
  const { range, components, limits, baseline } = input;
  const durationS = range.toS - range.fromS;
  const signals = openSignals(
    input.signals.map((signal) => clipSignal(signal, range)),
    () => true,
  );
  const plate = (kind: string, key: string) =>
    components.find((one) => one.kind === kind && one.nameplate[key] !== undefined)?.nameplate[key];
  const grids = new Map<number, Grid>();
  return {
    ...{ signals, fromS: range.fromS, durationS, limits, baseline },
    assumed: input.signals.filter(({ signal }) => signal !== null && signals.find(signal)?.isAccuracyAssumed).map(({ name }) => name),
    idOf: (channel) =>
      input.signals.find(({ name, signal }) => name === channel && signal !== null && signals.find(signal)?.name === name)?.signal ?? null,
    grid(stepS) {
      const step = Math.max(stepS, durationS / mostSlots);
      const known = grids.get(step);
      if (known) return known;
      const grid = openGrid(signals, step, durationS);
      grids.set(step, grid);
      return grid;
    },
    plateNumber: (kind, key) => {
      const value = plate(kind, key);
      return typeof value === 'number' ? value : Number.NaN;
    },
    plateText: (kind, key) => String(plate(kind, key) ?? ''),
    evidence: (ids, fromS, toS) =>
      ids.flatMap((id) => {
        const signal = signals.find(id);
        return signal ? [{ channel: signal.name, fromS: range.fromS + fromS, toS: range.fromS + toS }] : [];
      }),
  };
}

/** Accuracy of a signal (k = 2) at the highest of these readings. */
export function accuracyAt(bench: TestBench, id: SignalId, readings: ArrayLike<number>): number {
  return bench.signals.find(id)?.accuracy(extremes(readings).max) ?? Number.NaN;
}
