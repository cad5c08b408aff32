import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import { type LabelFile, readLabels } from './label-file.ts';
import { insertModel } from './model.repository.ts';
import type { TrainingPayload } from './model.service.ts';
import type { RecordingInput, TrainResult, TrainTask } from './model-task.ts';
import { toRecordingInput } from './recording-input.ts';

const deadlineMs = 60 * 60_000;

interface Deps {
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  recordings: RecordingService;
  worker: WorkerProcess;
}

/** Validates and trains in a worker; the model, its validation and the audit event appear together. */
export function createModelTrainingHandler({ now, audit, files, recordings, worker }: Deps): JobHandler {
  return async (payload: TrainingPayload, context) => {
    const { systemId, target } = payload;
    const labels = readLabels(payload.labels, payload.columns);
    const inputs = await recordingsOf({ recordings, files }, payload, labels);
    const task: TrainTask = {
      ...{ systemId, target, labels, labelsSha256: sha256(payload.labels) },
      ...{ recordings: inputs, seed: payload.seed ?? 1, withModel: payload.validateOnly !== true },
    };
    const { signal, onProgress } = context;
    const result = (await worker.run('train', task, { signal, deadlineMs, onProgress })) as TrainResult;
    const { byRuns, atRandom, model: text, trainingSha256, training, basis } = result;
    return async (trx) => {
      if (text === null) return { systemId, byRuns, atRandom };
      const modelSha256 = sha256(text);
      const createdAt = now().toISOString();
      const meanings = payload.meanings === undefined ? {} : { meanings: payload.meanings };
      const learned = { basis, training, ...meanings, byRuns, atRandom };
      const model = { id: newId(), systemId, target, ...learned, modelSha256, trainingSha256, createdAt };
      const version = await insertModel(trx, { ...model, createdBy: context.createdBy }, text);
      await audit.record(trx, {
        actor: { name: context.createdBy, requestId: null },
        action: 'model.trained',
        subjectType: 'system',
        subjectId: systemId,
        newValue: { modelId: model.id, target, version, modelSha256, trainingSha256, accuracyByRuns: byRuns.accuracy },
      });
      return { systemId, modelId: model.id, version, byRuns, atRandom };
    };
  };
}

/** The recordings asked for, those the labels name, or the system's only one. */
async function recordingsOf(
  deps: Pick<Deps, 'recordings' | 'files'>,
  payload: TrainingPayload,
  labels: LabelFile,
): Promise<RecordingInput[]> {
  const named = new Set(labels.lines.flatMap(({ recording }) => recording ?? []));
  const own: { id: string; name: string }[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await deps.recordings.list({ systemId: payload.systemId, limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    own.push(...page.items);
    if (page.next === undefined) break;
    cursor = page.next;
  }
  const wanted = payload.recordings
    ? own.filter(({ id }) => payload.recordings?.includes(id))
    : own.filter(({ id, name }) => named.size === 0 || named.has(id) || named.has(name));
  const unknown = [...named].filter((word) => !own.some(({ id, name }) => id === word || name === word));
  if (unknown.length > 0) throw unclear(`The system has no recording "${unknown[0]}".`);
  if (wanted.length === 0) throw unclear('The system has no such recording.');
  if (named.size === 0 && wanted.length > 1)
    throw unclear(`The system has ${wanted.length} recordings. Add a column "recording" to the labels, or name one.`);
  const details = [];
  for (const { id } of wanted) details.push(await deps.recordings.getDetail(id));
  return details.map((detail) =>
    toRecordingInput(detail, { seriesPath: deps.files.pathOf(detail.recording.seriesSha256), cycleLengthS: payload.cycleLengthS }),
  );
}

function unclear(detail: string): Problem {
  return new Problem('labels-recording-unclear', 422, 'It is not clear which recording the labels speak of', { detail });
}
