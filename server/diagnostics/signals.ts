import { type SignalId, signals as words } from '../systems/signal.schema.ts';
import { toCanonical } from '../systems/units.ts';
import type { SignalInput } from './diagnosis-input.ts';
import { assumedFor } from './uncertainty.ts';
import { say, type Words } from './wordings/phrase.science.ts';

const BLOCK = 65_536;

/** A channel in canonical units (hydraulics.md B6; every power in kW), addressed by what it measures, never by its name. */
export interface Signal {
  readonly id: SignalId;
  readonly name: string;
  readonly input: SignalInput;
  /** Canonical unit of what `read` gives; powers in kW. */
  readonly unit: string;
  /** s between samples; NaN when irregular. */
  readonly intervalS: number;
  read(fromIndex: number, toIndex: number): Float64Array;
  /** First sample at or after a time in s. */
  indexAt(timeS: number): number;
  /** Expanded uncertainty (k = 2) in canonical units when the highest reading is `highest`. */
  accuracy(highest: number): number;
  readonly isAccuracyAssumed: boolean;
}

export interface SignalSet {
  find(id: SignalId): Signal | undefined;
  /** Why a channel could not be used, in words. */
  readonly refused: readonly { readonly input: SignalInput; readonly reason: Words }[];
}

/** Pressures, flows, … as C0 wants them. Logger channels CE, SE and other ratios are %. Null: the unit is not known. */
export function conversionOf(input: Pick<SignalInput, 'unit'>): { factor: number; offset: number } | null {
  const found = toCanonical(input.unit);
  if (!found) return null;
  // W and kW are both canonical in units.ts; every formula here takes kW.
  return found.unit === 'W' ? { factor: found.factor / 1000, offset: 0 } : { factor: found.factor, offset: found.offset };
}

function canonicalUnit(written: string): string {
  const unit = toCanonical(written)?.unit ?? written;
  return unit === 'W' ? 'kW' : unit;
}

function convertInto(values: Float64Array, { factor, offset }: { factor: number; offset: number }): Float64Array {
  if (factor === 1 && offset === 0) return values;
  return values.map((value) => value * factor + offset);
}

/** First sample at or after a time in s. */
export function indexIn(input: SignalInput, timeS: number): number {
  if (input.intervalMs !== null) {
    const at = Math.ceil(((timeS - input.startS) * 1000) / input.intervalMs - 1e-9);
    return Math.max(0, Math.min(input.count, at));
  }
  let low = 0;
  let high = input.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = input.times?.(middle, middle + 1)[0] ?? Number.NaN;
    if (at < timeS) low = middle + 1;
    else high = middle;
  }
  return low;
}

function openSignal(id: SignalId, input: SignalInput, conversion: { factor: number; offset: number }): Signal {
  const span =
    input.rangeLow !== null && input.rangeHigh !== null ? Math.abs(input.rangeHigh - input.rangeLow) * conversion.factor : Number.NaN;
  const stated = input.accuracyPercentFs === null ? Number.NaN : (input.accuracyPercentFs / 100) * span;
  const assumed = assumedFor(input.quantity);
  return {
    id,
    name: input.name,
    input,
    unit: canonicalUnit(input.unit),
    intervalS: input.intervalMs === null ? Number.NaN : input.intervalMs / 1000,
    read: (from, to) => convertInto(input.read(from, to), conversion),
    indexAt: (timeS) => indexIn(input, timeS),
    accuracy: (highest) => (Number.isFinite(stated) ? stated : assumed.absolute + assumed.relative * Math.abs(highest)),
    isAccuracyAssumed: !Number.isFinite(stated),
  };
}

/** The first usable channel of every signal wins; the others are listed as refused. */
export function openSignals(inputs: readonly SignalInput[], isUsable: (input: SignalInput) => boolean): SignalSet {
  const byId = new Map<SignalId, Signal>();
  const refused: { input: SignalInput; reason: Words }[] = [];
  for (const input of inputs) {
    if (input.signal === null || input.count === 0) continue;
    const conversion = conversionOf(input);
    if (!conversion) refused.push({ input, reason: say`the unit “${input.unit}” is not known` });
    else if (!isUsable(input)) refused.push({ input, reason: 'its quality gate failed' });
    else if (byId.has(input.signal)) refused.push({ input, reason: say`another channel already measures ${words[input.signal]}` });
    else byId.set(input.signal, openSignal(input.signal, input, conversion));
  }
  return { find: (id) => byId.get(id), refused };
}

/** Samples of a recording as means over equal slots: what everything slower than a transition is computed from. */
export interface Grid {
  readonly stepS: number;
  readonly count: number;
  /** Slot means in canonical units, NaN where nothing was measured; undefined without the signal. */
  column(id: SignalId): Float64Array | undefined;
}

function eachSample(signal: Signal, visit: (timeS: number, value: number) => void): void {
  const { input } = signal;
  for (let from = 0; from < input.count; from += BLOCK) {
    const to = Math.min(from + BLOCK, input.count);
    const values = signal.read(from, to);
    const times = input.intervalMs === null ? input.times?.(from, to) : undefined;
    for (let index = 0; index < values.length; index += 1) {
      const timeS = times ? (times[index] as number) : input.startS + ((from + index) * (input.intervalMs ?? 0)) / 1000;
      visit(timeS, values[index] as number);
    }
  }
}

function slotMeans(signal: Signal, stepS: number, count: number): Float64Array {
  const sum = new Float64Array(count);
  const seen = new Uint32Array(count);
  eachSample(signal, (timeS, value) => {
    const slot = Math.floor(timeS / stepS + 1e-6);
    if (!Number.isFinite(value) || slot < 0 || slot >= count) return;
    sum[slot] = (sum[slot] as number) + value;
    seen[slot] = (seen[slot] as number) + 1;
  });
  // A slow channel (one sample a minute) holds its last value for two of its own intervals, not longer.
  const slotsHeld = Number.isFinite(signal.intervalS) ? Math.floor((2 * signal.intervalS) / stepS) : 0;
  const isSlow = signal.intervalS > stepS * 1.5;
  let last = -1;
  return sum.map((total, slot) => {
    if ((seen[slot] as number) > 0) {
      last = slot;
      return total / (seen[slot] as number);
    }
    return isSlow && last >= 0 && slot - last < slotsHeld ? (sum[last] as number) / (seen[last] as number) : Number.NaN;
  });
}

export function openGrid(set: SignalSet, stepS: number, durationS: number): Grid {
  const count = Math.max(1, Math.round(durationS / stepS));
  const cache = new Map<SignalId, Float64Array>();
  return {
    stepS,
    count,
    column(id) {
      const cached = cache.get(id);
      if (cached) return cached;
      const signal = set.find(id);
      if (!signal) return undefined;
      const values = slotMeans(signal, stepS, count);
      cache.set(id, values);
      return values;
    },
  };
}
