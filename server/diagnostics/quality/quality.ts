import type { SignalId } from '../../systems/signal.schema.ts';
import type { ChannelQuality } from '../diagnosis.schema.ts';
import type { SignalInput } from '../diagnosis-input.ts';
import { createPhrasebook, say, type Words } from '../wordings/phrase.science.ts';
import { type ChannelScan, judgeChannel, type Note } from './channel.rule.ts';
import type { Contradiction } from './physics.rule.ts';
import { isShownToRun, type Scanned } from './running.rule.ts';
import { scanChannel } from './scan.ts';

/** Gate result of one channel before physics is asked. */
export interface Gate {
  readonly input: SignalInput;
  readonly scan: ChannelScan;
  readonly notes: readonly Note[];
  readonly isFailed: boolean;
}

/** Gates every channel; a flat line is judged against what the other channels show meanwhile. */
export function gateChannels(inputs: readonly SignalInput[], durationS: number, onChannel?: (index: number) => void): Gate[] {
  const scanned = inputs.map((input, index): Scanned => {
    onChannel?.(index);
    return { input, scan: scanChannel(input, durationS) };
  });
  return scanned.map((one) => {
    const { input, scan } = one;
    const notes = judgeChannel(scan, isShownToRun(scanned, one));
    // A signal that never moved shows nothing even when nobody can say that its sensor is dead.
    const isMute = scan.signal !== null && notes.some((note) => note.code === 'constant');
    return { input, scan, notes, isFailed: isMute || notes.some((note) => note.severity === 'failure') || scan.valid === 0 };
  });
}

/** From best to worst (NAMUR NE 107): what stands further right wins. */
const order = ['good', 'maintenance-required', 'check-function', 'out-of-specification', 'failure'] as const;

/** s, without the dust of binary fractions. */
const toMs = (timeS: number): number => Math.round(timeS * 1000) / 1000;

export function qualityOf(
  gate: Gate,
  contradictions: readonly Contradiction[],
  refusal: Words | undefined,
  book = createPhrasebook(),
): ChannelQuality {
  const { input, scan } = gate;
  const own = contradictions.filter((item) => input.signal !== null && item.signals.includes(input.signal));
  const words: (typeof order)[number][] = ['good', ...gate.notes.map((note) => note.severity)];
  if (own.length > 0) words.push('out-of-specification');
  if (refusal !== undefined && gate.notes.length === 0 && own.length === 0) words.push('check-function');
  if (scan.valid === 0) words.push('failure');
  const range = (note: Note) =>
    note.fromS === undefined || note.toS === undefined ? null : { channel: input.name, fromS: toMs(note.fromS), toS: toMs(note.toS) };
  return {
    channel: input.name,
    signal: input.signal,
    status: words.reduce((worst, word) => (order.indexOf(word) > order.indexOf(worst) ? word : worst), 'good' as (typeof order)[number]),
    validShare: scan.count === 0 ? 0 : scan.valid / scan.count,
    notes: [
      ...gate.notes.map((note) => ({ code: note.code, text: book.note(say`${input.name}: ${note.text}`), range: range(note) })),
      ...own.map((item) => ({ code: item.code, text: book.note(item.text), range: null })),
      ...(refusal === undefined || gate.isFailed
        ? []
        : [{ code: 'not-used', text: book.note(say`${input.name} is not used: ${refusal}`), range: null }]),
    ],
  };
}

/** Channels by the kind of instrument fault they show: evidence for I01–I05. */
export function instrumentFaults(
  gates: readonly Gate[],
  contradictions: readonly Contradiction[],
): Record<'stuck' | 'offset' | 'scaling' | 'swapped' | 'clock', string[]> {
  const nameOf = (id: SignalId) => gates.find((gate) => gate.input.signal === id)?.input.name ?? id;
  const byCode = (code: Contradiction['code']) =>
    contradictions.filter((item) => item.code === code).flatMap((item) => item.signals.map(nameOf));
  const byNote = (...codes: Note['code'][]) =>
    gates
      .filter((gate) =>
        gate.notes.some((note) => codes.includes(note.code) && note.severity !== 'check-function' && note.severity !== 'good'),
      )
      .map((gate) => gate.input.name);
  const byClock = gates
    .filter((gate) => gate.notes.some((note) => note.code === 'clock' || note.code === 'gap'))
    .map((gate) => gate.input.name);
  // One channel with holes is that channel; holes in most of them are the logger.
  const holed = gates.filter((gate) => gate.notes.some((note) => note.code === 'missing')).map((gate) => gate.input.name);
  const isLogger = holed.length >= 3 && holed.length > gates.length / 2;
  const unique = (names: string[]) => [...new Set(names)];
  return {
    stuck: unique(byNote('stuck', 'constant')),
    offset: unique(byCode('offset')),
    scaling: unique([...byNote('clipped', 'out-of-range'), ...byCode('scaling')]),
    swapped: unique(byCode('swapped')),
    clock: unique(isLogger ? [...byClock, ...holed] : byClock),
  };
}
