import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Upload } from './upload.schema.ts';

interface UploadRow {
  id: string;
  name: string;
  bytes: number | string | null;
  source_path: string | null;
  sha256: string | null;
  created_by: string;
  created_at: string;
  expires_at: string;
}

/** An upload as the server knows it; the path and the owner are nobody else's business. */
export interface OpenUpload extends Upload {
  readonly createdBy: string;
  /** A file of this computer that is still to be copied. */
  readonly sourcePath: string | null;
  /** Known once the bytes have been hashed. */
  readonly sha256: string | null;
}

export async function insertUpload(db: Db, upload: OpenUpload): Promise<void> {
  await db<UploadRow>('upload').insert({
    id: upload.id,
    name: upload.name,
    bytes: upload.bytes,
    source_path: upload.sourcePath,
    sha256: upload.sha256,
    created_by: upload.createdBy,
    created_at: upload.createdAt,
    expires_at: upload.expiresAt,
  });
}

export async function findUpload(db: Db, id: string): Promise<OpenUpload | undefined> {
  const row = await db<UploadRow>('upload').where({ id }).first();
  return row && toUpload(row);
}

export async function findUploads(db: Db, ids: readonly string[]): Promise<OpenUpload[]> {
  return (await db<UploadRow>('upload').whereIn('id', [...ids])).map(toUpload);
}

export async function updateUpload(db: Db, id: string, change: { bytes?: number; sha256?: string; expiresAt?: string }): Promise<void> {
  await db<UploadRow>('upload')
    .where({ id })
    .update({
      ...(change.bytes === undefined ? {} : { bytes: change.bytes }),
      ...(change.sha256 === undefined ? {} : { sha256: change.sha256 }),
      ...(change.expiresAt === undefined ? {} : { expires_at: change.expiresAt }),
    });
}

export async function deleteUpload(db: Db, id: string): Promise<void> {
  await db<UploadRow>('upload').where({ id }).delete();
}

export async function countUploads(db: Db, createdBy: string): Promise<number> {
  const [row] = (await db('upload').where({ created_by: createdBy }).count({ n: '*' })) as { n: number | string }[];
  return Number(row?.n ?? 0);
}

export async function listUploads(db: Db, request: PageRequest & { createdBy: string }): Promise<Page<Upload>> {
  const query = db<UploadRow>('upload').where({ created_by: request.createdBy });
  return readPage<UploadRow, Upload>(query, request, {
    columns: ['id'],
    descending: true,
    toItem: (row) => {
      const { id, name, bytes, createdAt, expiresAt } = toUpload(row);
      return { id, name, bytes, createdAt, expiresAt };
    },
  });
}

export async function expiredUploads(db: Db, now: string, limit: number): Promise<string[]> {
  return db<UploadRow>('upload').where('expires_at', '<', now).orderBy('expires_at').limit(limit).pluck('id');
}

function toUpload(row: UploadRow): OpenUpload {
  return {
    id: row.id,
    name: row.name,
    bytes: row.bytes === null ? null : Number(row.bytes),
    sourcePath: row.source_path,
    sha256: row.sha256,
    createdBy: row.created_by,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  };
}
