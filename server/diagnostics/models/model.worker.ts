import { openSeries } from '../../measurements/series/series-reader.ts';
import { sha256 } from '../../platform/ids.ts';
import { serveTasks, type TaskContext } from '../../platform/workers/worker-host.ts';
import { defaultBins } from './cycle-folder.ts';
import type { LabelledTable } from './cycle-table.ts';
import { evaluate, type Holdout } from './evaluation.ts';
import { readModel, writeModel } from './model-file.ts';
import { toReport } from './model-report.ts';
import type { ApplyResult, ApplyTask, RecordingInput, TrainResult, TrainTask } from './model-task.ts';
import { joinLabels } from './recording-labels.ts';
import { recordingProfiles } from './recording-profiles.ts';
import { apply, train } from './trained-model.ts';

const folds = 5;

async function trainModel(task: TrainTask, { signal, onProgress }: TaskContext): Promise<TrainResult> {
  const step = (phase: string, done: number): void => {
    signal.throwIfAborted();
    onProgress({ phase, done, total: 2 * folds + 2, unit: 'steps', ratePerSecond: null });
  };
  step('reading cycles', 0);
  const channels = sharedChannels(task.recordings);
  const parts = task.recordings.map((recording) => ({
    recording,
    table: profilesOf(
      recording,
      channels.map(({ name }) => name),
      defaultBins,
    ),
  }));
  const data = joinLabels(task.labels, task.target, parts);
  const validate = (holdout: Holdout, before: number) =>
    toReport(
      data,
      evaluate(data, { holdout, folds, seed: task.seed }, (done) => step(`validating (${holdout} held out)`, before + done)),
    );
  step('validating (runs held out)', 1);
  const byRuns = validate('runs', 1);
  const atRandom = validate('random', 1 + folds);
  const sources = task.recordings.map(({ name, seriesSha256 }) => ({ name, sha256: seriesSha256 }));
  const trainingSha256 = sha256(JSON.stringify([task.target, task.labelsSha256, sources, channels, defaultBins]));
  const cycleLengthS = task.recordings[0]?.cycleLengthS ?? 0;
  const facts = { target: task.target, channels, cycleLengthS, systemId: task.systemId, trainingSha256, sources };
  const model = task.withModel ? train(data, facts, folds) : null;
  step('done', 2 * folds + 2);
  return {
    byRuns,
    atRandom,
    model: model && writeModel(model),
    trainingSha256,
    training: trainingOf(task, data, sources),
    basis: model?.basis ?? '',
  };
}

function trainingOf({ labelsSha256 }: TrainTask, { classes, labels, runs }: LabelledTable, sources: { name: string; sha256: string }[]) {
  const rowsOf = (group: number): number[] => Array.from(labels.keys()).filter((row) => labels[row] === group);
  const counts = classes.map((name, group) => {
    const rows = rowsOf(group);
    return { class: name, cycles: rows.length, runs: new Set(rows.map((row) => runs[row])).size };
  });
  return { labelsSha256, sources, classes: counts };
}

async function applyModel(task: ApplyTask, { signal }: TaskContext): Promise<ApplyResult> {
  signal.throwIfAborted();
  const model = readModel(task.model);
  return apply(
    model,
    profilesOf(
      task.recording,
      model.channels.map(({ name }) => name),
      model.bins,
    ),
  );
}

/** Channels every recording has in the same unit, by name. */
function sharedChannels(recordings: readonly RecordingInput[]): { name: string; unit: string }[] {
  const [first, ...others] = recordings;
  return (first?.channels ?? [])
    .filter(({ name, unit }) => others.every(({ channels }) => channels.some((one) => one.name === name && one.unit === unit)))
    .map(({ name, unit }) => ({ name, unit }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function profilesOf(recording: RecordingInput, channels: readonly string[], bins: number) {
  const series = openSeries(recording.seriesPath);
  try {
    return recordingProfiles(series, recording, { channels, bins });
  } finally {
    series.close();
  }
}

serveTasks({ train: trainModel, apply: applyModel });
