import type { AuditTrail } from '../accounts/audit.service.ts';
import type { RecordingService } from '../measurements/recording.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import { newId, sha256 } from '../platform/ids.ts';
import type { JobHandler } from '../platform/jobs/job-runner.ts';
import type { WorkerProcess } from '../platform/workers/worker-process.ts';
import type { SystemService } from '../systems/system.service.ts';
import { readExperience } from './decisions/decision.repository.ts';
import { insertDiagnosis } from './diagnosis.repository.ts';
import type { Diagnosis, DiagnosisResult } from './diagnosis.schema.ts';
import type { DiagnosisPayload } from './diagnosis.service.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';

const deadlineMs = 30 * 60_000;

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  systems: SystemService;
  recordings: RecordingService;
  worker: WorkerProcess;
}

/** The diagnosis job: a worker process reads the series file and computes; the result and its findings appear together. */
export function createDiagnosisHandler(deps: Deps): JobHandler {
  const { now, audit, worker } = deps;
  return async ({ recordingId }: DiagnosisPayload, context) => {
    const { task, systemId } = await toTask(deps, recordingId);
    const result = (await worker.run('diagnose', task, {
      signal: context.signal,
      deadlineMs,
      onProgress: context.onProgress,
    })) as DiagnosisResult;
    const diagnosis: Diagnosis = {
      id: newId(),
      recordingId,
      resultSha256: sha256(JSON.stringify(result)),
      createdAt: now().toISOString(),
      createdBy: context.createdBy,
      result,
    };
    return async (trx) => {
      await insertDiagnosis(trx, diagnosis, systemId);
      const summary = {
        verdict: result.verdict.sentence,
        resultSha256: diagnosis.resultSha256,
        engineVersion: result.engineVersion,
        catalogueVersion: result.catalogueVersion,
      };
      await audit.record(trx, {
        actor: { name: context.createdBy, requestId: null },
        action: 'recording.diagnosed',
        subjectType: 'recording',
        subjectId: recordingId,
        newValue: summary,
      });
      return { diagnosisId: diagnosis.id, recordingId };
    };
  };
}

async function toTask({ db, files, systems, recordings }: Deps, recordingId: string): Promise<{ task: DiagnosisTask; systemId: string }> {
  const { recording, channels, files: rawFiles } = await recordings.getDetail(recordingId);
  const measured = channels.filter((channel) => channel.derived === null);
  const { system, components, channels: systemChannels, limits } = await systems.getDetail(recording.systemId);
  const nameOf = new Map(systemChannels.map((channel) => [channel.id, channel.name]));
  const task: DiagnosisTask = {
    seriesPath: files.pathOf(recording.seriesSha256),
    // A diagnosis rests on what was measured; a computed channel would count the same evidence twice.
    channels: measured.map((channel) => {
      const known = systemChannels.find((other) => other.id === channel.channelId);
      return {
        ...channel,
        rangeLow: known?.rangeLow ?? null,
        rangeHigh: known?.rangeHigh ?? null,
        accuracyPercentFs: known?.accuracyPercentFs ?? null,
      };
    }),
    components: components.map(({ kind, name, nameplate }) => ({ kind, name, nameplate })),
    experience: await readExperience(db, recording.systemId),
    limits: limits.map((limit) => ({
      ...limit,
      subject: limit.subjectType === 'channel' ? (nameOf.get(limit.subject) ?? limit.subject) : limit.subject,
    })),
    recording: {
      id: recording.id,
      name: recording.name,
      systemName: system.name,
      isSimulated: system.isSimulated,
      seriesSha256: recording.seriesSha256,
      files: rawFiles.map(({ name, sha256: hash, bytes }) => ({ name, sha256: hash, bytes })),
      startedAt: recording.startedAt,
      durationS: recording.durationMs / 1000,
      cycles:
        recording.cycleLengthMs !== null && recording.cycleCount !== null
          ? { lengthS: recording.cycleLengthMs / 1000, count: recording.cycleCount }
          : null,
    },
  };
  return { task, systemId: recording.systemId };
}
