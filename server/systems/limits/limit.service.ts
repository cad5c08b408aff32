import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { SecondPersonRule } from '../../accounts/second-person.service.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { OperatingPointService } from '../operating-points/operating-point.service.ts';
import type { SystemService } from '../system.service.ts';
import { findApprovedLimit, findLimit, findNewestLimit, insertLimit, listLimits, updateLimitState } from './limit.repository.ts';
import type { Limit, LimitDecision, LimitState, NewLimit } from './limit.schema.ts';
import { assertLimit, assertSubject, type KnownIndicators } from './limit-rules.ts';

export interface LimitService {
  list(systemId: string, request: PageRequest & { state?: LimitState; subject?: string }): Promise<Page<Limit>>;
  /** @throws Problem `limit-proposal-open`, `limit-unchanged`, `limit-point-differs` and those of limit-rules.ts */
  propose(systemId: string, input: NewLimit, actor: Actor): Promise<Limit>;
  /** Inserts proposals within the transaction of what derived them; those with an open proposal already are left out and returned. */
  proposeWithin(trx: Db, systemId: string, proposals: readonly NewLimit[], actor: Actor): Promise<{ made: Limit[]; open: Limit[] }>;
  /** @throws Problem `limit-not-in-force`, `limit-proposal-open` */
  proposeRetirement(id: string, reason: string, actor: Actor): Promise<Limit>;
  /** @throws Problem `limit-not-found`, `limit-decided`, `own-proposal`, `second-person-missing` */
  decide(id: string, decision: LimitDecision, actor: Actor): Promise<Limit>;
  /** @throws Problem `limit-not-found`, `limit-decided`, `proposal-of-another` */
  withdraw(id: string, reason: string, actor: Actor): Promise<Limit>;
  /** A limit that comes with the simulated plant the product itself builds: no person approved it, and it says so. */
  install(systemId: string, input: NewLimit, actor: Actor): Promise<Limit>;
}

interface Deps {
  readonly db: Db;
  readonly now: Clock;
  readonly audit: AuditTrail;
  readonly systems: SystemService;
  readonly operatingPoints: Pick<OperatingPointService, 'assertSame'>;
  readonly secondPerson: SecondPersonRule;
  readonly indicators: KnownIndicators;
}

