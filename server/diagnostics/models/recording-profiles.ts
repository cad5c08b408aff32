import type { SeriesFile } from '../../measurements/series/series-reader.ts';
import { toBins } from './cycle-folder.ts';
import type { CycleTable } from './cycle-table.ts';
import type { RecordingInput } from './model-task.ts';

/**
 * Profiles of every cycle of a recording: each channel's samples between the cycle's ends, resampled to `bins` parts. Cycle 0 begins with the
 * recording's first sample. Parts without a valid sample, and channels the recording lacks, are NaN.
 */
export function recordingProfiles(
  series: SeriesFile,
  recording: RecordingInput,
  at: { channels: readonly string[]; bins: number },
): CycleTable {
  const { bins, channels } = at;
  const { cycleCount, cycleLengthS } = recording;
  const width = channels.length * bins;
  const values = new Float64Array(cycleCount * width).fill(Number.NaN);
  const startMs = Math.min(...series.summary.timeBases.filter(({ count }) => count > 0).map(({ firstMs }) => firstMs));
  channels.forEach((name, column) => {
    const channel = recording.channels.find((one) => one.name === name);
    if (!channel) return;
    const { timeBase, position } = channel;
    // A cycle's first sample may lie a rounding error before its start.
    const indexAt = (cycle: number): number => series.indexOf(timeBase, startMs + cycle * cycleLengthS * 1000 - 0.01);
    for (let cycle = 0, from = indexAt(0); cycle < cycleCount; cycle++) {
      const to = indexAt(cycle + 1);
      if (to > from) values.set(toBins(series.readValues(timeBase, position, from, to), bins), cycle * width + column * bins);
      from = to;
    }
  });
  return { channels, bins, values, cycles: Int32Array.from({ length: cycleCount }, (_, cycle) => cycle) };
}
