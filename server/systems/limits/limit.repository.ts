import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Limit, LimitState } from './limit.schema.ts';

interface Row {
  id: string;
  system_id: string;
  subject_type: Limit['subjectType'];
  subject: string;
  /** Name of the operating point; empty: everywhere. */
  operating_point: string;
  version: number;
  state: LimitState;
  is_retirement: number | boolean;
  content: string;
  reason: string;
  proposed_at: string;
  proposed_by: string;
  decided_at: string | null;
  decided_by: string | null;
  decision_reason: string | null;
  has_second_person: number | boolean | null;
}
type Content = Pick<
  Limit,
  | 'unit'
  | 'operatingPoint'
  | 'warningLow'
  | 'warningHigh'
  | 'alarmLow'
  | 'alarmHigh'
  | 'healthy'
  | 'deadband'
  | 'delay'
  | 'conditions'
  | 'source'
>;
const table = 'limit_version';

/** Which limit versions belong together: one after the other in the same place. */
export type LimitKey = Pick<Limit, 'systemId' | 'subjectType' | 'subject' | 'operatingPoint'>;
const whereKey = ({ systemId, subjectType, subject, operatingPoint }: LimitKey) => ({
  system_id: systemId,
  subject_type: subjectType,
  subject,
  operating_point: operatingPoint?.name ?? '',
});

export async function insertLimit(db: Db, limit: Limit): Promise<void> {
  const { unit, operatingPoint, warningLow, warningHigh, alarmLow, alarmHigh, healthy, deadband, delay, conditions, source } = limit;
  const content: Content = {
    unit,
    operatingPoint,
    warningLow,
    warningHigh,
    alarmLow,
    alarmHigh,
    healthy,
    deadband,
    delay,
    conditions,
    source,
  };
  await db<Row>(table).insert({
    ...whereKey(limit),
    id: limit.id,
    version: limit.version,
    state: limit.state,
    is_retirement: limit.isRetirement,
    content: JSON.stringify(content),
    reason: limit.reason,
    proposed_at: limit.proposedAt,
    proposed_by: limit.proposedBy,
    decided_at: limit.decidedAt,
    decided_by: limit.decidedBy,
    decision_reason: limit.decisionReason,
    has_second_person: limit.hasSecondPerson,
  });
}

export async function findLimit(db: Db, id: string): Promise<Limit | undefined> {
  const row = await db<Row>(table).where({ id }).first();
  return row && toLimit(row);
}

/** The newest version of a limit, whatever became of it. */
export async function findNewestLimit(db: Db, key: LimitKey): Promise<Limit | undefined> {
  const row = await db<Row>(table).where(whereKey(key)).orderBy('version', 'desc').first();
  return row && toLimit(row);
}

export async function findApprovedLimit(db: Db, key: LimitKey): Promise<Limit | undefined> {
  const row = await db<Row>(table)
    .where({ ...whereKey(key), state: 'approved' })
    .first();
  return row && toLimit(row);
}

/** @returns false when it was no longer in the state `from` */
export async function updateLimitState(db: Db, limit: Limit, from: LimitState): Promise<boolean> {
  const change = {
    state: limit.state,
    decided_at: limit.decidedAt,
    decided_by: limit.decidedBy,
    decision_reason: limit.decisionReason,
    has_second_person: limit.hasSecondPerson,
  };
  return (await db<Row>(table).where({ id: limit.id, state: from }).update(change)) === 1;
}

/** The approved limits of a system, the last approved first; a retired one is none. */
export async function limitsInForce(db: Db, systemId: string): Promise<Limit[]> {
  const rows = await db<Row>(table)
    .where({ system_id: systemId, state: 'approved', is_retirement: false })
    .orderBy([
      { column: 'decided_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ]);
  return rows.map(toLimit);
}

export function listLimits(
  db: Db,
  systemId: string,
  request: PageRequest & { state?: LimitState; subject?: string },
): Promise<Page<Limit>> {
  const query = db<Row>(table).where({ system_id: systemId });
  if (request.state !== undefined) void query.where({ state: request.state });
  if (request.subject !== undefined) void query.where({ subject: request.subject });
  return readPage<Row, Limit>(query, request, { columns: ['id'], descending: true, toItem: toLimit });
}

function toLimit(row: Row): Limit {
  const content = JSON.parse(row.content) as Content;
  return {
    id: row.id,
    systemId: row.system_id,
    subjectType: row.subject_type,
    subject: row.subject,
    version: row.version,
    state: row.state,
    isRetirement: Boolean(row.is_retirement),
    ...content,
    // Written before healthy values were kept.
    healthy: content.healthy ?? null,
    reason: row.reason,
    proposedAt: row.proposed_at,
    proposedBy: row.proposed_by,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
    hasSecondPerson: row.has_second_person === null ? null : Boolean(row.has_second_person),
  };
}
