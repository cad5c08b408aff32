import { openSeries } from '../../measurements/series/series-reader.ts';
import type { RowJudgement } from './anomaly.types.ts';
import type { StoredDetector } from './anomaly-file.ts';
import type { AnomalyRecording } from './anomaly-task.ts';
import { openStream } from './detector.ts';
import { openRows } from './recording-rows.ts';

/** Rows read at once. */
const piece = 2048;

export interface Judging {
  readonly stored: StoredDetector;
  readonly recording: AnomalyRecording;
  readonly signal: AbortSignal;
}

/** Judges a recording's rows from the first one on, piece by piece, up to row `to` at most; answers with how many rows it has. */
export function judgeRecording(
  { stored, recording, signal }: Judging,
  to: number,
  take: (judged: RowJudgement, at: { row: number; atS: number; rows: number }) => void,
): number {
  const { detector, rowSeconds } = stored;
  const names = detector.channels.map(({ name }) => name);
  const series = openSeries(recording.seriesPath);
  try {
    const rows = openRows(series, recording.channels, { names, rowSeconds });
    const stream = openStream(detector);
    const rename = namesIn(recording);
    const end = Math.min(to, rows.count);
    for (let from = 0; from < end; from += piece) {
      signal.throwIfAborted();
      const { values } = rows.read(from, Math.min(end, from + piece));
      rows.startsS(from, Math.min(end, from + piece)).forEach((atS, row) => {
        const judged = stream.push(values.subarray(row * names.length, (row + 1) * names.length));
        take(rename(judged), { row: from + row, atS, rows: rows.count });
      });
    }
    return rows.count;
  } finally {
    series.close();
  }
}

/** Channels are told by their names in the recording that is judged, not by the words the detector knows them by. */
function namesIn({ channels }: AnomalyRecording): (judged: RowJudgement) => RowJudgement {
  const labels = new Map(channels.map(({ name, label }) => [name, label]));
  return (judged) =>
    judged.contributions.length === 0
      ? judged
      : { ...judged, contributions: judged.contributions.map((part) => ({ ...part, channel: labels.get(part.channel) ?? part.channel })) };
}
