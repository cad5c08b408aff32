import type { JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import type { NewLimit } from '../../systems/limits/limit.schema.ts';
import type { LimitService } from '../../systems/limits/limit.service.ts';
import { type DiagnosisDeps, toTask } from '../diagnosis.jobs.ts';
import { findNewestDiagnosis } from '../diagnosis.repository.ts';
import type { BaselinePayload } from './baseline.service.ts';
import type { CapturedBaseline } from './baseline-capture.ts';
import type { BaselineTask } from './baseline-task.ts';

const deadlineMs = 30 * 60_000;

/** The capture job: a worker derives the limits, and all proposals appear together. */
export function createBaselineHandler(deps: DiagnosisDeps & { limits: LimitService }): JobHandler {
  const { db, limits, worker } = deps;
  return async ({ systemId, request, point }: BaselinePayload, context) => {
    const { task } = await toTask(deps, request.recordingId);
    const captured = (await worker.run('baseline', { ...task, request, ...(point ? { point } : {}) } satisfies BaselineTask, {
      signal: context.signal,
      deadlineMs,
      onProgress: context.onProgress,
    })) as CapturedBaseline | string;
    if (typeof captured === 'string' || captured.proposals.length === 0)
      throw new Problem('baseline-empty', 422, 'No limit could be derived from this stretch', {
        detail:
          typeof captured === 'string'
            ? `${captured}.`
            : captured.refused.map(({ indicator, because }) => `${indicator}: ${because}.`).join(' '),
      });
    // Whoever approves must know whether the machine was healthy when it was measured.
    const verdict = (await findNewestDiagnosis(db, request.recordingId))?.result.verdict.sentence ?? 'The recording was not diagnosed.';
    const reason = `${request.reason.trim()} — Diagnosis of the recording: ${verdict}`.slice(0, 2000);
    const proposals: NewLimit[] = captured.proposals.map((proposal) => ({ ...proposal, reason }));
    return async (trx) => {
      const { made, open } = await limits.proposeWithin(trx, systemId, proposals, { name: context.createdBy, requestId: null });
      return {
        systemId,
        proposed: made.map(({ subject }) => subject),
        open: open.map(({ subject }) => subject),
        refused: captured.refused,
      };
    };
  };
}
