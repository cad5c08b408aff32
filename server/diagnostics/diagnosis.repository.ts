import type { Db } from '../platform/database/database.ts';
import { readPage } from '../platform/database/page.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import { newId } from '../platform/ids.ts';
import { deleteDecisionsOf } from './decisions/decision.repository.ts';
import type { Diagnosis, FindingRow } from './diagnosis.schema.ts';
import type { DiagnosisBasis } from './diagnosis-basis.ts';
import { deleteGradesOf, insertGrades } from './outlooks/component-grade.repository.ts';
import { deleteIndicatorValuesOf, insertIndicatorValues } from './outlooks/indicator-value.repository.ts';
import { deleteItemsOf } from './reevaluations/reevaluation.repository.ts';

interface DiagnosisRow {
  id: string;
  recording_id: string;
  is_newest: number | boolean;
  result: string;
  result_sha256: string;
  engine_version: string;
  catalogue_version: string;
  operating_point: string | null;
  basis: string | null;
  verdict_state: string;
  verdict_sentence: string;
  created_at: string;
  created_by: string;
}
interface FindingTableRow {
  id: string;
  diagnosis_id: string;
  recording_id: string;
  system_id: string;
  is_newest: number | boolean;
  fault_id: string;
  fault: string;
  confidence: number;
  severity: number;
  grade: string;
  sentence: string;
  created_at: string;
}

/** Stores a diagnosis as the newest of its recording; older ones stay, marked as such. */
export async function insertDiagnosis(
  db: Db,
  diagnosis: Diagnosis,
  { systemId, basis }: { systemId: string; basis: DiagnosisBasis | null },
): Promise<void> {
  const { id, recordingId, result } = diagnosis;
  await db<DiagnosisRow>('diagnosis').where({ recording_id: recordingId, is_newest: true }).update({ is_newest: false });
  await db<FindingTableRow>('finding').where({ recording_id: recordingId, is_newest: true }).update({ is_newest: false });
  await db<DiagnosisRow>('diagnosis').insert({
    id,
    recording_id: recordingId,
    is_newest: true,
    result: JSON.stringify(result),
    result_sha256: diagnosis.resultSha256,
    engine_version: result.engineVersion,
    catalogue_version: result.catalogueVersion,
    operating_point: result.operatingPoint === undefined ? null : JSON.stringify(result.operatingPoint),
    basis: basis && JSON.stringify(basis),
    verdict_state: result.verdict.state,
    verdict_sentence: result.verdict.sentence,
    created_at: diagnosis.createdAt,
    created_by: diagnosis.createdBy,
  });
  const rows = result.findings.map((finding) => ({
    id: newId(),
    diagnosis_id: id,
    recording_id: recordingId,
    system_id: systemId,
    is_newest: true,
    fault_id: finding.faultId,
    fault: finding.fault,
    confidence: finding.confidence,
    severity: finding.severity,
    grade: finding.grade,
    sentence: finding.sentence,
    created_at: diagnosis.createdAt,
  }));
  await db.batchInsert('finding', rows, 50);
  const found = { diagnosisId: id, recordingId, systemId, indicators: result.indicators, findings: result.findings };
  await insertIndicatorValues(db, found);
  await insertGrades(db, found);
}

export async function findNewestDiagnosis(db: Db, recordingId: string): Promise<Diagnosis | undefined> {
  const row = await db<DiagnosisRow>('diagnosis').where({ recording_id: recordingId, is_newest: true }).orderBy('id', 'desc').first();
  return (
    row && {
      id: row.id,
      recordingId: row.recording_id,
      resultSha256: row.result_sha256,
      createdAt: row.created_at,
      createdBy: row.created_by,
      result: JSON.parse(row.result),
    }
  );
}

export function listFindings(db: Db, request: PageRequest & { systemId?: string }): Promise<Page<FindingRow>> {
  const query = db('finding')
    .join('recording', 'recording.id', 'finding.recording_id')
    .join('hydraulic_system', 'hydraulic_system.id', 'finding.system_id')
    .where('finding.is_newest', true)
    .select('finding.*', 'recording.name as recording_name', 'hydraulic_system.name as system_name');
  if (request.systemId) void query.where('finding.system_id', request.systemId);
  return readPage<FindingTableRow & { recording_name: string; system_name: string }, FindingRow>(query, request, {
    columns: ['id'],
    table: 'finding',
    descending: true,
    toItem: (row) => ({
      id: row.id,
      diagnosisId: row.diagnosis_id,
      recordingId: row.recording_id,
      systemId: row.system_id,
      systemName: row.system_name,
      recordingName: row.recording_name,
      faultId: row.fault_id,
      fault: row.fault,
      confidence: row.confidence,
      severity: row.severity,
      grade: row.grade,
      sentence: row.sentence,
      createdAt: row.created_at,
    }),
  });
}

/** A removed recording takes its diagnoses along; the audit trail keeps that they existed. */
export async function deleteDiagnosesOf(db: Db, recordingId: string): Promise<void> {
  await deleteDecisionsOf(db, recordingId);
  await deleteIndicatorValuesOf(db, recordingId);
  await deleteGradesOf(db, recordingId);
  await deleteItemsOf(db, recordingId);
  await db<FindingTableRow>('finding').where({ recording_id: recordingId }).delete();
  await db<DiagnosisRow>('diagnosis').where({ recording_id: recordingId }).delete();
}
