import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Decision, DecisionWord } from './decision.schema.ts';
import type { PlantExperience } from './prior.science.ts';

interface Row {
  id: string;
  system_id: string;
  recording_id: string;
  fault_id: string;
  fault: string;
  confidence: number;
  decision: string;
  reason: string;
  created_at: string;
  created_by: string;
  withdrawn_at: string | null;
  withdrawn_by: string | null;
  withdrawn_reason: string | null;
}
type NamedRow = Row & { recording_name: string };

export async function insertDecision(db: Db, decision: Decision): Promise<void> {
  await db<Row>('finding_decision').insert({
    id: decision.id,
    system_id: decision.systemId,
    recording_id: decision.recordingId,
    fault_id: decision.faultId,
    fault: decision.fault,
    confidence: decision.confidence,
    decision: decision.decision,
    reason: decision.reason,
    created_at: decision.createdAt,
    created_by: decision.createdBy,
  });
}

function named(db: Db) {
  return db('finding_decision')
    .join('recording', 'recording.id', 'finding_decision.recording_id')
    .select('finding_decision.*', 'recording.name as recording_name');
}

export async function findDecision(db: Db, id: string): Promise<Decision | undefined> {
  const row: NamedRow | undefined = await named(db).where('finding_decision.id', id).first();
  return row && toDecision(row);
}

/** @returns false when it was withdrawn before */
export async function withdrawDecision(db: Db, id: string, { at, by, reason }: NonNullable<Decision['withdrawn']>): Promise<boolean> {
  const change = { withdrawn_at: at, withdrawn_by: by, withdrawn_reason: reason };
  return (await db<Row>('finding_decision').where({ id }).whereNull('withdrawn_at').update(change)) === 1;
}

export function listDecisions(db: Db, request: PageRequest & { systemId?: string; recordingId?: string }): Promise<Page<Decision>> {
  const query = named(db);
  if (request.systemId !== undefined) void query.where('finding_decision.system_id', request.systemId);
  if (request.recordingId !== undefined) void query.where('finding_decision.recording_id', request.recordingId);
  return readPage<NamedRow, Decision>(query, request, { columns: ['id'], table: 'finding_decision', descending: true, toItem: toDecision });
}

/** How often each fault of a system was confirmed and refuted by decisions in force. */
export async function readExperience(db: Db, systemId: string): Promise<Record<string, PlantExperience>> {
  const rows: { fault_id: string; decision: string; count: number | string }[] = await db('finding_decision')
    .where({ system_id: systemId })
    .whereNull('withdrawn_at')
    .whereIn('decision', ['confirmed', 'refuted'])
    .groupBy('fault_id', 'decision')
    .orderBy(['fault_id', 'decision'])
    .select('fault_id', 'decision')
    .count({ count: '*' });
  const found: Record<string, PlantExperience> = {};
  for (const { fault_id, decision, count } of rows) {
    const before = found[fault_id] ?? { confirmed: 0, refuted: 0 };
    found[fault_id] = { ...before, [decision]: Number(count) };
  }
  return found;
}

export async function deleteDecisionsOf(db: Db, recordingId: string): Promise<void> {
  await db<Row>('finding_decision').where({ recording_id: recordingId }).delete();
}

function toDecision(row: NamedRow): Decision {
  const { withdrawn_at: at, withdrawn_by: by, withdrawn_reason: reason } = row;
  return {
    id: row.id,
    systemId: row.system_id,
    recordingId: row.recording_id,
    recordingName: row.recording_name,
    faultId: row.fault_id,
    fault: row.fault,
    confidence: row.confidence,
    decision: row.decision as DecisionWord,
    reason: row.reason,
    createdAt: row.created_at,
    createdBy: row.created_by,
    withdrawn: at === null ? null : { at, by: by ?? '', reason: reason ?? '' },
  };
}
