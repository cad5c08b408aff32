import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import { channelNamed, nameOf } from './channel-names.ts';

/** One channel over another. */
export interface XyChoices {
  readonly x: number | null;
  readonly y: number | null;
  readonly isLine: boolean;
}

export interface SpectrumChoices {
  readonly channel: number | null;
  /** Power spectral density instead of the amplitude of a sine. */
  readonly isDensity: boolean;
  readonly isLog: boolean;
  /** Orders of the shaft instead of Hz. */
  readonly isOrder: boolean;
  /** Speed of the shaft: given by hand, or read from a channel. */
  readonly rpm: number | null;
  readonly speedChannel: number | null;
}

export interface CycleChoices {
  readonly channels: readonly number[];
  /** Which cycles, as it was typed: `1-5, 12`. Empty: some, evenly spread. */
  readonly pick: string;
  readonly hasBand: boolean;
  /** The channel in which cycles are looked for where the file states none. */
  readonly foundIn: number | null;
}

export const alignments = ['start', 'clock', 'trigger', 'cycle'] as const;
/** Another recording over this one, and what is laid upon what. */
export interface CompareChoices {
  readonly recordingId: string;
  readonly align: (typeof alignments)[number];
  /** Trigger: the channel (of both, by name), its level and direction. */
  readonly channel: number | null;
  readonly level: number | null;
  readonly isFalling: boolean;
  /** Which trigger or cycle of this recording and of the other one, counted from 1. */
  readonly own: number;
  readonly other: number;
}

export interface ModeChoices {
  readonly xy: XyChoices;
  readonly spectrum: SpectrumChoices;
  readonly cycles: CycleChoices;
  readonly compare: CompareChoices | null;
}

export const firstChoices: ModeChoices = {
  xy: { x: null, y: null, isLine: true },
  spectrum: { channel: null, isDensity: false, isLog: false, isOrder: false, rpm: null, speedChannel: null },
  cycles: { channels: [], pick: '', hasBand: true, foundIn: null },
  compare: null,
};

type Stored = Record<string, unknown>;
/** Entries that hold the index of a channel; they are stored by name. */
const channelKeys = ['x', 'y', 'channel', 'speedChannel', 'foundIn'];

/** Only what differs from the first choice, channels by name. */
export function storedChoices(choices: ModeChoices, channels: readonly RecordingChannel[]): Stored {
  const stored: Stored = {};
  for (const key of ['xy', 'spectrum', 'cycles', 'compare'] as const) {
    if (JSON.stringify(choices[key]) === JSON.stringify(firstChoices[key])) continue;
    const entries = Object.entries(choices[key] ?? {}).filter(([, value]) => value !== null);
    stored[key] = Object.fromEntries(entries.map(([name, value]) => [name, named(name, value, channels)]));
  }
  return stored;
}

function named(key: string, value: unknown, channels: readonly RecordingChannel[]): unknown {
  if (channelKeys.includes(key)) return nameOf(channels, value as number);
  return Array.isArray(value) ? value.map((index) => nameOf(channels, index)) : value;
}

/** Reads what somebody may have typed into the address: what makes no sense is the first choice. */
export function choicesFrom(stored: Stored, channels: readonly RecordingChannel[]): ModeChoices {
  const part = (key: keyof ModeChoices) => (typeof stored[key] === 'object' && stored[key] !== null ? (stored[key] as Stored) : {});
  const read = <T extends object>(key: keyof ModeChoices, first: T): T => {
    const entries = Object.entries(first).map(([name, value]) => [name, valueFrom(name, part(key)[name], { first: value, channels })]);
    return Object.fromEntries(entries) as T;
  };
  const compare = read('compare', firstCompare);
  return {
    xy: read('xy', firstChoices.xy),
    spectrum: { ...read('spectrum', firstChoices.spectrum) },
    cycles: read('cycles', firstChoices.cycles),
    compare: compare.recordingId === '' || !alignments.includes(compare.align) ? null : compare,
  };
}

export const firstCompare: CompareChoices = {
  ...{ recordingId: '', align: 'start', channel: null, level: null, isFalling: false, own: 1, other: 1 },
};

const numberKeys = ['rpm', 'level'];

function valueFrom(key: string, value: unknown, { first, channels }: { first: unknown; channels: readonly RecordingChannel[] }): unknown {
  if (value === undefined || value === null) return first;
  if (channelKeys.includes(key)) return channelNamed(channels, value) ?? null;
  if (key === 'channels') return Array.isArray(value) ? value.flatMap((name) => channelNamed(channels, name) ?? []) : first;
  if (numberKeys.includes(key)) return typeof value === 'number' && Number.isFinite(value) ? value : null;
  if (key === 'own' || key === 'other') return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : first;
  return typeof value === typeof first ? value : first;
}
