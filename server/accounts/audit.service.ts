import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import { newId } from '../platform/ids.ts';
import type { AuditEvent } from './account.schema.ts';
import type { Actor } from './actor.ts';
import { insertAuditEvent, listAuditEvents } from './audit.repository.ts';

export interface AuditEntry {
  readonly actor: Actor;
  /** `<noun>.<past participle>`, for example `system.created`. */
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string | null;
  readonly oldValue?: unknown;
  readonly newValue?: unknown;
}

/** The trail of who changed what. `record` takes the transaction of the change: both happen or neither. */
export interface AuditTrail {
  record(trx: Db, entry: AuditEntry): Promise<void>;
  list(request: PageRequest & { subjectId?: string }): Promise<Page<AuditEvent>>;
}

export function createAuditTrail({ db, now }: { db: Db; now: Clock }): AuditTrail {
  return {
    record: (trx, { actor, action, subjectType, subjectId, oldValue, newValue }) =>
      insertAuditEvent(trx, {
        id: newId(),
        at: now().toISOString(),
        actor: actor.name,
        action,
        subjectType,
        subjectId,
        oldValue: oldValue ?? null,
        newValue: newValue ?? null,
        requestId: actor.requestId,
      }),
    list: (request) => listAuditEvents(db, request),
  };
}
