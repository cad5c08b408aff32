import { openSeries } from '../measurements/series/series-reader.ts';
import { serveTasks, type TaskContext } from '../platform/workers/worker-host.ts';
import { type CapturedBaseline, captureBaseline } from './baselines/baseline-capture.ts';
import type { BaselineTask } from './baselines/baseline-task.ts';
import { diagnose } from './diagnose.ts';
import type { DiagnosisResult } from './diagnosis.schema.ts';
import type { DiagnosisInput, DiagnosisProgress } from './diagnosis-input.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';
import { evaluateGuidedTest } from './guided-tests/test-evaluation.ts';
import { unusedLimits } from './limit-usage.ts';
import { toSignal } from './series-signal.ts';

/** Opens the recording, computes, closes it. */
function withInput<T>(
  task: DiagnosisTask,
  { signal, onProgress }: TaskContext,
  work: (input: DiagnosisInput, onStep: DiagnosisProgress) => T,
): T {
  const series = openSeries(task.seriesPath);
  try {
    const zeroMs = task.recording.startedAt === null ? 0 : Date.parse(task.recording.startedAt);
    const signals = task.channels.map((channel) => toSignal(series, channel, zeroMs));
    const { recording, components, limits, experience } = task;
    return work({ recording, components, limits, experience, signals }, (progress) => {
      signal.throwIfAborted();
      onProgress({ ...progress, unit: 'steps', ratePerSecond: null });
    });
  } finally {
    series.close();
  }
}

async function run(task: DiagnosisTask, context: TaskContext): Promise<DiagnosisResult> {
  const result = withInput(task, context, diagnose);
  const limitations = [...result.verdict.limitations, ...unusedLimits(task.limits, task.channels, result.indicators)];
  return { ...result, verdict: { ...result.verdict, limitations } };
}

async function baseline(task: BaselineTask, context: TaskContext): Promise<CapturedBaseline | string> {
  return withInput(task, context, (input, onStep) => captureBaseline(input, task.request, onStep));
}

serveTasks({ diagnose: run, baseline, 'guided-test': evaluateGuidedTest });
