import type { DiagnosisInput } from './diagnosis-input.ts';
import type { Bench } from './indicators/definition.indicator.ts';
import { buildTimeline } from './segments/timeline.segment.ts';
import { openGrid, type SignalSet } from './signals.ts';

/** Slots in all; a longer recording gets coarser slots, so that memory stays bounded (1.6 MB per signal). */
const MAX_SLOTS = 200_000;

/** 1 s slots, an exact fraction of the cycle where there is one, coarser for very long recordings without cycles. */
export function slotLength(recording: DiagnosisInput['recording']): number {
  const { cycles, durationS } = recording;
  if (cycles) return cycles.lengthS / Math.max(1, Math.round(cycles.lengthS));
  return Math.max(1, Math.ceil(durationS / MAX_SLOTS));
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
    flow: grid.column('Q_A') ?? grid.column('Q_P'),
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
