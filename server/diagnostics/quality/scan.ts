import type { SignalInput } from '../diagnosis-input.ts';
import { conversionOf } from '../signals.ts';
import type { ChannelScan } from './channel.rule.ts';

const BLOCK = 65_536;

/** Running state of the one pass over a channel. */
interface Walk {
  valid: number;
  min: number;
  max: number;
  last: number;
  beforeLast: number;
  runFrom: number;
  stuckFrom: number;
  stuckSamples: number;
  missingFrom: number;
  gapS: number;
  gapAtS: number;
  spikes: number;
  spikeAtS: number;
  atRangeEnd: number;
  backwards: number;
  lastTimeS: number;
  changes: number;
}

interface Limits {
  readonly low: number;
  readonly high: number;
  /** A jump of this size there and back within one sample is a spike. */
  readonly jump: number;
}

function missingSample(walk: Walk, timeS: number): void {
  if (walk.missingFrom < 0) walk.missingFrom = timeS;
}

function closeGap(walk: Walk, timeS: number): void {
  if (walk.missingFrom >= 0 && timeS - walk.missingFrom > walk.gapS) {
    walk.gapS = timeS - walk.missingFrom;
    walk.gapAtS = walk.missingFrom;
  }
  walk.missingFrom = -1;
}

function validSample(walk: Walk, sample: { index: number; timeS: number; value: number }, limits: Limits): void {
  const { index, timeS, value } = sample;
  closeGap(walk, timeS);
  walk.valid += 1;
  if (!(value >= walk.min)) walk.min = value;
  if (!(value <= walk.max)) walk.max = value;
  if (value <= limits.low || value >= limits.high) walk.atRangeEnd += 1;
  if (value !== walk.last) {
    walk.runFrom = index;
    walk.changes += 1;
  } else if (value !== 0 && index - walk.runFrom + 1 > walk.stuckSamples) {
    walk.stuckFrom = walk.runFrom;
    walk.stuckSamples = index - walk.runFrom + 1;
  }
  const there = Math.abs(walk.last - walk.beforeLast);
  const back = Math.abs(value - walk.last);
  if (there > limits.jump && back > limits.jump && Math.abs(value - walk.beforeLast) < limits.jump / 6) {
    walk.spikes += 1;
    if (walk.spikes === 1) walk.spikeAtS = timeS;
  }
  walk.beforeLast = walk.last;
  walk.last = value;
}

function rangeOf(input: SignalInput, conversion: { factor: number; offset: number }): Limits {
  const { rangeLow, rangeHigh } = input;
  const span = rangeLow !== null && rangeHigh !== null ? (rangeHigh - rangeLow) * conversion.factor : Number.NaN;
  const isKnown = span > 0;
  return {
    // Zero is where a range usually begins and where idle channels rest: only a low end below or above zero counts.
    low: isKnown && rangeLow !== 0 ? (rangeLow as number) * conversion.factor + conversion.offset : Number.NEGATIVE_INFINITY,
    high: isKnown ? (rangeHigh as number) * conversion.factor + conversion.offset - 1e-4 * span : Number.POSITIVE_INFINITY,
    jump: isKnown ? 0.3 * span : Number.POSITIVE_INFINITY,
  };
}

const timesOf = (input: SignalInput, from: number, to: number): Float64Array | null =>
  input.intervalMs === null ? (input.times?.(from, to) ?? null) : null;

/** One pass over a channel, block by block: memory does not grow with the recording. */
export function scanChannel(input: SignalInput, durationS: number): ChannelScan {
  const conversion = conversionOf(input) ?? { factor: 1, offset: 0 };
  const limits = rangeOf(input, conversion);
  const nan = Number.NaN;
  const walk: Walk = {
    ...{ valid: 0, min: nan, max: nan, last: nan, beforeLast: nan, runFrom: 0, stuckFrom: 0, stuckSamples: 0, missingFrom: -1 },
    ...{ gapS: 0, gapAtS: 0, spikes: 0, spikeAtS: 0, atRangeEnd: 0, backwards: 0, lastTimeS: Number.NEGATIVE_INFINITY, changes: 0 },
  };
  const interval = (input.intervalMs ?? 0) / 1000;
  const timeOf = (index: number) =>
    input.intervalMs === null ? (input.times?.(index, index + 1)[0] ?? nan) : input.startS + index * interval;
  for (let from = 0; from < input.count; from += BLOCK) {
    const to = Math.min(from + BLOCK, input.count);
    const values = input.read(from, to);
    const times = timesOf(input, from, to);
    for (let offset = 0; offset < values.length; offset += 1) {
      const timeS = times ? (times[offset] as number) : input.startS + (from + offset) * interval;
      if (timeS <= walk.lastTimeS) walk.backwards += 1;
      walk.lastTimeS = timeS;
      const value = (values[offset] as number) * conversion.factor + conversion.offset;
      if (Number.isFinite(value)) validSample(walk, { index: from + offset, timeS, value }, limits);
      else missingSample(walk, timeS);
    }
  }
  closeGap(walk, walk.lastTimeS);
  const stuck =
    walk.stuckSamples === 0
      ? { fromS: 0, toS: 0, samples: 0 }
      : { fromS: timeOf(walk.stuckFrom), toS: timeOf(walk.stuckFrom + walk.stuckSamples - 1), samples: walk.stuckSamples };
  return {
    signal: input.signal,
    quantity: input.quantity,
    count: input.count,
    valid: walk.valid,
    min: walk.min,
    max: walk.max,
    stuck,
    longestGapS: walk.gapS,
    gapAtS: walk.gapAtS,
    spikes: walk.spikes,
    spikeAtS: walk.spikeAtS,
    atRangeEnd: walk.atRangeEnd,
    backwards: walk.backwards,
    changes: walk.changes,
    durationS,
  };
}
