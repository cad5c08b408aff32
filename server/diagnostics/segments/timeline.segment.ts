import type { Segment } from '../diagnosis.schema.ts';
import { median } from '../statistics.ts';
import { createPhrasebook, say } from '../wordings/phrase.science.ts';
import { type Epoch, findCycleLength, splitEpochs, typicalCycle } from './cycle.segment.ts';
import { classifySlots, type Regime, type RegimeInput, regimes } from './regime.segment.ts';

/** The recording cut into epochs and regimes: what every indicator picks its slots from. */
export interface Timeline {
  readonly stepS: number;
  readonly slots: number;
  readonly epochs: readonly Epoch[];
  /** Slots per cycle; null without cycles. */
  readonly cycleSlots: number | null;
  readonly areCyclesDetected: boolean;
  /** Regime (index into `regimes`) of every slot. */
  readonly regimeOf: Uint8Array;
  /** Segments of the typical cycle, or of the whole recording. Slots. */
  readonly pieces: readonly { readonly regime: Regime; readonly from: number; readonly to: number }[];
}

const MAX_PIECES = 200;

function piecesOf(kinds: Uint8Array): { regime: Regime; from: number; to: number }[] {
  const pieces: { regime: Regime; from: number; to: number }[] = [];
  for (let slot = 0; slot < kinds.length; slot += 1) {
    const regime = regimes[kinds[slot] as number] as Regime;
    const last = pieces.at(-1);
    if (last?.regime === regime) last.to = slot + 1;
    else pieces.push({ regime, from: slot, to: slot + 1 });
  }
  return pieces;
}

/** `cycleSlots` is the length a person or template gave; without it the cycles are looked for. */
export function buildTimeline(input: RegimeInput & { stepS: number; slots: number; cycleSlots: number | null }): Timeline {
  const { stepS, slots } = input;
  const carrier = input.working ?? input.pump ?? input.flow;
  const detected = input.cycleSlots === null && carrier ? findCycleLength(carrier) : null;
  const cycleSlots = input.cycleSlots ?? detected;
  const epochs = splitEpochs(slots, stepS, cycleSlots);
  const shared = { stepS, slots, epochs, cycleSlots, areCyclesDetected: detected !== null };
  if (cycleSlots === null) {
    const regimeOf = new Uint8Array(slots);
    regimeOf.set(classifySlots(input));
    return { ...shared, regimeOf, pieces: piecesOf(regimeOf).slice(0, MAX_PIECES) };
  }
  // Regimes come from the typical cycle: a fault that bends one cycle must not change where the cycle is measured.
  const typical = (values: Float64Array | undefined) => values && typicalCycle(values, epochs);
  const kinds = classifySlots({ pump: typical(input.pump), working: typical(input.working), flow: typical(input.flow) });
  const regimeOf = new Uint8Array(slots);
  for (const epoch of epochs) regimeOf.set(kinds.subarray(0, Math.max(0, Math.min(kinds.length, slots - epoch.from))), epoch.from);
  return { ...shared, regimeOf, pieces: piecesOf(kinds) };
}

const labels: Record<Regime, string> = {
  unknown: 'not classified',
  idle: 'idle (no flow, low pressure)',
  'dead-head': 'dead-head (no flow, pressure held)',
  transition: 'transition',
  plateau: 'load plateau',
};

/** The timeline in the words of the result; of the typical cycle when there are cycles. */
export function segmentsOf(timeline: Timeline, book = createPhrasebook()): Segment[] {
  const { stepS, epochs, cycleSlots } = timeline;
  const repeats = cycleSlots === null ? 1 : epochs.length;
  const whole: Segment = {
    id: 'recording',
    kind: 'recording',
    label: 'whole recording',
    fromS: 0,
    toS: timeline.slots * stepS,
    repeats: 1,
  };
  const lasting = say`work cycle of ${+((cycleSlots ?? 0) * stepS).toFixed(3)} s`;
  const cycle: Segment[] =
    cycleSlots === null
      ? []
      : [
          {
            id: 'cycle',
            kind: 'cycle',
            label: book.note(timeline.areCyclesDetected ? say`${lasting} (found by autocorrelation)` : lasting),
            fromS: 0,
            toS: cycleSlots * stepS,
            repeats,
          },
        ];
  const counts = new Map<Regime, number>();
  const pieces = timeline.pieces.map((piece) => {
    const number = (counts.get(piece.regime) ?? 0) + 1;
    counts.set(piece.regime, number);
    const id = `${piece.regime}-${number}`;
    return {
      id,
      kind: piece.regime,
      label: book.note(say`${labels[piece.regime]} ${number}`),
      fromS: piece.from * stepS,
      toS: piece.to * stepS,
      repeats,
    };
  });
  return [whole, ...cycle, ...pieces];
}

/** Median over the slots of one regime in every epoch (NaN without such slots). */
export function medianByEpoch(timeline: Timeline, values: ArrayLike<number>, regime: Regime | 'all'): Float64Array {
  const wanted = regime === 'all' ? -1 : regimes.indexOf(regime);
  return Float64Array.from(timeline.epochs, (epoch) => {
    const kept: number[] = [];
    for (let slot = epoch.from; slot < epoch.to; slot += 1) {
      if (wanted === -1 || timeline.regimeOf[slot] === wanted) kept.push(values[slot] ?? Number.NaN);
    }
    return median(kept);
  });
}
