import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { Problem } from '../../platform/problem.ts';
import type { Diagnosis } from '../diagnosis.schema.ts';
import { differencesOf } from './difference.ts';
import { findEvaluation, listEvaluations } from './evaluation.repository.ts';
import type { Evaluation, EvaluationComparison } from './evaluation.schema.ts';

/** Every result that was ever stored of a recording stays readable, and any two of them can be compared. */
export interface EvaluationService {
  /** @throws Problem `recording-not-found` */
  list(recordingId: string, request: PageRequest): Promise<Page<Evaluation>>;
  /** @throws Problem `diagnosis-not-found` */
  get(id: string): Promise<Diagnosis>;
  /** @throws Problem `diagnosis-not-found`, `evaluations-of-two-recordings` */
  compare(beforeId: string, afterId: string): Promise<EvaluationComparison>;
}

export function createEvaluationService({ db, recordings }: { db: Db; recordings: RecordingService }): EvaluationService {
  async function get(id: string) {
    const found = await findEvaluation(db, id);
    if (found) return found;
    throw new Problem('diagnosis-not-found', 404, 'There is no such diagnosis', { detail: 'List the diagnoses of the recording.' });
  }
  return {
    async list(recordingId, request) {
      await recordings.getDetail(recordingId);
      return listEvaluations(db, recordingId, request);
    },
    get: async (id) => (await get(id)).diagnosis,
    async compare(beforeId, afterId) {
      const [before, after] = [await get(beforeId), await get(afterId)];
      if (before.evaluation.recordingId !== after.evaluation.recordingId) {
        throw new Problem('evaluations-of-two-recordings', 409, 'These are diagnoses of two recordings', {
          detail:
            'Evaluations are compared within one recording. Two recordings are compared as before and after (GET /api/v1/comparisons).',
        });
      }
      const side = ({ diagnosis: { result }, evaluation: { basis } }: typeof before) => ({ result, basis });
      return { before: before.evaluation, after: after.evaluation, differences: differencesOf(side(before), side(after)) };
    },
  };
}
