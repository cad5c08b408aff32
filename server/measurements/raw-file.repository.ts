import type { Db } from '../platform/database/database.ts';
import type { RawFile } from './recording.schema.ts';

interface RawFileRow {
  sha256: string;
  name: string;
  bytes: number | string;
  created_at: string;
  created_by: string;
}

/** Remembers a file; the same bytes handed in again keep their first entry. */
export async function insertRawFile(db: Db, file: RawFile, createdBy: string): Promise<void> {
  await db<RawFileRow>('raw_file')
    .insert({ sha256: file.sha256, name: file.name, bytes: file.bytes, created_at: file.createdAt, created_by: createdBy })
    .onConflict('sha256')
    .ignore();
}

export async function findRawFile(db: Db, sha256: string): Promise<RawFile | undefined> {
  const row = await db<RawFileRow>('raw_file').where({ sha256 }).first();
  return row && toRawFile(row);
}

/** The raw files of a recording, under the names they had when they were imported. */
export async function rawFilesOf(db: Db, recordingId: string): Promise<RawFile[]> {
  const rows: (RawFileRow & { imported_name: string })[] = await db('recording_file')
    .join('raw_file', 'raw_file.sha256', 'recording_file.sha256')
    .where('recording_file.recording_id', recordingId)
    .orderBy('recording_file.position')
    .select('raw_file.*', 'recording_file.name as imported_name');
  return rows.map((row) => ({ ...toRawFile(row), name: row.imported_name }));
}

function toRawFile(row: RawFileRow): RawFile {
  return { sha256: row.sha256, name: row.name, bytes: Number(row.bytes), createdAt: row.created_at };
}
