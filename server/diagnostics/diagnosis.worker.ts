import { openSeries } from '../measurements/series/series-reader.ts';
import { serveTasks, type TaskContext } from '../platform/workers/worker-host.ts';
import { diagnose } from './diagnose.ts';
import type { DiagnosisResult } from './diagnosis.schema.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';
import { evaluateGuidedTest } from './guided-tests/test-evaluation.ts';
import { unusedLimits } from './limit-usage.ts';
import { toSignal } from './series-signal.ts';

async function run(task: DiagnosisTask, { signal, onProgress }: TaskContext): Promise<DiagnosisResult> {
  const series = openSeries(task.seriesPath);
  try {
    const zeroMs = task.recording.startedAt === null ? 0 : Date.parse(task.recording.startedAt);
    const signals = task.channels.map((channel) => toSignal(series, channel, zeroMs));
    const { recording, components, limits, experience } = task;
    const result = diagnose({ recording, components, limits, experience, signals }, (progress) => {
      signal.throwIfAborted();
      onProgress({ ...progress, unit: 'steps', ratePerSecond: null });
    });
    const limitations = [...result.verdict.limitations, ...unusedLimits(task.limits, task.channels, result.indicators)];
    return { ...result, verdict: { ...result.verdict, limitations } };
  } finally {
    series.close();
  }
}

serveTasks({ diagnose: run, 'guided-test': evaluateGuidedTest });
