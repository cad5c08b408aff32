import { parse } from 'node:path';
import type { AuditTrail } from '../accounts/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore, StoredFile } from '../platform/files/content-store.ts';
import { hashOfFile } from '../platform/files/file-hash.ts';
import { newId } from '../platform/ids.ts';
import type { JobService } from '../platform/jobs/job.service.ts';
import type { JobContext, JobHandler } from '../platform/jobs/job-runner.ts';
import type { WorkerProcess } from '../platform/workers/worker-process.ts';
import type { Channel } from '../systems/system.schema.ts';
import type { SystemService } from '../systems/system.service.ts';
import { assertNew, contentKeyOf, type ImportPayload, recordingExists } from './import.service.ts';
import { assertIntact, handedInFiles, type Reading, readFiles } from './import-reading.ts';
import type { ImportAnswers, ImportedRecording, ImportResult } from './imports/import.types.ts';
import { upsertMapping } from './mappings/mapping.repository.ts';
import type { ChannelMapping } from './mappings/mapping.schema.ts';
import { composeChannels } from './recording.composition.ts';
import { findRecordingByContent, insertRecording } from './recording.repository.ts';
import type { Recording, RecordingChannel } from './recording.schema.ts';
import { readMapping } from './templates/template-answers.ts';

/** Changes whenever the same file could be read differently. */
export const importerVersion = '1';

export interface ImportHandlerDeps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  jobs: JobService;
  systems: SystemService;
  worker: WorkerProcess;
  maxUploadBytes: number;
  /** Does any row of any domain speak of the file? */
  knowsFile(db: Db, sha256: string): Promise<boolean>;
  /** Called in the transaction that makes the recording; domains to the right hang their follow-up work here. */
  recordingCreated(trx: Db, recording: Recording): Promise<Record<string, unknown>>;
}

/** One recording of an import, its files kept and its rows not yet written. */
interface Made {
  readonly reading: Reading;
  /** What a person said the channels are. */
  readonly answered: ChannelMapping;
  readonly recording: Recording;
  readonly contentKey: string;
  readonly sources: readonly { sha256: string; name: string }[];
  readonly recordingChannels: RecordingChannel[];
  readonly rejectedSha256: string | null;
}

/**
 * The import job: a worker process reads the files into a staging folder, then files and rows appear together: all recordings that the
 * files make, or none.
 */
export function createImportHandler(deps: ImportHandlerDeps): JobHandler {
  const { db, systems, files } = deps;
  return async (payload: ImportPayload, context) => {
    await assertNew(db, payload.systemId, payload.contentKey);
    const { site, channels } = await systems.getDetail(payload.systemId);
    const take = createTaking(deps, payload, context);
    const folder = files.stage(`import-${context.jobId}`);
    try {
      const handedIn = await handedInFiles(deps, payload.files);
      await assertIntact(deps, handedIn, context);
      const input = {
        systemId: payload.systemId,
        systemChannels: channels,
        siteZone: site.timeZone,
        folder,
        files: handedIn,
        answers: (payload.answers ?? {}) as ImportAnswers,
        template: payload.template,
      };
      const readings = await readFiles(deps, input, context);
      const isOnly = readings.length === 1;
      const made: Made[] = [];
      const work = { payload, channels, isOnly, createdBy: context.createdBy, take };
      for (const reading of readings) made.push(await keep(deps, { ...work, reading }));
      return (trx) => commitAll(deps, trx, made);
    } finally {
      files.discard(folder);
    }
  };
}

type Take = (path: string, file: StoredFile) => Promise<void>;

/**
 * Takes files over from the staging folder into the store. When the import ends without recordings they are removed again, unless a row
 * or another import of the same bytes (which may have made the very same file) needs them.
 */
function createTaking({ db, files, jobs, knowsFile }: ImportHandlerDeps, payload: ImportPayload, context: JobContext): Take {
  const taken: string[] = [];
  const isNeeded = async (sha256: string): Promise<boolean> => {
    for (const raw of payload.files) if (await jobs.isBusyWith(db, raw.sha256)) return true;
    return knowsFile(db, sha256);
  };
  context.otherwise(async () => {
    for (const sha256 of taken) await files.remove(sha256, isNeeded);
  });
  return async (path, file) => {
    taken.push(file.sha256);
    await files.adopt(path, file);
  };
}

interface Keeping {
  readonly payload: ImportPayload;
  readonly reading: Reading;
  readonly isOnly: boolean;
  readonly channels: readonly Channel[];
  readonly createdBy: string;
  readonly take: Take;
}

