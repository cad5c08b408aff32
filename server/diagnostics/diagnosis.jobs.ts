import type { AuditTrail } from '../accounts/audit.service.ts';
import type { RecordingService } from '../measurements/recording.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import { newId, sha256 } from '../platform/ids.ts';
import type { JobContext, JobHandler } from '../platform/jobs/job-runner.ts';
import type { WorkerProcess } from '../platform/workers/worker-process.ts';
import type { Limit } from '../systems/limits/limit.schema.ts';
import type { SystemService } from '../systems/system.service.ts';
import { effectiveCatalogue } from './catalogue/effective-catalogue.ts';
import { plantCatalogueInForce } from './catalogue/entries/entry.repository.ts';
import { readExperience } from './decisions/decision.repository.ts';
import { findNewestDiagnosis, insertDiagnosis } from './diagnosis.repository.ts';
import type { DiagnosisResult } from './diagnosis.schema.ts';
import type { DiagnosisPayload } from './diagnosis.service.ts';
import { basisOf, type DiagnosisBasis } from './diagnosis-basis.ts';
import type { LimitInput } from './diagnosis-input.ts';
import type { DiagnosisTask } from './diagnosis-task.ts';
import type { ModelService } from './models/model.service.ts';

const deadlineMs = 30 * 60_000;

export interface DiagnosisDeps {
  db: Db;
  files: ContentStore;
  systems: SystemService;
  recordings: RecordingService;
  models: ModelService;
  worker: WorkerProcess;
}

/** What a recording is diagnosed as now: by this engine and catalogue, with the limits and decisions of this moment. Nothing is stored. */
export interface Computed {
  readonly recordingId: string;
  readonly systemId: string;
  readonly result: DiagnosisResult;
  readonly resultSha256: string;
  readonly basis: DiagnosisBasis;
}

/** Worker processes read the series file and compute; what the system's learned models say stands beside it. */
export async function computeDiagnosis(
  deps: DiagnosisDeps,
  recordingId: string,
  { signal, onProgress }: Pick<JobContext, 'signal' | 'onProgress'>,
): Promise<Computed> {
  const { task, systemId } = await toTask(deps, recordingId);
  const result = (await deps.worker.run('diagnose', task, { signal, deadlineMs, onProgress })) as DiagnosisResult;
  const { faults } = effectiveCatalogue(task.plantCatalogue);
  const learned = await deps.models.votesOn(recordingId, { ...result, faults }, signal);
  // Beside the rules: findings and verdict stay as they are, whatever a model says.
  const whole: DiagnosisResult = learned.length > 0 ? { ...result, learned } : result;
  const models = learned.length > 0 ? learned.map(({ modelId, modelSha256 }) => ({ modelId, modelSha256 })) : undefined;
  return { recordingId, systemId, result: whole, resultSha256: sha256(JSON.stringify(whole)), basis: basisOf({ ...task, models }) };
}

export interface Stored {
  readonly diagnosisId: string;
  /** The same bytes as the newest diagnosis: nothing was stored. */
  readonly isUnchanged: boolean;
}

/** Stores a computed diagnosis beside the earlier ones, with its findings and the audit event, unless the newest one holds the same bytes. */
export async function storeDiagnosis(
  trx: Db,
  { recordingId, systemId, result, resultSha256, basis }: Computed,
  by: { now: Clock; audit: AuditTrail; createdBy: string },
): Promise<Stored> {
  const newest = await findNewestDiagnosis(trx, recordingId);
  const isUnchanged = newest?.resultSha256 === resultSha256;
  const diagnosisId = isUnchanged ? newest.id : newId();
  if (!isUnchanged) {
    const diagnosis = { id: diagnosisId, recordingId, resultSha256, createdAt: by.now().toISOString(), createdBy: by.createdBy, result };
    await insertDiagnosis(trx, diagnosis, { systemId, basis });
  }
  const { engineVersion, catalogueVersion, verdict } = result;
  await by.audit.record(trx, {
    actor: { name: by.createdBy, requestId: null },
    action: 'recording.diagnosed',
    subjectType: 'recording',
    subjectId: recordingId,
    newValue: { verdict: verdict.sentence, resultSha256, engineVersion, catalogueVersion, isUnchanged },
  });
  return { diagnosisId, isUnchanged };
}

/** The diagnosis job: the result and its findings appear together, or nothing when they are the same as before. */
export function createDiagnosisHandler(deps: DiagnosisDeps & { now: Clock; audit: AuditTrail }): JobHandler {
  const { now, audit } = deps;
  return async ({ recordingId }: DiagnosisPayload, context) => {
    const computed = await computeDiagnosis(deps, recordingId, context);
    return async (trx) => {
      const stored = await storeDiagnosis(trx, computed, { now, audit, createdBy: context.createdBy });
      return { ...stored, recordingId };
    };
  };
}

function toLimitInput(limit: Limit, nameOf: ReadonlyMap<string, string>): LimitInput {
  const { id, version, decidedBy, hasSecondPerson, subjectType, subject, unit, source } = limit;
  const { warningLow, warningHigh, alarmLow, alarmHigh, operatingPoint, deadband, delay, conditions, healthy } = limit;
  return {
    subjectType,
    subject: subjectType === 'channel' ? (nameOf.get(subject) ?? subject) : subject,
    ...{ unit, warningLow, warningHigh, alarmLow, alarmHigh, source, operatingPoint, deadband, delay, conditions },
    ...(healthy ? { healthy } : {}),
    version: { id, number: version, approvedBy: decidedBy ?? '', hasSecondPerson },
  };
}

/** What a worker needs to know about a recording and its system. */
export async function toTask(
  { db, files, systems, recordings }: Pick<DiagnosisDeps, 'db' | 'files' | 'systems' | 'recordings'>,
  recordingId: string,
): Promise<{ task: DiagnosisTask; systemId: string }> {
  const { recording, channels, files: rawFiles } = await recordings.getDetail(recordingId);
  const measured = channels.filter((channel) => channel.derived === null);
  const { system, components, channels: systemChannels, limits } = await systems.getDetail(recording.systemId);
  const nameOf = new Map(systemChannels.map((channel) => [channel.id, channel.name]));
  const plant = await plantCatalogueInForce(db);
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
    ...(plant.version > 0 ? { plantCatalogue: plant } : {}),
    limits: limits.map((limit) => toLimitInput(limit, nameOf)),
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
