import type { SeriesFile } from '../measurements/series/series-reader.ts';
import type { SignalInput } from './diagnosis-input.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';

/** A channel of the series file as the science wants it: seconds since the start of the recording, read piece by piece. */
export function toSignal(series: SeriesFile, channel: DiagnosisTask['channels'][number], zeroMs: number): SignalInput {
  const base = series.summary.timeBases[channel.timeBase];
  if (!base) throw new Error(`the series file has no time base ${channel.timeBase}`);
  const toSeconds = (times: Float64Array) => times.map((ms) => (ms - zeroMs) / 1000);
  return {
    name: channel.name,
    signal: channel.signal,
    quantity: channel.quantity,
    unit: channel.unit,
    intervalMs: base.regular ? base.intervalMs : null,
    startS: base.count > 0 ? (base.firstMs - zeroMs) / 1000 : 0,
    count: channel.count,
    rangeLow: channel.rangeLow,
    rangeHigh: channel.rangeHigh,
    accuracyPercentFs: channel.accuracyPercentFs,
    read: (from, to) => series.readValues(channel.timeBase, channel.position, from, to),
    ...(base.regular ? {} : { times: (from: number, to: number) => toSeconds(series.readTimes(channel.timeBase, from, to)) }),
  };
}
