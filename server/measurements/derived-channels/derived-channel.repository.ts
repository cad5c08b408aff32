import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { RecordingChannel } from '../recording.schema.ts';
import type { DerivedChannel } from './derived-channel.schema.ts';

interface DerivedChannelRow {
  id: string;
  recording_id: string;
  channel_index: number;
  name: string;
  name_key: string | null;
  quantity: RecordingChannel['quantity'];
  unit: string;
  expression: string;
  sources: string;
  series_sha256: string;
  series_bytes: number | string;
  interval_ms: number | null;
  sample_count: number | string;
  valid_count: number | string;
  min_value: number | null;
  max_value: number | null;
  mean_value: number | null;
  created_at: string;
  created_by: string;
  deleted_at: string | null;
}

/** What is known of the samples of a derived channel. */
export type DerivedSamples = Pick<RecordingChannel, 'quantity' | 'intervalMs' | 'count' | 'valid' | 'min' | 'max' | 'mean'> & {
  readonly seriesBytes: number;
};

export async function insertDerivedChannel(db: Db, channel: DerivedChannel, samples: DerivedSamples): Promise<void> {
  await db<DerivedChannelRow>('derived_channel').insert({
    id: channel.id,
    recording_id: channel.recordingId,
    channel_index: channel.index,
    name: channel.name,
    name_key: channel.name.toLowerCase(),
    quantity: samples.quantity,
    unit: channel.unit,
    expression: channel.expression,
    sources: JSON.stringify(channel.sources),
    series_sha256: channel.seriesSha256,
    series_bytes: samples.seriesBytes,
    interval_ms: samples.intervalMs,
    sample_count: samples.count,
    valid_count: samples.valid,
    min_value: samples.min,
    max_value: samples.max,
    mean_value: samples.mean,
    created_at: channel.createdAt,
    created_by: channel.createdBy,
    deleted_at: null,
  });
}

export async function findDerivedChannel(db: Db, recordingId: string, id: string): Promise<DerivedChannel | undefined> {
  const row = await present(db, recordingId).where({ id }).first();
  return row && toDerived(row);
}

export function listDerivedChannels(db: Db, recordingId: string, request: PageRequest): Promise<Page<DerivedChannel>> {
  return readPage<DerivedChannelRow, DerivedChannel>(present(db, recordingId), request, { columns: ['channel_index'], toItem: toDerived });
}

/** As channels of the recording, by index. */
export async function derivedChannelsOf(db: Db, recordingId: string): Promise<RecordingChannel[]> {
  return (await present(db, recordingId).orderBy('channel_index')).map(toChannel);
}

/** The highest index ever given, deleted channels included; -1 without any. */
export async function lastDerivedIndex(db: Db, recordingId: string): Promise<number> {
  const row: { last?: number | null } | undefined = await db('derived_channel')
    .where({ recording_id: recordingId })
    .max({ last: 'channel_index' })
    .first();
  return row?.last ?? -1;
}

/** The row stays, so that its index is never given again; false when somebody else was faster. */
export async function markDeleted(db: Db, id: string, at: string): Promise<boolean> {
  const row = { deleted_at: at, name_key: null };
  return (await db<DerivedChannelRow>('derived_channel').where({ id }).whereNull('deleted_at').update(row)) === 1;
}

export async function knowsDerivedFile(db: Db, sha256: string): Promise<boolean> {
  const row: unknown = await db('derived_channel').where({ series_sha256: sha256 }).whereNull('deleted_at').first('id');
  return Boolean(row);
}

/** The series files of a recording's computed channels. */
export async function derivedFilesOf(db: Db, recordingId: string): Promise<string[]> {
  return present(db, recordingId).pluck('series_sha256');
}

function present(db: Db, recordingId: string) {
  return db<DerivedChannelRow>('derived_channel').where({ recording_id: recordingId }).whereNull('deleted_at');
}

function toDerived(row: DerivedChannelRow): DerivedChannel {
  return {
    id: row.id,
    recordingId: row.recording_id,
    index: row.channel_index,
    name: row.name,
    unit: row.unit,
    expression: row.expression,
    sources: JSON.parse(row.sources),
    seriesSha256: row.series_sha256,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

function toChannel(row: DerivedChannelRow): RecordingChannel {
  return {
    index: row.channel_index,
    channelId: null,
    name: row.name,
    quantity: row.quantity,
    unit: row.unit,
    unitWritten: null,
    signal: null,
    // Alone in a series file of its own.
    timeBase: 0,
    position: 0,
    intervalMs: row.interval_ms,
    count: Number(row.sample_count),
    valid: Number(row.valid_count),
    min: row.min_value,
    max: row.max_value,
    mean: row.mean_value,
    derived: { id: row.id, expression: row.expression, seriesSha256: row.series_sha256 },
  };
}