/** Limits are proposed by one person and approved by another; what was approved before is superseded and stays readable. */
export function createLimitService({ db, now, audit, systems, operatingPoints, secondPerson, indicators }: Deps): LimitService {
  const record = (trx: Db, what: { actor: Actor; action: string; before?: Limit | undefined; after: Limit }) =>
    audit.record(trx, {
      actor: what.actor,
      action: `limit.${what.action}`,
      subjectType: 'limit',
      subjectId: what.after.id,
      oldValue: what.before,
      newValue: what.after,
    });

  async function draft(systemId: string, input: NewLimit, actor: Actor): Promise<Limit> {
    const { channels } = await systems.getDetail(systemId);
    const limit = toDraft(systemId, input, { at: now().toISOString(), by: actor.name });
    assertLimit(limit);
    assertSubject(limit, { channels, indicators });
    if (limit.operatingPoint) await operatingPoints.assertSame(systemId, limit.operatingPoint);
    return limit;
  }

  /** As the next version; undefined when a proposal for the same place is open. */
  async function insert(trx: Db, limit: Limit, actor: Actor): Promise<Limit | undefined> {
    const newest = await findNewestLimit(trx, limit);
    if (newest?.state === 'proposed') return undefined;
    const made = { ...limit, version: (newest?.version ?? 0) + 1 };
    const before = await findApprovedLimit(trx, limit);
    await insertLimit(trx, made);
    await record(trx, { actor, action: made.isRetirement ? 'retirement-proposed' : 'proposed', before, after: made });
    return made;
  }

  async function insertOrRefuse(limit: Limit, actor: Actor): Promise<Limit> {
    const made = await db
      .transaction((trx) => insert(trx, limit, actor))
      .catch((error: unknown) => {
        if (isUniqueViolation(error)) return undefined;
        throw error;
      });
    if (made) return made;
    throw new Problem('limit-proposal-open', 409, 'A proposal for this limit waits for a decision', {
      detail: 'Approve, reject or withdraw it first; then propose again.',
    });
  }

  async function getProposed(id: string): Promise<Limit> {
    const limit = await findLimit(db, id);
    if (!limit) throw new Problem('limit-not-found', 404, 'There is no such limit', { detail: 'List the limits of the system.' });
    if (limit.state !== 'proposed') throw decidedBefore(limit);
    return limit;
  }

  /** Closes a proposal; an approved one takes the place of the version in force. */
  async function close(before: Limit, after: Limit, actor: Actor): Promise<Limit> {
    await db.transaction(async (trx) => {
      const inForce = after.state === 'approved' ? await findApprovedLimit(trx, before) : undefined;
      if (inForce) await updateLimitState(trx, { ...inForce, state: 'superseded' }, 'approved');
      if (!(await updateLimitState(trx, after, 'proposed'))) throw decidedBefore(before);
      await record(trx, { actor, action: after.state, before: inForce ?? before, after });
    });
    return after;
  }

  const closing = (state: LimitState, reason: string, actor: Actor) => ({
    state,
    decidedAt: now().toISOString(),
    decidedBy: actor.name,
    decisionReason: reason.trim(),
  });

  return {
    async list(systemId, request) {
      await systems.getDetail(systemId);
      return listLimits(db, systemId, request);
    },
    async propose(systemId, input, actor) {
      return insertOrRefuse(await draft(systemId, input, actor), actor);
    },
    async proposeWithin(trx, systemId, proposals, actor) {
      const made: Limit[] = [];
      const open: Limit[] = [];
      for (const input of proposals) {
        const limit = toDraft(systemId, input, { at: now().toISOString(), by: actor.name });
        assertLimit(limit);
        const inserted = await insert(trx, limit, actor);
        if (inserted) made.push(inserted);
        else open.push(limit);
      }
      return { made, open };
    },
    async proposeRetirement(id, reason, actor) {
      const limit = await findLimit(db, id);
      if (limit?.state !== 'approved' || limit.isRetirement)
        throw new Problem('limit-not-in-force', 409, 'Only a limit in force can be ended', { detail: 'List the limits of the system.' });
      const words = { reason: reason.trim(), proposedAt: now().toISOString(), proposedBy: actor.name };
      return insertOrRefuse({ ...limit, ...undecided, ...words, id: newId(), isRetirement: true }, actor);
    },
    async decide(id, { decision, reason, isAloneAccepted = false }, actor) {
      const before = await getProposed(id);
      const { proposedBy } = before;
      const { hasSecondPerson } =
        decision === 'approved'
          ? await secondPerson.check({ proposedBy, actor, permission: 'limits:approve', isAloneAccepted })
          : { hasSecondPerson: null };
      return close(before, { ...before, ...closing(decision, reason, actor), hasSecondPerson }, actor);
    },
    async withdraw(id, reason, actor) {
      const before = await getProposed(id);
      if (before.proposedBy !== actor.name)
        throw new Problem('proposal-of-another', 409, 'Only its author can take a proposal back', {
          detail: `${before.proposedBy} proposed it. Whoever may approve limits can reject it.`,
        });
      return close(before, { ...before, ...closing('withdrawn', reason, actor) }, actor);
    },
    async install(systemId, input, actor) {
      const proposed = await insertOrRefuse(await draft(systemId, input, actor), actor);
      return close(proposed, { ...proposed, ...closing('approved', input.reason, actor), hasSecondPerson: null }, actor);
    },
  };
}

const undecided = { state: 'proposed', decidedAt: null, decidedBy: null, decisionReason: null, hasSecondPerson: null } as const;

function toDraft(systemId: string, input: NewLimit, proposed: { at: string; by: string }): Limit {
  const { warningLow = null, warningHigh = null, alarmLow = null, alarmHigh = null } = input;
  return {
    id: newId(),
    systemId,
    subjectType: input.subjectType,
    subject: input.subject,
    operatingPoint: input.operatingPoint ?? null,
    version: 1,
    isRetirement: false,
    unit: input.unit,
    warningLow,
    warningHigh,
    alarmLow,
    alarmHigh,
    healthy: input.healthy ?? null,
    deadband: input.deadband ?? null,
    delay: input.delay ?? null,
    conditions: input.conditions ?? [],
    source: input.source,
    reason: input.reason.trim(),
    proposedAt: proposed.at,
    proposedBy: proposed.by,
    ...undecided,
  };
}

function decidedBefore({ version }: Limit): Problem {
  return new Problem('limit-decided', 409, 'This proposal was decided on before', {
    detail: `Version ${version} waits no longer. Look at the list of limits.`,
  });
}
