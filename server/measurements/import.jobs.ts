import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join, parse } from 'node:path';
import type { AuditTrail } from '../accounts/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import { newId } from '../platform/ids.ts';
import type { JobHandler } from '../platform/jobs/job-runner.ts';
import { Problem } from '../platform/problem.ts';
import type { WorkerProcess } from '../platform/workers/worker-process.ts';
import type { SystemService } from '../systems/system.service.ts';
import { assertNew, type ImportPayload, recordingExists } from './import.service.ts';
import type { ImportReport } from './import-report.schema.ts';
import type { ImportInput, ImportResult } from './imports/import.types.ts';
import { findRawFile } from './raw-file.repository.ts';
import { composeChannels } from './recording.composition.ts';
import { findRecordingByContent, insertRecording } from './recording.repository.ts';
import type { Recording, RecordingChannel } from './recording.schema.ts';

/** Changes whenever the same file could be read differently. */
export const importerVersion = '1';
/** A hostile file may keep its worker busy for no longer than this: a second per MB on top of ten minutes, and no silence in between. */
const deadlineMs = (bytes: number): number => 600_000 + bytes / 1000;
const stallMs = 120_000;

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  systems: SystemService;
  worker: WorkerProcess;
  maxUploadBytes: number;
  /** Called in the transaction that makes the recording; domains to the right hang their follow-up work here. */
  recordingCreated(trx: Db, recording: Recording): Promise<Record<string, unknown>>;
}

/** The import job: a worker process reads the files into a staging folder, then files and rows appear together. */
export function createImportHandler(deps: Deps): JobHandler {
  const { db, systems, files, worker } = deps;
  return async (payload: ImportPayload, context) => {
    await assertNew(db, payload.systemId, payload.contentKey);
    const { site, channels } = await systems.getDetail(payload.systemId);
    const folder = files.stage(`import-${context.jobId}`);
    try {
      const input = await toWorkerInput(deps, payload, { folder, siteZone: site.timeZone });
      const result = (await worker.run('import', input, {
        signal: context.signal,
        deadlineMs: deadlineMs(input.files.reduce((sum, file) => sum + file.bytes, 0)),
        stallMs,
        onProgress: context.onProgress,
      })) as ImportResult;
      const rejectedSha256 = await keepRejectedRows(files, input.rejectedFile, result.report.rejectedRows);
      files.adopt(input.outFile, { sha256: result.series.sha256, bytes: result.series.bytes });
      const recordingChannels = composeChannels(result.series, result.recipe, channels);
      const recording = toRecording(deps, payload, { result, channels: recordingChannels, createdBy: context.createdBy });
      return (trx) => commit(deps, trx, { payload, result, recording, recordingChannels, rejectedSha256 });
    } finally {
      files.discard(folder);
    }
  };
}

async function toWorkerInput(
  { db, files, maxUploadBytes }: Deps,
  payload: ImportPayload,
  at: { folder: string; siteZone: string },
): Promise<ImportInput> {
  const inputs: ImportInput['files'][number][] = [];
  for (const file of payload.files) {
    const raw = await findRawFile(db, file.sha256);
    if (!raw || !files.has(file.sha256))
      throw new Problem('file-not-uploaded', 404, 'A file has not been handed in yet', {
        detail: `"${file.name}" is not in the data folder.`,
      });
    inputs.push({ path: files.pathOf(file.sha256), name: file.name, sha256: file.sha256, bytes: raw.bytes });
  }
  return {
    files: inputs,
    outFile: join(at.folder, 'series'),
    rejectedFile: join(at.folder, 'rejected.csv'),
    siteZone: at.siteZone,
    answers: (payload.answers ?? {}) as ImportInput['answers'],
    limits: { maxBytes: maxUploadBytes },
  };
}

/** Every row may have been rejected: the list is hashed as a stream, never held in memory. */
async function keepRejectedRows(files: ContentStore, path: string, rejectedRows: number): Promise<string | null> {
  if (rejectedRows === 0 || !existsSync(path)) return null;
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  const sha256 = hash.digest('hex');
  files.adopt(path, { sha256, bytes });
  return sha256;
}

function toRecording(
  { now }: Deps,
  payload: ImportPayload,
  made: { result: ImportResult; channels: readonly RecordingChannel[]; createdBy: string },
): Recording {
  const { result, channels, createdBy } = made;
  const lastMs = Math.max(...result.series.timeBases.map((base) => base.lastMs + (base.intervalMs ?? 0)).filter(Number.isFinite));
  const durationMs = result.cycles ? result.cycles.lengthMs * result.cycles.count : Math.max(0, lastMs - result.startMs);
  return {
    id: newId(),
    systemId: payload.systemId,
    name: payload.name ?? nameOf(payload),
    clock: result.clock,
    startedAt: result.clock === 'absolute' ? new Date(result.startMs).toISOString() : null,
    durationMs,
    cycleLengthMs: result.cycles?.lengthMs ?? null,
    cycleCount: result.cycles?.count ?? null,
    channelCount: channels.length,
    sampleCount: channels.reduce((sum, channel) => sum + channel.count, 0),
    seriesSha256: result.series.sha256,
    seriesBytes: result.series.bytes,
    importerVersion,
    createdAt: now().toISOString(),
    createdBy,
  };
}

function nameOf({ files }: ImportPayload): string {
  const first = parse(files[0]?.name ?? 'recording').name || 'recording';
  return (files.length === 1 ? first : `${first} and ${files.length - 1} more files`).slice(0, 200);
}

async function commit(
  { audit, recordingCreated }: Deps,
  trx: Db,
  made: {
    payload: ImportPayload;
    result: ImportResult;
    recording: Recording;
    recordingChannels: RecordingChannel[];
    rejectedSha256: string | null;
  },
): Promise<Record<string, unknown>> {
  const { payload, result, recording, recordingChannels, rejectedSha256 } = made;
  const first = await findRecordingByContent(trx, payload.systemId, payload.contentKey);
  if (first) throw recordingExists(first);
  await insertRecording(trx, {
    recording,
    contentKey: payload.contentKey,
    rejectedSha256,
    account: { report: result.report as unknown as ImportReport, recipe: result.recipe, skippedFiles: result.skippedFiles },
    files: payload.files,
    channels: recordingChannels,
  });
  await audit.record(trx, {
    actor: { name: recording.createdBy, requestId: null },
    action: 'recording.imported',
    subjectType: 'recording',
    subjectId: recording.id,
    newValue: recording,
  });
  return { recordingId: recording.id, ...(await recordingCreated(trx, recording)) };
}
