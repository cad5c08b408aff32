import type { Db } from '../platform/database/database.ts';
import { readPage } from '../platform/database/page.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import { derivedChannelsOf, knowsDerivedFile } from './derived-channels/derived-channel.repository.ts';
import type { ImportReport } from './import-report.schema.ts';
import type { ImportSettings } from './import-settings.schema.ts';
import type { Recording, RecordingChannel } from './recording.schema.ts';

interface RecordingRow {
  id: string;
  system_id: string;
  name: string;
  content_key: string;
  clock: Recording['clock'];
  started_at: string | null;
  duration_ms: number;
  cycle_length_ms: number | null;
  cycle_count: number | null;
  channel_count: number;
  sample_count: number | string;
  series_sha256: string;
  series_bytes: number | string;
  rejected_sha256: string | null;
  import_report: string;
  importer_version: string;
  created_at: string;
  created_by: string;
}
const headColumns = [
  'id',
  'system_id',
  'name',
  'clock',
  'started_at',
  'duration_ms',
  'cycle_length_ms',
  'cycle_count',
  'channel_count',
  'sample_count',
  'series_sha256',
  'series_bytes',
  'importer_version',
  'created_at',
  'created_by',
] as const satisfies readonly (keyof RecordingRow)[];
type RecordingHeadRow = Pick<RecordingRow, (typeof headColumns)[number]>;

interface ChannelRow {
  recording_id: string;
  channel_index: number;
  channel_id: string | null;
  name: string;
  quantity: RecordingChannel['quantity'];
  unit: string;
  unit_written: string | null;
  signal: RecordingChannel['signal'];
  time_base: number;
  position: number;
  interval_ms: number | null;
  sample_count: number | string;
  valid_count: number | string;
  min_value: number | null;
  max_value: number | null;
  mean_value: number | null;
}

/** What an import leaves behind beside the recording itself. */
export interface ImportAccount {
  readonly report: ImportReport;
  readonly recipe: unknown;
  readonly settings: ImportSettings | null;
  readonly skippedFiles: readonly { name: string; reason: string }[];
}

export interface NewRecording {
  readonly recording: Recording;
  readonly contentKey: string;
  readonly rejectedSha256: string | null;
  readonly account: ImportAccount;
  readonly files: readonly { sha256: string; name: string }[];
  readonly channels: readonly RecordingChannel[];
}

export async function insertRecording(
  db: Db,
  { recording: r, contentKey, rejectedSha256, account, files, channels }: NewRecording,
): Promise<void> {
  await db<RecordingRow>('recording').insert({
    id: r.id,
    system_id: r.systemId,
    name: r.name,
    content_key: contentKey,
    clock: r.clock,
    started_at: r.startedAt,
    duration_ms: r.durationMs,
    cycle_length_ms: r.cycleLengthMs,
    cycle_count: r.cycleCount,
    channel_count: r.channelCount,
    sample_count: r.sampleCount,
    series_sha256: r.seriesSha256,
    series_bytes: r.seriesBytes,
    rejected_sha256: rejectedSha256,
    import_report: JSON.stringify(account),
    importer_version: r.importerVersion,
    created_at: r.createdAt,
    created_by: r.createdBy,
  });
  await db.batchInsert(
    'recording_file',
    files.map((file, position) => ({ recording_id: r.id, position, sha256: file.sha256, name: file.name })),
    50,
  );
  await db.batchInsert(
    'recording_channel',
    channels.map((channel) => toChannelRow(r.id, channel)),
    50,
  );
}

export async function findRecording(
  db: Db,
  id: string,
): Promise<{ recording: Recording; account: ImportAccount; rejectedSha256: string | null } | undefined> {
  const row = await db<RecordingRow>('recording').where({ id }).first();
  return row && { recording: toRecording(row), account: JSON.parse(row.import_report), rejectedSha256: row.rejected_sha256 };
}

/** The recording alone: without its import account, which may be megabytes of JSON that a plot's every request would pay for. */
export async function findRecordingHead(db: Db, id: string): Promise<Recording | undefined> {
  const row: RecordingHeadRow | undefined = await db<RecordingRow>('recording').where({ id }).first(headColumns);
  return row && toRecording(row);
}

