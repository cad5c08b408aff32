import type { Db } from '../platform/database/database.ts';
import { readPage } from '../platform/database/page.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import type { RawFile } from './recording.schema.ts';
import type { FileKind, FileState, ScanState } from './uploads/file-kind.schema.ts';

interface RawFileRow {
  sha256: string;
  name: string;
  bytes: number | string;
  kind: FileKind;
  state: FileState;
  scan: ScanState;
  reason: string | null;
  created_at: string;
  created_by: string;
}

/**
 * Remembers a file and what was found out about it. The same bytes handed in again keep their first name; only what is now known better
 * changes: nothing that was accepted goes back to waiting, and a virus found later counts.
 * @returns what is remembered, and whether that is news
 */
export async function saveRawFile(db: Db, file: RawFile, createdBy: string): Promise<{ file: RawFile; isNews: boolean }> {
  const known = await findRawFile(db, file.sha256);
  const found = { kind: file.kind, state: file.state, scan: file.scan, reason: file.reason };
  if (!known) {
    const row = { ...found, sha256: file.sha256, name: file.name, bytes: file.bytes, created_at: file.createdAt, created_by: createdBy };
    await db<RawFileRow>('raw_file').insert(row).onConflict('sha256').merge(['kind', 'state', 'scan', 'reason']);
    return { file, isNews: true };
  }
  const isWorse = known.state === 'accepted' && (file.state === 'quarantined' || (known.scan === 'clean' && file.scan === 'unscanned'));
  const isSame = known.state === file.state && known.scan === file.scan && known.reason === file.reason;
  if (isWorse || isSame) return { file: known, isNews: false };
  await db<RawFileRow>('raw_file').where({ sha256: file.sha256 }).update(found);
  return { file: { ...known, ...found }, isNews: true };
}

export async function findRawFile(db: Db, sha256: string): Promise<RawFile | undefined> {
  const row = await db<RawFileRow>('raw_file').where({ sha256 }).first();
  return row && toRawFile(row);
}

export function listRawFiles(db: Db, request: PageRequest & { state?: FileState }): Promise<Page<RawFile>> {
  const query = db<RawFileRow>('raw_file');
  if (request.state) void query.where({ state: request.state });
  return readPage<RawFileRow, RawFile>(query, request, { columns: ['sha256'], toItem: toRawFile });
}

export async function isInRecording(db: Db, sha256: string): Promise<boolean> {
  return (await db('recording_file').where({ sha256 }).first('sha256')) !== undefined;
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
  const { sha256, name, kind, state, scan, reason } = row;
  return { sha256, name, bytes: Number(row.bytes), kind, state, scan, reason, createdAt: row.created_at };
}
