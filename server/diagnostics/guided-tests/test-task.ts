import type { DiagnosisTask } from '../diagnosis-task.ts';
import type { GuidedTestId, TestResult } from './guided-test.schema.ts';
import type { TestBaseline, TestInput } from './test-bench.ts';

/** What crosses the border to the diagnosis worker: plain data and the path of the series file. */
export interface GuidedTestTask extends Pick<DiagnosisTask, 'seriesPath' | 'channels' | 'components' | 'limits'> {
  readonly testId: GuidedTestId;
  readonly range: TestInput['range'];
  readonly baseline: TestBaseline | null;
  readonly place?: TestInput['place'];
  readonly recording: TestResult['recording'];
}
