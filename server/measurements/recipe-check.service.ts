import { join } from 'node:path';
import type { Actor } from '../accounts/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import type { Job } from '../platform/jobs/job.schema.ts';
import type { JobService } from '../platform/jobs/job.service.ts';
import type { JobHandler } from '../platform/jobs/job-runner.ts';
import type { WorkerProcess } from '../platform/workers/worker-process.ts';
import { importerVersion } from './import.jobs.ts';
import { assertIntact, handedInFiles, readingTimes } from './import-reading.ts';
import type { ImportAnswers, ImportRecipe, ImportResult } from './imports/import.types.ts';
import type { RecipeInput } from './imports/recipe-import.ts';
import type { RecipeCheck } from './recipe-check.schema.ts';
import type { RecordingService } from './recording.service.ts';

export interface RecipeCheckService {
  /** Starts a job whose result is a `RecipeCheck`. @throws Problem `recording-not-found` */
  start(recordingId: string, actor: Actor): Promise<Job>;
  readonly handler: JobHandler;
}

interface Deps {
  readonly db: Db;
  readonly now: Clock;
  readonly files: ContentStore;
  readonly jobs: JobService;
  readonly recordings: RecordingService;
  readonly worker: WorkerProcess;
  readonly maxUploadBytes: number;
}

/** Proves that the samples can be traced back: raw files and recipe give the very bytes that are stored. Nothing is changed. */
export function createRecipeCheckService({ db, now, files, jobs, recordings, worker, maxUploadBytes }: Deps): RecipeCheckService {
  return {
    async start(recordingId, actor) {
      const { recording } = await recordings.getDetail(recordingId);
      const title = `Read ${recording.name} again by its recipe`.slice(0, 300);
      return db.transaction((trx) =>
        jobs.enqueue(trx, { kind: 'recipe-check', title, payload: { recordingId }, createdBy: actor.name, idempotencyKey: recordingId }),
      );
    },
    handler: async ({ recordingId }: { recordingId: string }, context) => {
      const { recording, recipe, files: named, importSettings, importReport } = await recordings.getDetail(recordingId);
      const folder = files.stage('recipe-check');
      try {
        const task: RecipeInput = {
          files: await handedInFiles({ db, files }, named),
          recipe: recipe as ImportRecipe,
          outFile: join(folder, 'series'),
          rejectedFile: join(folder, 'rejected.csv'),
          siteZone: importSettings?.siteZone ?? importReport.time.appliedZone ?? 'UTC',
          answers: (importSettings?.answers ?? {}) as ImportAnswers,
          limits: { maxBytes: maxUploadBytes },
        };
        await assertIntact({ db, worker, now }, task.files, context);
        const bytes = task.files.reduce((sum, file) => sum + file.bytes, 0);
        const { series } = (await worker.run('reread', task, { ...context, ...readingTimes(bytes) })) as ImportResult;
        const check: RecipeCheck = {
          isSame: series.sha256 === recording.seriesSha256,
          storedSha256: recording.seriesSha256,
          readSha256: series.sha256,
          storedBy: recording.importerVersion,
          readBy: importerVersion,
        };
        return async () => ({ ...check });
      } finally {
        files.discard(folder);
      }
    },
  };
}
