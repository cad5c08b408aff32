import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Annotation } from './annotation.schema.ts';

interface AnnotationRow {
  id: string;
  recording_id: string;
  channel_index: number | null;
  from_ms: number;
  to_ms: number | null;
  text: string;
  tags: string;
  in_report: number | boolean;
  version: number;
  created_at: string;
  created_by: string;
  updated_at: string;
}

export interface AnnotationFilter {
  readonly tag?: string;
  readonly inReport?: boolean;
}

export async function insertAnnotation(db: Db, annotation: Annotation): Promise<void> {
  await db<AnnotationRow>('annotation').insert(toRow(annotation));
}

export async function findAnnotation(db: Db, recordingId: string, id: string): Promise<Annotation | undefined> {
  const row = await db<AnnotationRow>('annotation').where({ id, recording_id: recordingId }).first();
  return row && toAnnotation(row);
}

/** Writes the annotation over the given version; false when that is not the version any more. */
export async function updateAnnotation(db: Db, annotation: Annotation, before: number): Promise<boolean> {
  const { id, ...rest } = toRow(annotation);
  return (await db<AnnotationRow>('annotation').where({ id, version: before }).update(rest)) === 1;
}

export async function deleteAnnotation(db: Db, id: string, version: number): Promise<boolean> {
  return (await db<AnnotationRow>('annotation').where({ id, version }).delete()) === 1;
}

export function listAnnotations(db: Db, recordingId: string, request: PageRequest & AnnotationFilter): Promise<Page<Annotation>> {
  const query = db<AnnotationRow>('annotation').where({ recording_id: recordingId });
  if (request.inReport !== undefined) void query.where({ in_report: request.inReport });
  // Tags are a JSON list: a tag stands in it as a JSON text. The backslash is LIKE's escape on both databases when it is named.
  if (request.tag !== undefined) void query.whereRaw("tags LIKE ? ESCAPE '\\'", [`%${escapeLike(JSON.stringify(request.tag))}%`]);
  return readPage<AnnotationRow, Annotation>(query, request, { columns: ['from_ms', 'id'], toItem: toAnnotation });
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}

function toRow(a: Annotation): AnnotationRow {
  return {
    id: a.id,
    recording_id: a.recordingId,
    channel_index: a.channel,
    from_ms: a.fromMs,
    to_ms: a.toMs,
    text: a.text,
    tags: JSON.stringify(a.tags),
    in_report: a.inReport,
    version: a.version,
    created_at: a.createdAt,
    created_by: a.createdBy,
    updated_at: a.updatedAt,
  };
}

function toAnnotation(row: AnnotationRow): Annotation {
  return {
    id: row.id,
    recordingId: row.recording_id,
    channel: row.channel_index,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    text: row.text,
    tags: JSON.parse(row.tags),
    inReport: Boolean(row.in_report),
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
