import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { RetentionPolicy, StorageUse } from './retention.schema.ts';

interface PolicyRow {
  system_id: string;
  keep_days: number | null;
  allows_removal: number | boolean;
  version: number;
  updated_at: string;
  updated_by: string;
}
interface SystemRow {
  id: string;
  name: string;
}
interface RecordingTotals {
  system_id: string;
  recordings: number | string;
  samples: number | string | null;
  series_bytes: number | string | null;
  oldest_at: string;
  newest_at: string;
}
/** A recording as far as its removal is concerned. */
export interface AgedRecording {
  readonly id: string;
  readonly systemId: string;
  readonly name: string;
  readonly createdAt: string;
  readonly seriesSha256: string;
  readonly seriesBytes: number;
  readonly rejectedSha256: string | null;
}
interface RecordingRow {
  id: string;
  system_id: string;
  name: string;
  created_at: string;
  series_sha256: string;
  series_bytes: number | string;
  rejected_sha256: string | null;
}

export async function findPolicy(db: Db, systemId: string): Promise<RetentionPolicy | undefined> {
  const row = await db<PolicyRow>('retention_policy').where({ system_id: systemId }).first();
  return row && toPolicy(row);
}

/** Writes the policy only if nobody else changed it meanwhile. Returns whether it did. */
export async function savePolicy(db: Db, systemId: string, policy: RetentionPolicy): Promise<boolean> {
  const row = {
    keep_days: policy.keepDays,
    allows_removal: policy.allowsRemoval,
    version: policy.version,
    updated_at: policy.updatedAt ?? '',
    updated_by: policy.updatedBy ?? '',
  };
  if (policy.version > 1) {
    return (
      (await db<PolicyRow>('retention_policy')
        .where({ system_id: systemId, version: policy.version - 1 })
        .update(row)) === 1
    );
  }
  await db<PolicyRow>('retention_policy')
    .insert({ system_id: systemId, ...row })
    .onConflict('system_id')
    .ignore();
  const kept = await db<PolicyRow>('retention_policy').where({ system_id: systemId }).first();
  return kept?.version === 1 && kept.updated_at === row.updated_at && kept.updated_by === row.updated_by;
}

/** Systems whose policy lets recordings go after a time. */
export async function systemsWithTerm(db: Db): Promise<{ systemId: string; keepDays: number }[]> {
  const rows = await db<PolicyRow>('retention_policy').whereNotNull('keep_days').select('system_id', 'keep_days');
  return rows.map((row) => ({ systemId: row.system_id, keepDays: row.keep_days ?? 0 }));
}

export async function listStorageUse(db: Db, request: PageRequest): Promise<Page<StorageUse>> {
  const page = await readPage<SystemRow, SystemRow>(db<SystemRow>('hydraulic_system').select('id', 'name'), request, {
    columns: ['id'],
    toItem: (row) => row,
  });
  const ids = page.items.map((system) => system.id);
  const totals = new Map((await totalsOf(db, ids)).map((row) => [row.system_id, row]));
  const raw = await rawBytesOf(db, ids);
  const derived = await derivedBytesOf(db, ids);
  const policies = await db<PolicyRow>('retention_policy').whereIn('system_id', ids);
  const items = page.items.map(({ id, name }) => {
    const total = totals.get(id);
    return {
      systemId: id,
      systemName: name,
      recordings: Number(total?.recordings ?? 0),
      samples: Number(total?.samples ?? 0),
      rawBytes: raw.get(id) ?? 0,
      seriesBytes: Number(total?.series_bytes ?? 0) + (derived.get(id) ?? 0),
      oldestAt: total?.oldest_at ?? null,
      newestAt: total?.newest_at ?? null,
      keepDays: policies.find((policy) => policy.system_id === id)?.keep_days ?? null,
    };
  });
  return { ...page, items };
}

function totalsOf(db: Db, systemIds: readonly string[]): Promise<RecordingTotals[]> {
  return db('recording')
    .whereIn('system_id', systemIds)
    .groupBy('system_id')
    .select('system_id')
    .count({ recordings: '*' })
    .sum({ samples: 'sample_count', series_bytes: 'series_bytes' })
    .min({ oldest_at: 'created_at' })
    .max({ newest_at: 'created_at' }) as unknown as Promise<RecordingTotals[]>;
}

/** Two recordings of a system can rest on the same file: it lies on the disk once. */
async function rawBytesOf(db: Db, systemIds: readonly string[]): Promise<Map<string, number>> {
  const rows: { system_id: string; bytes: number | string }[] = await db('recording_file')
    .join('recording', 'recording.id', 'recording_file.recording_id')
    .join('raw_file', 'raw_file.sha256', 'recording_file.sha256')
    .whereIn('recording.system_id', systemIds)
    .distinct('recording.system_id', 'raw_file.sha256', 'raw_file.bytes');
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row.system_id, (sums.get(row.system_id) ?? 0) + Number(row.bytes));
  return sums;
}

/** Series files of derived channels; a deleted one takes nothing any more. */
async function derivedBytesOf(db: Db, systemIds: readonly string[]): Promise<Map<string, number>> {
  const rows: { system_id: string; bytes: number | string }[] = await db('derived_channel')
    .join('recording', 'recording.id', 'derived_channel.recording_id')
    .whereIn('recording.system_id', systemIds)
    .whereNull('derived_channel.deleted_at')
    .groupBy('recording.system_id')
    .select('recording.system_id')
    .sum({ bytes: 'derived_channel.series_bytes' });
  return new Map(rows.map((row) => [row.system_id, Number(row.bytes)]));
}

export function listRecordingsBefore(db: Db, systemId: string, before: string, request: PageRequest): Promise<Page<AgedRecording>> {
  const query = db<RecordingRow>('recording').where({ system_id: systemId }).where('created_at', '<', before);
  return readPage<RecordingRow, AgedRecording>(query, request, { columns: ['id'], toItem: toAged });
}

export async function findAgedRecording(db: Db, id: string): Promise<AgedRecording | undefined> {
  const row = await db<RecordingRow>('recording').where({ id }).first();
  return row && toAged(row);
}

/** Deletes the rows of a recording; its channels and file list go with it. Returns the raw files it rested on. */
export async function deleteRecording(db: Db, id: string): Promise<string[]> {
  const hashes: string[] = await db('recording_file').where({ recording_id: id }).pluck('sha256');
  await db('recording').where({ id }).delete();
  return hashes;
}

/** Forgets a raw file unless another recording rests on it. */
export async function forgetRawFile(db: Db, sha256: string): Promise<void> {
  await db('raw_file')
    .where({ sha256 })
    .whereNotExists((query) => void query.select('recording_id').from('recording_file').where({ sha256 }))
    .delete();
}

function toPolicy(row: PolicyRow): RetentionPolicy {
  return {
    keepDays: row.keep_days,
    allowsRemoval: Boolean(row.allows_removal),
    version: row.version,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  };
}

function toAged(row: RecordingRow): AgedRecording {
  return {
    id: row.id,
    systemId: row.system_id,
    name: row.name,
    createdAt: row.created_at,
    seriesSha256: row.series_sha256,
    seriesBytes: Number(row.series_bytes),
    rejectedSha256: row.rejected_sha256,
  };
}