/** Keeps the files of a recording. */
async function keep(deps: ImportHandlerDeps, work: Keeping): Promise<Made> {
  const { payload, reading, isOnly, createdBy, take } = work;
  const { imported, settings, report } = reading;
  const { result, outFile, rejectedFile } = imported;
  const sources = isOnly
    ? payload.files
    : [...new Map(imported.sources.map(({ sha256, name }) => [`${sha256} ${name}`, { sha256, name }])).values()];
  const rejectedSha256 = await keepRejectedRows(take, rejectedFile, report.rejectedRows);
  await take(outFile, { sha256: result.series.sha256, bytes: result.series.bytes });
  const recordingChannels = composeChannels(result.series, reading.recipe, { systemChannels: work.channels, mapping: settings.mapping });
  const name = payload.name !== undefined && isOnly ? payload.name : nameOf(imported, payload.name);
  const recording = toRecording(deps, { systemId: payload.systemId, name }, { result, channels: recordingChannels, createdBy });
  const contentKey = isOnly ? payload.contentKey : keyOf(imported);
  return {
    reading,
    answered: readMapping(payload.answers as ImportAnswers),
    recording,
    contentKey,
    sources,
    recordingChannels,
    rejectedSha256,
  };
}

/** Whole files make the same recording wherever they come from; members of an archive are told apart by their names. */
function keyOf({ sources }: ImportedRecording): string {
  return contentKeyOf(sources.map(({ sha256, member }) => (member === null ? sha256 : `${sha256} ${member}`)));
}

/** Every row may have been rejected: the list is hashed as a stream, never held in memory. */
async function keepRejectedRows(take: Take, path: string, rejectedRows: number): Promise<string | null> {
  if (rejectedRows === 0) return null;
  const found = await hashOfFile(path);
  if (!found) return null;
  await take(path, found);
  return found.sha256;
}

function toRecording(
  { now }: ImportHandlerDeps,
  { systemId, name }: { systemId: string; name: string },
  made: { result: ImportResult; channels: readonly RecordingChannel[]; createdBy: string },
): Recording {
  const { result, channels, createdBy } = made;
  const lastMs = Math.max(...result.series.timeBases.map((base) => base.lastMs + (base.intervalMs ?? 0)).filter(Number.isFinite));
  const durationMs = result.cycles ? result.cycles.lengthMs * result.cycles.count : Math.max(0, lastMs - result.startMs);
  return {
    id: newId(),
    systemId,
    name,
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

/** After its first file; `given`: the name for all recordings of an import that makes several. */
function nameOf({ sources }: ImportedRecording, given?: string): string {
  const [source] = sources;
  const first = parse(source?.member ?? source?.name ?? 'recording').name || 'recording';
  const own = sources.length === 1 ? first : `${first} and ${sources.length - 1} more files`;
  return (given === undefined ? own : `${given}: ${own}`).slice(0, 200);
}

/** Recordings that exist already are left out; when all of them do, the first one is the answer. */
async function commitAll(deps: ImportHandlerDeps, trx: Db, made: readonly Made[]): Promise<Record<string, unknown>> {
  const results: Record<string, unknown>[] = [];
  const existing: Recording[] = [];
  for (const one of made) {
    const first = await findRecordingByContent(trx, one.recording.systemId, one.contentKey);
    if (first === undefined) results.push(await commit(deps, trx, one));
    else existing.push(first);
  }
  const [first] = results;
  if (first === undefined) throw recordingExists(existing[0]!);
  if (made.length === 1) return first;
  return { ...first, recordings: results, existing: existing.map(({ id }) => id) };
}

async function commit({ audit, recordingCreated }: ImportHandlerDeps, trx: Db, made: Made): Promise<Record<string, unknown>> {
  const { reading, recording, contentKey, sources, recordingChannels, rejectedSha256 } = made;
  const { report, recipe, settings, fingerprint } = reading;
  await insertRecording(trx, {
    recording,
    contentKey,
    rejectedSha256,
    account: { report, recipe, settings, skippedFiles: reading.imported.result.skippedFiles },
    files: sources,
    channels: recordingChannels,
  });
  if (fingerprint !== null && Object.keys(made.answered).length > 0) {
    const said = { mapping: made.answered, at: recording.createdAt, by: recording.createdBy };
    await upsertMapping(trx, { systemId: recording.systemId, fingerprint }, said);
  }
  await audit.record(trx, {
    actor: { name: recording.createdBy, requestId: null },
    action: 'recording.imported',
    subjectType: 'recording',
    subjectId: recording.id,
    newValue: recording,
  });
  return { recordingId: recording.id, ...(await recordingCreated(trx, recording)) };
}
