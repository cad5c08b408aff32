import { openSeries } from '../../measurements/series/series-reader.ts';
import { Problem } from '../../platform/problem.ts';
import { serveTasks, type TaskContext } from '../../platform/workers/worker-host.ts';
import type { AnomalyRow } from './anomaly.schema.ts';
import { readDetector, writeDetector } from './anomaly-file.ts';
import { shownJudgement } from './anomaly-row.ts';
import { createOverview, type OverviewBuilder } from './anomaly-summary.ts';
import type { FitResult, FitTask, JudgeTask, OverviewResult, RowsResult, RowsTask } from './anomaly-task.ts';
import { fitDetector, leastRows } from './detector.ts';
import { judgeRecording } from './judging.ts';
import { openRows, usualRowSeconds } from './recording-rows.ts';

async function fit(task: FitTask): Promise<FitResult> {
  const { systemId, recording, fromRow, rows, method } = task;
  const { channels } = recording;
  const series = openSeries(recording.seriesPath);
  try {
    const rowSeconds = task.rowSeconds ?? usualRowSeconds(series, channels);
    const all = openRows(series, channels, { names: channels.map(({ name }) => name), rowSeconds });
    refuseShort(task, all.count);
    const table = all.read(fromRow, fromRow + rows);
    const units = channels.map(({ unit }) => unit);
    const detector = asProblem(() => fitDetector(table, units, method));
    const { id: recordingId, name: recordingName, seriesSha256 } = recording;
    const reference = { recordingId, recordingName, seriesSha256, fromRow, rows };
    const labels = channels.map(({ label }) => label);
    const stored = { format: 'sightglass-anomaly', version: 1, systemId, reference, rowSeconds, labels, detector } as const;
    return { rowSeconds, model: writeDetector(stored) };
  } finally {
    series.close();
  }
}

function refuseShort({ fromRow, rows, recording }: FitTask, count: number): void {
  if (rows >= leastRows && fromRow + rows <= count) return;
  throw new Problem('reference-too-short', 422, 'The reference range is too short', {
    detail:
      rows < leastRows
        ? `${rows} rows show neither noise nor drift. Give a reference of at least ${leastRows} rows.`
        : `"${recording.name}" has ${count} rows, and the reference would be rows ${fromRow} to ${fromRow + rows}.`,
  });
}

function asProblem<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem('reference-without-change', 422, 'Nothing can be learned from this range', {
      detail: 'Its channels stand still or have too many missing samples. Choose a range in which the system was running.',
    });
  }
}

async function rows(task: RowsTask, { signal }: TaskContext): Promise<RowsResult> {
  const stored = readDetector(task.model);
  const { limit } = stored.detector;
  const items: AnomalyRow[] = [];
  const count = judgeRecording({ stored, recording: task.recording, signal }, task.fromRow + task.rows, (judged, { row, atS }) => {
    if (row < task.fromRow) return;
    items.push({ row, atS, ...shownJudgement(judged, limit) });
  });
  return { items, count };
}

async function overview(task: JudgeTask, { signal }: TaskContext): Promise<OverviewResult> {
  const stored = readDetector(task.model);
  let builder: OverviewBuilder | undefined;
  let last = { atS: 0, stepS: 0 };
  judgeRecording({ stored, recording: task.recording, signal }, Number.POSITIVE_INFINITY, (judged, { atS, rows: all }) => {
    builder ??= createOverview(all);
    builder.add(judged, atS);
    last = { atS, stepS: atS - last.atS };
  });
  const { limit, channels } = stored.detector;
  const labels = new Map(task.recording.channels.map(({ name, label }) => [name, label]));
  return {
    limit,
    ...(builder ?? createOverview(0)).finish(last.atS + last.stepS),
    notWatched: channels.flatMap(({ name, notWatched: reason }) =>
      reason === null ? [] : [{ channel: labels.get(name) ?? name, reason }],
    ),
  };
}

serveTasks({ fit, rows, overview });
