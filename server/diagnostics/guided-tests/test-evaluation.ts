import { openSeries } from '../../measurements/series/series-reader.ts';
import type { TaskContext } from '../../platform/workers/worker-host.ts';
import { toSignal } from '../series-signal.ts';
import { evaluateTest } from './evaluate-test.ts';
import type { TestResult } from './guided-test.schema.ts';
import { findTest } from './test-catalogue.ts';
import type { GuidedTestTask } from './test-task.ts';

/** The worker's side: opens the series file and evaluates. */
export async function evaluateGuidedTest(task: GuidedTestTask, { signal, onProgress }: TaskContext): Promise<TestResult> {
  const test = findTest(task.testId);
  if (!test) throw new Error(`there is no guided test ${task.testId}`);
  signal.throwIfAborted();
  onProgress({ phase: 'evaluating', done: 0, total: 1, unit: 'steps', ratePerSecond: null });
  const series = openSeries(task.seriesPath);
  try {
    const zeroMs = task.recording.startedAt === null ? 0 : Date.parse(task.recording.startedAt);
    const signals = task.channels.map((channel) => toSignal(series, channel, zeroMs));
    const { components, limits, range, baseline, place } = task;
    return evaluateTest(test, { signals, components, limits, range, baseline, place }, task.recording);
  } finally {
    series.close();
  }
}
