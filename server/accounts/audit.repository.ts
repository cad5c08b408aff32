import type { Db } from '../platform/database/database.ts';
import { readPage } from '../platform/database/page.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import type { AuditEvent } from './account.schema.ts';

interface AuditRow {
  id: string;
  at: string;
  actor: string;
  action: string;
  subject_type: string;
  subject_id: string | null;
  old_value: string | null;
  new_value: string | null;
  request_id: string | null;
}

export async function insertAuditEvent(db: Db, event: AuditEvent): Promise<void> {
  await db<AuditRow>('audit_event').insert({
    id: event.id,
    at: event.at,
    actor: event.actor,
    action: event.action,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    old_value: event.oldValue === null ? null : JSON.stringify(event.oldValue),
    new_value: event.newValue === null ? null : JSON.stringify(event.newValue),
    request_id: event.requestId,
  });
}

export function listAuditEvents(db: Db, request: PageRequest & { subjectId?: string }): Promise<Page<AuditEvent>> {
  const query = db<AuditRow>('audit_event');
  if (request.subjectId) void query.where({ subject_id: request.subjectId });
  return readPage<AuditRow, AuditEvent>(query, request, { columns: ['id'], descending: true, toItem: toEvent });
}

function toEvent(row: AuditRow): AuditEvent {
  return {
    id: row.id,
    at: row.at,
    actor: row.actor,
    action: row.action,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    oldValue: row.old_value === null ? null : JSON.parse(row.old_value),
    newValue: row.new_value === null ? null : JSON.parse(row.new_value),
    requestId: row.request_id,
  };
}

/** How often a person's password was refused since then. */
export async function countRefusals(db: Db, { userId, since }: { userId: string; since: string }): Promise<number> {
  const row = await db<AuditRow>('audit_event')
    .where({ subject_id: userId, action: 'password.refused' })
    .where('at', '>', since)
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
}
