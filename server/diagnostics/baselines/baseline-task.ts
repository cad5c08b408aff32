import type { LimitPoint } from '../../systems/limits/limit.schema.ts';
import type { DiagnosisTask } from '../diagnosis-task.ts';
import type { BaselineRequest } from './baseline.schema.ts';

/** What crosses the border to the worker that derives limits. */
export interface BaselineTask extends DiagnosisTask {
  readonly request: BaselineRequest;
  readonly point?: LimitPoint;
}
