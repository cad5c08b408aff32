import { serveTasks, type TaskContext } from '../platform/workers/worker-host.ts';
import { type CapturedBaseline, captureBaseline } from './baselines/baseline-capture.ts';
import type { BaselineTask } from './baselines/baseline-task.ts';
import { runDiagnosis, withInput } from './diagnosis-run.ts';
import { evaluateGuidedTest } from './guided-tests/test-evaluation.ts';

async function baseline(task: BaselineTask, context: TaskContext): Promise<CapturedBaseline | string> {
  return withInput(task, context, (input, onStep) => captureBaseline(input, { ...task.request, point: task.point ?? null }, onStep));
}

serveTasks({ diagnose: runDiagnosis, baseline, 'guided-test': evaluateGuidedTest });
