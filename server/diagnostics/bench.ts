import type { SignalId } from '../systems/signal.schema.ts';
import type { DiagnosisInput } from './diagnosis-input.ts';
import type { Bench } from './indicators/definition.indicator.ts';
import { buildTimeline } from './segments/timeline.segment.ts';
import { type Grid, openGrid, type SignalSet } from './signals.ts';
import { extremes } from './statistics.ts';

/** Slots in all; a longer recording gets coarser slots, so that memory stays bounded (1.6 MB per signal). */
const MAX_SLOTS = 200_000;

/** 1 s slots, an exact fraction of the cycle where there is one, coarser for very long recordings without cycles. */
function slotLength(recording: DiagnosisInput['recording']): number {
  const { cycles, durationS } = recording;
  if (cycles) return cycles.lengthS / Math.max(1, Math.round(cycles.lengthS));
  return Math.max(1, Math.ceil(durationS / MAX_SLOTS));
}

/** Below this share of its highest value a valve command means closed. */
const CLOSED_SHARE = 0.05;

/**
 * Flow to the consumers: Q_A; else the pump's delivery, counted as none while the valve is commanded closed (what flows then goes
 * elsewhere: accumulator, relief valve, leakage).
 */
export function consumerFlow(grid: Grid): Float64Array | undefined {
  const delivered = grid.column('Q_A');
  const pumped = grid.column('Q_P');
  const command = grid.column('u_cmd');
  if (delivered || !pumped || !command) return delivered ?? pumped;
  const { min, max } = extremes(command);
  const closed = CLOSED_SHARE * Math.max(Math.abs(min), Math.abs(max));
  return pumped.map((flow, slot) => (Math.abs(command[slot] as number) <= closed ? 0 : flow));
}

/** Everything an indicator may look at. `set` holds the channels that passed their gates. */
export function openBench(input: Pick<DiagnosisInput, 'recording' | 'components'>, set: SignalSet): Bench {
  const { recording, components } = input;
  const stepS = slotLength(recording);
  const durationS = recording.cycles ? recording.cycles.lengthS * recording.cycles.count : recording.durationS;
  const grid = openGrid(set, stepS, durationS);
  const timeline = buildTimeline({
    pump: grid.column('p_P'),
    working: grid.column('p_A'),
    flow: consumerFlow(grid),
    stepS,
    slots: grid.count,
    cycleSlots: recording.cycles ? Math.round(recording.cycles.lengthS / stepS) : null,
  });
  const plate = (kind: string, name: string) =>
    components.filter((component) => component.kind === kind && component.nameplate[name] !== undefined)[0]?.nameplate[name];
  return {
    grid,
    signals: set,
    timeline,
    plateNumber: (kind, name) => {
      const value = plate(kind, name);
      return typeof value === 'number' ? value : Number.NaN;
    },
    plateText: (kind, name) => String(plate(kind, name) ?? ''),
  };
}

/** The same bench, and the signals whose samples or slot means were asked for since: an indicator's true inputs. */
export function watchReads(bench: Bench): { readonly bench: Bench; readonly read: ReadonlySet<SignalId> } {
  const read = new Set<SignalId>();
  const column = (id: SignalId) => {
    const values = bench.grid.column(id);
    if (values) read.add(id);
    return values;
  };
  const find = (id: SignalId) => {
    const signal = bench.signals.find(id);
    if (!signal) return undefined;
    const samples = (from: number, to: number) => {
      read.add(id);
      return signal.read(from, to);
    };
    return { ...signal, read: samples };
  };
  return { bench: { ...bench, grid: { ...bench.grid, column }, signals: { ...bench.signals, find } }, read };
}
