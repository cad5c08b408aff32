import type { Actor } from '../../accounts/actor.ts';
import type { RecordingDetail } from '../../measurements/recording.schema.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { effectiveCatalogue } from '../catalogue/effective-catalogue.ts';
import { plantCatalogueInForce } from '../catalogue/entries/entry.repository.ts';
import { checkMeanings } from './class-meaning.ts';
import { readLabels, targetIndex } from './label-file.ts';
import { findModel, listModels, newestModels } from './model.repository.ts';
import type { LearnedModel, ModelAnswer, ModelTraining } from './model.schema.ts';
import { readModel } from './model-file.ts';
import { refuseForeign } from './model-fit.ts';
import type { ApplyResult, ApplyTask } from './model-task.ts';
import type { ModelVote } from './model-vote.schema.ts';
import { refusedVote, voteOf } from './model-vote.ts';
import { toRecordingInput } from './recording-input.ts';
import type { Rules } from './vote-comparison.ts';

export interface TrainingPayload extends ModelTraining {
  readonly systemId: string;
}

export interface ModelService {
  /** @throws Problem `labels-unreadable`, `target-unknown`, `meaning-unknown` at once; what only the cycles show, the job says */
  train(systemId: string, training: ModelTraining, actor: Actor): Promise<Job>;
  list(request: PageRequest & { systemId?: string; newest?: boolean }): Promise<Page<LearnedModel>>;
  /** @throws Problem `model-not-found`, `model-of-another-system`, `model-sensors-differ`, `recording-without-cycles` */
  apply(recordingId: string, request: PageRequest & { modelId: string }, signal?: AbortSignal): Promise<Page<ModelAnswer>>;
  /** What the newest models of the recording's system say about it, beside the rules; empty when the system has none. */
  votesOn(recordingId: string, rules: Rules, signal: AbortSignal): Promise<ModelVote[]>;
}

interface Deps {
  db: Db;
  jobs: JobService;
  files: ContentStore;
  systems: SystemService;
  recordings: RecordingService;
  worker: WorkerProcess;
}

const deadlineMs = 5 * 60_000;

export function createModelService({ db, jobs, files, systems, recordings, worker }: Deps): ModelService {
  async function judge(text: string, detail: RecordingDetail, signal: AbortSignal): Promise<ApplyResult> {
    const model = readModel(text);
    const recording = toRecordingInput(detail, {
      seriesPath: files.pathOf(detail.recording.seriesSha256),
      cycleLengthS: model.cycleLengthS,
    });
    refuseForeign(model, recording, detail.recording.systemId);
    const task: ApplyTask = { model: text, recording };
    return (await worker.run('apply', task, { signal, deadlineMs, onProgress: () => undefined })) as ApplyResult;
  }

  return {
    async train(systemId, training, actor) {
      await systems.getDetail(systemId);
      const labels = readLabels(training.labels, training.columns);
      const column = targetIndex(labels, training.target);
      const { faults } = effectiveCatalogue(await plantCatalogueInForce(db));
      checkMeanings(training.meanings ?? [], { labels, column, faults });
      const payload: TrainingPayload = { systemId, ...training };
      const title = `${training.validateOnly ? 'Validate' : 'Train'} a model of ${training.target}`.slice(0, 300);
      return db.transaction((trx) => jobs.enqueue(trx, { kind: 'model-training', title, payload, createdBy: actor.name }));
    },
    list: (request) => listModels(db, request),
    async apply(recordingId, { modelId, limit = 50, cursor }, signal = new AbortController().signal) {
      const detail = await recordings.getDetail(recordingId);
      const found = await findModel(db, modelId);
      if (!found) {
        throw new Problem('model-not-found', 404, 'There is no such model', { detail: 'List the models of the system, or train one.' });
      }
      const answers = await judge(found.text, detail, signal);
      const from = cursor === undefined ? 0 : startOf(cursor);
      const items = answers.slice(from, from + limit);
      return from + limit < answers.length ? { items, next: String(from + limit) } : { items };
    },
    async votesOn(recordingId, rules, signal) {
      const detail = await recordings.getDetail(recordingId);
      const votes: ModelVote[] = [];
      for (const { model, text } of await newestModels(db, detail.recording.systemId)) {
        const judged = await judge(text, detail, signal).catch((error: unknown) => {
          if (error instanceof Problem && refusals.has(error.code)) return error;
          throw error;
        });
        votes.push(judged instanceof Problem ? refusedVote(model, judged.detail ?? judged.message) : voteOf(model, judged, rules));
      }
      return votes;
    },
  };
}

/** A model refuses what it was not made for: that is an answer, not a failure. */
const refusals = new Set(['model-sensors-differ', 'model-cycle-differs', 'recording-without-cycles']);

function startOf(cursor: string): number {
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw new Problem('cursor-invalid', 400, 'The page cursor is not valid', { detail: 'Begin again without a cursor.' });
}
