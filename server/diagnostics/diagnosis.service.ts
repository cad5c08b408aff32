import type { Actor } from '../accounts/actor.ts';
import type { Recording } from '../measurements/recording.schema.ts';
import type { RecordingService } from '../measurements/recording.service.ts';
import type { Db } from '../platform/database/database.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import type { Job } from '../platform/jobs/job.schema.ts';
import type { JobService } from '../platform/jobs/job.service.ts';
import { Problem } from '../platform/problem.ts';
import type { SystemService } from '../systems/system.service.ts';
import { findNewestDiagnosis, listFindings } from './diagnosis.repository.ts';
import type { Diagnosis, FindingRow } from './diagnosis.schema.ts';

export interface DiagnosisPayload {
  readonly recordingId: string;
}

export interface DiagnosisService {
  start(recordingId: string, actor: Actor): Promise<Job>;
  /** Asks for a diagnosis within the transaction that made the recording. */
  startWithin(trx: Db, recording: Recording, createdBy: string): Promise<Job>;
  /** @throws Problem `diagnosis-not-found` */
  getLatest(recordingId: string): Promise<Diagnosis>;
  /** Of the system's recording that was measured last: its state now. @throws Problem `system-not-found`, `diagnosis-not-found` */
  getLatestOfSystem(systemId: string): Promise<Diagnosis>;
  listFindings(request: PageRequest & { systemId?: string }): Promise<Page<FindingRow>>;
}

export function createDiagnosisService({
  db,
  jobs,
  recordings,
  systems,
}: {
  db: Db;
  jobs: JobService;
  recordings: RecordingService;
  systems: SystemService;
}): DiagnosisService {
  function startWithin(trx: Db, recording: Recording, createdBy: string): Promise<Job> {
    const payload: DiagnosisPayload = { recordingId: recording.id };
    return jobs.enqueue(trx, {
      kind: 'diagnosis',
      title: `Diagnose ${recording.name}`.slice(0, 300),
      payload,
      createdBy,
      idempotencyKey: recording.id,
    });
  }

  async function newestOf(recordingId: string): Promise<Diagnosis> {
    const diagnosis = await findNewestDiagnosis(db, recordingId);
    if (diagnosis) return diagnosis;
    throw new Problem('diagnosis-not-found', 404, 'This recording has not been diagnosed yet', {
      detail: 'Start a diagnosis, or wait for the running one.',
    });
  }

  return {
    startWithin,
    async start(recordingId, actor) {
      const { recording } = await recordings.getDetail(recordingId);
      return db.transaction((trx) => startWithin(trx, recording, actor.name));
    },
    async getLatest(recordingId) {
      await recordings.getDetail(recordingId);
      return newestOf(recordingId);
    },
    async getLatestOfSystem(systemId) {
      await systems.getDetail(systemId);
      const recordingId = await recordings.findLastMeasured(systemId);
      if (recordingId !== undefined) return newestOf(recordingId);
      throw new Problem('diagnosis-not-found', 404, 'This system has no recording yet', { detail: 'Import one: it is diagnosed at once.' });
    },
    listFindings: (request) => listFindings(db, request),
  };
}
