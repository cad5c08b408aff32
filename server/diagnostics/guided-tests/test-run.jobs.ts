import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { toTask } from '../diagnosis.jobs.ts';
import type { TestResult } from './guided-test.schema.ts';
import type { TestBaseline } from './test-bench.ts';
import { findRun, insertEvaluation } from './test-run.repository.ts';
import type { TestEvaluation } from './test-run.schema.ts';
import type { TestRunPayload } from './test-run.service.ts';
import type { GuidedTestTask } from './test-task.ts';

const deadlineMs = 10 * 60_000;

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  systems: SystemService;
  recordings: RecordingService;
  worker: WorkerProcess;
}

/** Evaluates a run in the diagnosis worker; result and audit event appear together. */
export function createGuidedTestHandler(deps: Deps): JobHandler {
  const { db, now, audit, worker } = deps;
  return async ({ runId, recordingId, range }: TestRunPayload, { signal, onProgress, createdBy }) => {
    const run = await findRun(db, runId);
    if (!run)
      throw new Problem('guided-test-run-not-found', 404, 'There is no such test run', {
        detail: 'Look at the list of runs of the system.',
      });
    const { seriesPath, channels, components, limits, recording } = (await toTask(deps, recordingId)).task;
    const { id, name, isSimulated, seriesSha256, startedAt } = recording;
    const task: GuidedTestTask = {
      ...{ seriesPath, channels, components, limits, testId: run.testId, range },
      baseline: run.baselineRunId === null ? null : await baselineOf(db, run.baselineRunId),
      place: run.test.place,
      recording: { id, name, isSimulated, seriesSha256, startedAt },
    };
    const result = (await worker.run('guided-test', task, { signal, deadlineMs, onProgress })) as TestResult;
    const evaluation: TestEvaluation = {
      ...{ id: newId(), runId, recordingId, isNewest: true, result, createdBy },
      resultSha256: sha256(JSON.stringify(result)),
      createdAt: now().toISOString(),
    };
    return async (trx) => {
      await insertEvaluation(trx, evaluation);
      const { state, engineVersion, testVersion } = result;
      await audit.record(trx, {
        actor: { name: createdBy, requestId: null },
        ...{ action: 'guided-test.evaluated', subjectType: 'guided-test-run', subjectId: runId },
        newValue: { recordingId, range, state, engineVersion, testVersion, resultSha256: evaluation.resultSha256 },
      });
      return { guidedTestRunId: runId, systemId: run.systemId, evaluationId: evaluation.id, state };
    };
  };
}

/** What the healthy run measured, as its newest evaluation says. */
async function baselineOf(db: Db, runId: string): Promise<TestBaseline | null> {
  const run = await findRun(db, runId);
  if (!run?.newest) return null;
  const { result, createdAt, resultSha256 } = run.newest;
  const values = Object.fromEntries(result.values.flatMap(({ id, value }) => (value === null ? [] : [[id, value]])));
  return { values, reference: `run of ${createdAt.slice(0, 10)} with “${result.recording.name}” (${resultSha256.slice(0, 12)})` };
}
