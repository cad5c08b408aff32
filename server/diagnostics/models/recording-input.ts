import type { RecordingDetail } from '../../measurements/recording.schema.ts';
import { Problem } from '../../platform/problem.ts';
import type { RecordingInput } from './model-task.ts';

/**
 * What a model sees of a recording. Computed channels are left out: they would count the same measurement twice.
 *
 * @param cycleLengthS for recordings that declare no cycles
 * @throws Problem `recording-without-cycles`
 */
export function toRecordingInput(
  { recording, channels }: Pick<RecordingDetail, 'recording' | 'channels'>,
  at: { seriesPath: string; cycleLengthS?: number | undefined },
): RecordingInput {
  const cycleLengthS = recording.cycleLengthMs === null ? at.cycleLengthS : recording.cycleLengthMs / 1000;
  if (cycleLengthS === undefined) {
    throw new Problem('recording-without-cycles', 422, 'A model judges work cycles, and this recording declares none', {
      detail: `Say how long a cycle of "${recording.name}" is (cycle length in seconds); cycles are counted from its first sample.`,
    });
  }
  const measured = channels.filter(({ derived }) => derived === null);
  return {
    id: recording.id,
    name: recording.name,
    seriesPath: at.seriesPath,
    seriesSha256: recording.seriesSha256,
    cycleLengthS,
    cycleCount: recording.cycleCount ?? Math.floor((recording.durationMs / 1000 + longestStepS(measured)) / cycleLengthS + 1e-6),
    channels: measured.map((channel) => {
      const { unit, timeBase, position, count } = channel;
      return { name: sensorName(channel, measured), unit, timeBase, position, count };
    }),
  };
}

/** What a sensor is known by from one recording to the next: the signal it measures, or its name where nobody said or several measure it. */
export function sensorName(
  { name, signal }: Pick<RecordingDetail['channels'][number], 'name' | 'signal'>,
  channels: RecordingDetail['channels'],
): string {
  const isOnly = channels.filter((other) => other.signal === signal).length === 1;
  return signal !== null && isOnly ? signal : name;
}

/** The last sample stands for one more step. */
function longestStepS(channels: RecordingDetail['channels']): number {
  return Math.max(0, ...channels.map(({ intervalMs }) => (intervalMs ?? 0) / 1000));
}
