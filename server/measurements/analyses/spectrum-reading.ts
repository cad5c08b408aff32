import type { ComputedSpectrum, NotComputable, OrderAxis, Spectrum } from './analysis.schema.ts';
import { type ChannelSamples, type ChannelSource, type TimeRange, withChannels } from './channel-samples.ts';
import { orderAxis, type ShaftSpeed, tidy } from './order.science.ts';
import { findPeaks } from './peak.science.ts';
import { createSegmentCutter, type SegmentCount } from './segment-cutter.science.ts';
import { readStatistics } from './statistics-reading.ts';
import { createWelch, type WelchSpectrum } from './welch.science.ts';

export interface SpectrumTask extends TimeRange {
  readonly channel: ChannelSource;
  /** Null: as long as the range allows. A power of two. */
  readonly segmentLength: number | null;
  /** The channel of the speed in rpm, or the speed itself; null: no orders are wanted. */
  readonly speed: ChannelSource | number | null;
  /** Pistons, vanes or teeth, when known. */
  readonly pumpOrder: number | null;
}

const shortest = 64;
const longestByItself = 8192;
/** With half overlap: enough averages for a steady picture. */
const wantedSegments = 8;
const mostSegments = 4096;
const mostPeaks = 12;

/** Welch spectrum of a range of one channel, from stretches without gaps; or why there is none. */
export async function readSpectrum(task: SpectrumTask, signal: AbortSignal): Promise<Spectrum> {
  const spectrum = await withChannels([task.channel], ([samples]) => ofChannel(samples!, task, signal));
  if (!spectrum.computable || task.speed === null) return spectrum;
  const order = orderAxis(await speedOf(task, signal), spectrum.sampleRateHz, task.pumpOrder);
  return { ...spectrum, peaks: withOrders(spectrum.peaks, order), order };
}

async function ofChannel(samples: ChannelSamples, task: SpectrumTask, signal: AbortSignal): Promise<Spectrum> {
  const range = samples.indexRange(task);
  const count = range.to - range.from;
  if (count === 0) return nothing('no-samples', 'There is no sample in this range.', 'Choose a range with samples.');
  if (!(samples.typicalIntervalMs > 0))
    return nothing('irregular-sampling', 'The samples have no common step in time.', 'Record with a fixed sampling rate.');
  const length = task.segmentLength ?? lengthFor(count);
  if (count < length) return tooFew(count, samples, length);
  const first = await welchOf(samples, { range, length }, signal);
  if (first.cut.available > 0) return toSpectrum(samples, first);
  // Gaps leave shorter stretches than expected: the longest segments that they allow, unless somebody asked for a length.
  const shorter = 2 ** Math.floor(Math.log2(first.cut.longestRun));
  if (first.cut.uneven > 0 || task.segmentLength !== null || !(shorter >= shortest)) return uncut(first.cut, length);
  const second = await welchOf(samples, { range, length: Math.min(shorter, length / 2) }, signal);
  return second.cut.available > 0 ? toSpectrum(samples, second) : uncut(second.cut, shorter);
}

interface Averaged {
  readonly welch: WelchSpectrum;
  readonly cut: SegmentCount;
  readonly length: number;
  readonly count: number;
}

async function welchOf(
  samples: ChannelSamples,
  { range, length }: { range: { from: number; to: number }; length: number },
  signal: AbortSignal,
): Promise<Averaged> {
  const count = range.to - range.from;
  const typicalMs = samples.typicalIntervalMs;
  const every = Math.max(1, Math.ceil((count / (length / 2) - 1) / mostSegments));
  const welch = createWelch(length, 1000 / typicalMs);
  const cutter = createSegmentCutter({ length, typicalMs, isRegular: samples.intervalMs !== null, every, take: welch.add });
  for await (const { times, values } of samples.blocks(range, signal)) cutter.add(times, values);
  const cut = cutter.finish();
  return { welch: rescaled(welch.finish(), typicalMs / cut.stepMs), cut, length, count };
}

/** The step was only known at the end: frequencies go with the rate, densities against it. */
function rescaled(spectrum: WelchSpectrum, factor: number): WelchSpectrum {
  if (factor === 1) return spectrum;
  return { ...spectrum, frequencyHz: spectrum.frequencyHz.map((f) => f * factor), psd: spectrum.psd.map((p) => p / factor) };
}

function toSpectrum({ source }: ChannelSamples, { welch, cut, length, count }: Averaged): ComputedSpectrum {
  const sampleRateHz = 1000 / cut.stepMs;
  const resolutionHz = sampleRateHz / length;
  return {
    computable: true,
    channel: source.index,
    name: source.name,
    unit: source.unit,
    frequencyHz: Array.from(welch.frequencyHz),
    amplitude: Array.from(welch.amplitude),
    psd: Array.from(welch.psd),
    segments: welch.segments,
    segmentsAvailable: cut.available,
    segmentLength: length,
    resolutionHz,
    window: 'hann',
    overlap: 0.5,
    sampleRateHz,
    samplesUsed: cut.covered,
    samplesSkipped: count - cut.covered,
    peaks: findPeaks(welch.amplitude, resolutionHz, mostPeaks).map((peak) => ({ ...peak, order: null })),
  };
}

/** The longest power of two that still gives some averages. */
function lengthFor(count: number): number {
  let length = longestByItself;
  while (length > shortest && count < (length / 2) * (wantedSegments + 1)) length /= 2;
  return length;
}

async function speedOf({ speed, fromMs, toMs }: SpectrumTask, signal: AbortSignal): Promise<ShaftSpeed> {
  if (speed === null || typeof speed === 'number') return { rpm: speed ?? 0, variationPercent: null };
  const [found] = await readStatistics({ channels: [{ ...speed, low: null, high: null }], fromMs, toMs }, signal);
  const { mean, p05, p95 } = found!;
  if (mean === null || p05 === null || p95 === null || mean <= 0) return { rpm: 0, variationPercent: null };
  return { rpm: mean, variationPercent: (100 * (p95 - p05)) / mean };
}

function withOrders(peaks: ComputedSpectrum['peaks'], order: OrderAxis | NotComputable): ComputedSpectrum['peaks'] {
  return order.computable ? peaks.map((peak) => ({ ...peak, order: peak.frequencyHz / order.shaftHz })) : peaks;
}

function nothing(code: NotComputable['code'], because: string, whatWouldHelp: string): NotComputable {
  return { computable: false, code, because, whatWouldHelp };
}

function tooFew(count: number, { typicalIntervalMs }: ChannelSamples, length: number): NotComputable {
  const seconds = typicalIntervalMs > 0 ? ` (${tidy((length * typicalIntervalMs) / 1000)} s at this rate)` : '';
  return nothing(
    'too-few-samples',
    `There are ${count} samples in this range; a segment has ${length}.`,
    `Choose a range with at least ${length} samples${seconds}${length > shortest ? ', or shorter segments' : ''}.`,
  );
}

function uncut({ uneven, longestRun }: SegmentCount, length: number): NotComputable {
  if (uneven > 0) {
    return nothing(
      'irregular-sampling',
      'The samples do not follow one sampling rate: their stamps stand up to more than a quarter of a step away from even ones.',
      'Record with a fixed sampling rate. Nothing is interpolated, because that would make up and hide frequencies.',
    );
  }
  return nothing(
    'gaps',
    `The longest stretch without a gap or missing value has ${longestRun} samples; a segment has ${length}.`,
    longestRun >= shortest ? `Choose segments of at most ${longestRun} samples, or another range.` : 'Choose a range without gaps.',
  );
}