export async function findRecordingByContent(db: Db, systemId: string, contentKey: string): Promise<Recording | undefined> {
  const row = await db<RecordingRow>('recording').where({ system_id: systemId, content_key: contentKey }).first();
  return row && toRecording(row);
}

/** What channels are taken for, and the account of the import that says so. Nothing measured changes. */
export async function updateMeanings(
  db: Db,
  recordingId: string,
  { channels, account }: { channels: readonly RecordingChannel[]; account: ImportAccount },
): Promise<void> {
  await db<RecordingRow>('recording')
    .where({ id: recordingId })
    .update({ import_report: JSON.stringify(account) });
  for (const { index, channelId, signal, quantity } of channels) {
    const row = db<ChannelRow>('recording_channel').where({ recording_id: recordingId, channel_index: index });
    await row.update({ channel_id: channelId, signal, quantity });
  }
}

/** Those of the file, then those computed from them, each by index. @param indexes only some of the file's: it may have thousands */
export async function channelsOfRecording(db: Db, recordingId: string, indexes?: readonly number[]): Promise<RecordingChannel[]> {
  const query = db<ChannelRow>('recording_channel').where({ recording_id: recordingId }).orderBy('channel_index');
  if (indexes) void query.whereIn('channel_index', indexes);
  const rows = await query;
  return [...rows.map(toChannel), ...(await derivedChannelsOf(db, recordingId))];
}

export function listRecordings(db: Db, request: PageRequest & { systemId?: string }): Promise<Page<Recording>> {
  const query = db<RecordingRow>('recording');
  if (request.systemId) void query.where({ system_id: request.systemId });
  return readPage<RecordingRow, Recording>(query, request, { columns: ['id'], descending: true, toItem: toRecording });
}

/** What was measured last, not what was handed in last; a recording without a clock counts from when it was imported. */
export async function findLastMeasured(db: Db, systemId: string): Promise<string | undefined> {
  const row = await db<RecordingRow>('recording')
    .where({ system_id: systemId })
    .orderByRaw('coalesce(started_at, created_at) desc, id desc')
    .first('id');
  return row?.id;
}

/** Does any row of this domain speak of the file? What nobody knows is swept at start. */
export async function knowsFile(db: Db, sha256: string): Promise<boolean> {
  const raw: unknown = await db('raw_file').where({ sha256 }).first('sha256');
  if (raw) return true;
  const series: unknown = await db('recording').where({ series_sha256: sha256 }).first('id');
  if (series) return true;
  const rejected: unknown = await db('recording').where({ rejected_sha256: sha256 }).first('id');
  return Boolean(rejected) || knowsDerivedFile(db, sha256);
}

function toRecording(row: RecordingHeadRow): Recording {
  return {
    id: row.id,
    systemId: row.system_id,
    name: row.name,
    clock: row.clock,
    startedAt: row.started_at,
    durationMs: row.duration_ms,
    cycleLengthMs: row.cycle_length_ms,
    cycleCount: row.cycle_count,
    channelCount: row.channel_count,
    sampleCount: Number(row.sample_count),
    seriesSha256: row.series_sha256,
    seriesBytes: Number(row.series_bytes),
    importerVersion: row.importer_version,
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

function toChannelRow(recordingId: string, c: RecordingChannel): ChannelRow {
  return {
    recording_id: recordingId,
    channel_index: c.index,
    channel_id: c.channelId,
    name: c.name,
    quantity: c.quantity,
    unit: c.unit,
    unit_written: c.unitWritten,
    signal: c.signal,
    time_base: c.timeBase,
    position: c.position,
    interval_ms: c.intervalMs,
    sample_count: c.count,
    valid_count: c.valid,
    min_value: c.min,
    max_value: c.max,
    mean_value: c.mean,
  };
}

function toChannel(row: ChannelRow): RecordingChannel {
  return {
    index: row.channel_index,
    channelId: row.channel_id,
    name: row.name,
    quantity: row.quantity,
    unit: row.unit,
    unitWritten: row.unit_written,
    signal: row.signal,
    timeBase: row.time_base,
    position: row.position,
    intervalMs: row.interval_ms,
    count: Number(row.sample_count),
    valid: Number(row.valid_count),
    min: row.min_value,
    max: row.max_value,
    mean: row.mean_value,
    derived: null,
  };
}
