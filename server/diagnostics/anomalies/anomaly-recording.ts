import type { RecordingDetail } from '../../measurements/recording.schema.ts';
import { sensorName } from '../models/recording-input.ts';
import type { AnomalyRecording } from './anomaly-task.ts';

/** What anomaly detection sees of a recording. Computed channels are left out: they would count the same measurement twice. */
export function toAnomalyRecording(
  { recording, channels }: Pick<RecordingDetail, 'recording' | 'channels'>,
  { seriesPath, leaveOut = [] }: { seriesPath: string; leaveOut?: readonly string[] | undefined },
): AnomalyRecording {
  const measured = channels.filter(({ derived }) => derived === null);
  return {
    id: recording.id,
    name: recording.name,
    seriesPath,
    seriesSha256: recording.seriesSha256,
    channels: measured
      .filter(({ name }) => !leaveOut.includes(name))
      .map((channel) => {
        const { name: label, unit, timeBase, position, count } = channel;
        return { name: sensorName(channel, measured), label, unit, timeBase, position, count };
      }),
  };
}
