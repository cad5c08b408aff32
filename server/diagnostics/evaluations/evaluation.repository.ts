import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Diagnosis } from '../diagnosis.schema.ts';
import type { DiagnosisBasis } from '../diagnosis-basis.ts';
import type { Evaluation } from './evaluation.schema.ts';
import { verdictWords } from './verdict-words.ts';

interface Row {
  id: string;
  recording_id: string;
  is_newest: number | boolean;
  engine_version: string;
  catalogue_version: string;
  result_sha256: string;
  basis: string | null;
  result: string;
  created_at: string;
  created_by: string;
}

const shown = [
  ...['id', 'recording_id', 'is_newest', 'engine_version', 'catalogue_version', 'result_sha256', 'basis'],
  ...['result', 'created_at', 'created_by'],
];

export function listEvaluations(db: Db, recordingId: string, request: PageRequest): Promise<Page<Evaluation>> {
  const query = db<Row>('diagnosis').where({ recording_id: recordingId }).select(shown);
  return readPage<Row, Evaluation>(query, request, { columns: ['id'], descending: true, toItem });
}

/** A diagnosis with its place in the list and its inputs; undefined when there is none of this id. */
export async function findEvaluation(db: Db, id: string): Promise<{ evaluation: Evaluation; diagnosis: Diagnosis } | undefined> {
  const row = await db<Row>('diagnosis').where({ id }).first();
  return row && { evaluation: toItem(row), diagnosis: toDiagnosis(row) };
}

/** The newest diagnosis of a recording with what it was made from. */
export async function findNewestEvaluation(
  db: Db,
  recordingId: string,
): Promise<{ diagnosis: Diagnosis; basis: DiagnosisBasis | null } | undefined> {
  const row = await db<Row>('diagnosis').where({ recording_id: recordingId, is_newest: true }).orderBy('id', 'desc').first();
  return row && { diagnosis: toDiagnosis(row), basis: toItem(row).basis };
}

function toDiagnosis(row: Row): Diagnosis {
  const { id, recording_id: recordingId, result_sha256: resultSha256, created_at: createdAt, created_by: createdBy } = row;
  return { id, recordingId, resultSha256, createdAt, createdBy, result: JSON.parse(row.result) };
}

function toItem(row: Row): Evaluation {
  return {
    id: row.id,
    recordingId: row.recording_id,
    isNewest: Boolean(row.is_newest),
    engineVersion: row.engine_version,
    catalogueVersion: row.catalogue_version,
    resultSha256: row.result_sha256,
    basis: row.basis === null ? null : JSON.parse(row.basis),
    verdict: verdictWords(JSON.parse(row.result)),
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}
