import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { JobHandler } from '../../platform/jobs/job-runner.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import { insertAnomalyModel } from './anomaly.repository.ts';
import type { LearningPayload } from './anomaly.service.ts';
import { readDetector } from './anomaly-file.ts';
import { toAnomalyRecording } from './anomaly-recording.ts';
import type { FitResult, FitTask } from './anomaly-task.ts';

const deadlineMs = 10 * 60_000;

interface Deps {
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  recordings: RecordingService;
  worker: WorkerProcess;
}

/** Learns a reference in a worker; it and the audit event appear together. */
export function createAnomalyLearningHandler({ now, audit, files, recordings, worker }: Deps): JobHandler {
  return async (payload: LearningPayload, context) => {
    const { recordingId, rows, fromRow = 0, method = 'deviation', rowSeconds = null, leaveOut } = payload;
    const detail = await recordings.getDetail(recordingId);
    const { systemId, seriesSha256 } = detail.recording;
    const recording = toAnomalyRecording(detail, { seriesPath: files.pathOf(seriesSha256), leaveOut });
    const task: FitTask = { systemId, recording, fromRow, rows, rowSeconds, method };
    const { signal, onProgress } = context;
    const { model: text } = (await worker.run('fit', task, { signal, deadlineMs, onProgress })) as FitResult;
    const { detector, reference, ...stored } = readDetector(text);
    const told = detector.channels.map(({ notWatched: reason }, index) => ({ channel: stored.labels[index] as string, reason }));
    const watched = told.filter(({ reason }) => reason === null).map(({ channel }) => channel);
    const notWatched = told.filter(({ reason }) => reason !== null);
    return async (trx) => {
      const { seriesSha256: _, ...shown } = reference;
      const model = { id: newId(), systemId, method, reference: shown, rowSeconds: stored.rowSeconds, watched };
      const made = { modelSha256: sha256(text), createdAt: now().toISOString(), createdBy: context.createdBy };
      const version = await insertAnomalyModel(trx, { ...model, ...made }, text);
      await audit.record(trx, {
        actor: { name: context.createdBy, requestId: null },
        action: 'anomaly-model.learned',
        subjectType: 'system',
        subjectId: systemId,
        newValue: { modelId: model.id, method, version, reference, modelSha256: made.modelSha256 },
      });
      return { systemId, modelId: model.id, version, method, watched, notWatched };
    };
  };
}
