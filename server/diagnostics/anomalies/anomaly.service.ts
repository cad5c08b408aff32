import type { Actor } from '../../accounts/actor.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import { findAnomalyModel, listAnomalyModels } from './anomaly.repository.ts';
import { type AnomalyModel, type AnomalyOverview, type AnomalyReference, type AnomalyRow, mostReferenceRows } from './anomaly.schema.ts';
import { readDetector, type StoredDetector } from './anomaly-file.ts';
import { refuseOtherRig } from './anomaly-fit.ts';
import { toAnomalyRecording } from './anomaly-recording.ts';
import type { JudgeTask, OverviewResult, RowsResult, RowsTask } from './anomaly-task.ts';

export interface LearningPayload extends AnomalyReference {
  readonly recordingId: string;
}

export interface AnomalyService {
  /** @throws Problem `reference-rows-not-whole`, `reference-too-long`. What else is wrong with the range, the job says: `reference-too-short`, `reference-without-change`. */
  learn(recordingId: string, reference: AnomalyReference, actor: Actor): Promise<Job>;
  list(request: PageRequest & { systemId?: string; newest?: boolean }): Promise<Page<AnomalyModel>>;
  /** @throws Problem `anomaly-model-not-found` */
  getDetector(modelId: string): Promise<StoredDetector>;
  /** @throws Problem `anomaly-model-not-found`, `anomaly-other-system`, `anomaly-sensors-differ` */
  rows(recordingId: string, request: PageRequest & { modelId: string }, signal?: AbortSignal): Promise<Page<AnomalyRow>>;
  /** @throws Problem as `rows` */
  getOverview(recordingId: string, modelId: string, signal?: AbortSignal): Promise<AnomalyOverview>;
}

interface Deps {
  db: Db;
  jobs: JobService;
  files: ContentStore;
  recordings: RecordingService;
  worker: WorkerProcess;
}

const deadlineMs = 5 * 60_000;

export function createAnomalyService({ db, jobs, files, recordings, worker }: Deps): AnomalyService {
  async function getText(modelId: string): Promise<string> {
    const text = await findAnomalyModel(db, modelId);
    if (text !== undefined) return text;
    throw new Problem('anomaly-model-not-found', 404, 'There is no such reference', {
      detail: 'List the references of the system, or learn one from a range of a recording.',
    });
  }
  async function taskOf(recordingId: string, modelId: string): Promise<JudgeTask> {
    const detail = await recordings.getDetail(recordingId);
    const model = await getText(modelId);
    const recording = toAnomalyRecording(detail, { seriesPath: files.pathOf(detail.recording.seriesSha256) });
    refuseOtherRig(readDetector(model), recording, detail.recording.systemId);
    return { model, recording };
  }
  const run = (name: string, task: unknown, signal = new AbortController().signal): Promise<unknown> =>
    worker.run(name, task, { signal, deadlineMs, onProgress: () => undefined });

  return {
    async learn(recordingId, reference, actor) {
      const { recording } = await recordings.getDetail(recordingId);
      if (!Number.isInteger(reference.rows) || reference.rows < 1) {
        throw new Problem('reference-rows-not-whole', 422, 'The reference range is not usable', {
          detail: `A reference has a whole number of rows, at least 1; ${reference.rows} was asked for.`,
        });
      }
      if (reference.rows > mostReferenceRows) {
        throw new Problem('reference-too-long', 422, 'The reference range is not usable', {
          detail: `A reference has at most ${mostReferenceRows} rows; ${reference.rows} were asked for. Choose a shorter range, or longer rows.`,
        });
      }
      const payload: LearningPayload = { recordingId, ...reference };
      const title = `Learn what is usual from ${recording.name}`.slice(0, 300);
      return db.transaction((trx) => jobs.enqueue(trx, { kind: 'anomaly-learning', title, payload, createdBy: actor.name }));
    },
    list: (request) => listAnomalyModels(db, request),
    getDetector: async (modelId) => readDetector(await getText(modelId)),
    async rows(recordingId, { modelId, limit = 50, cursor }, signal) {
      const fromRow = cursor === undefined ? 0 : startOf(cursor);
      const task: RowsTask = { ...(await taskOf(recordingId, modelId)), fromRow, rows: limit };
      const { items, count } = (await run('rows', task, signal)) as RowsResult;
      return fromRow + limit < count ? { items, next: String(fromRow + limit) } : { items };
    },
    getOverview: async (recordingId, modelId, signal) =>
      (await run('overview', await taskOf(recordingId, modelId), signal)) as OverviewResult,
  };
}

function startOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new Problem('cursor-invalid', 400, 'The page cursor is not valid', { detail: 'Begin again without a cursor.' });
}
