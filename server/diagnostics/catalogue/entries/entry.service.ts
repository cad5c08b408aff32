import type { Actor } from '../../../accounts/actor.ts';
import type { AuditTrail } from '../../../accounts/audit.service.ts';
import type { SecondPersonRule } from '../../../accounts/second-person.service.ts';
import type { Clock } from '../../../platform/clock.ts';
import { type Db, isUniqueViolation } from '../../../platform/database/database.ts';
import type { Page, PageRequest } from '../../../platform/http/page.schema.ts';
import { newId } from '../../../platform/ids.ts';
import { Problem } from '../../../platform/problem.ts';
import { catalogue } from '../catalogue.ts';
import { checkFaults } from '../catalogue-check.ts';
import { effectiveCatalogue } from '../effective-catalogue.ts';
import type { Fault } from '../fault.schema.ts';
import { findEntry, findNewestEntry, insertEntry, listEntries, plantCatalogueInForce, updateEntryState } from './entry.repository.ts';
import type { CatalogueEntry, EntryDecision, EntryState, NewCatalogueEntry } from './entry.schema.ts';

export interface EntryService {
  list(request: PageRequest & { faultId?: string; state?: EntryState }): Promise<Page<CatalogueEntry>>;
  /** @throws Problem `catalogue-check-failed`, `catalogue-proposal-open` */
  propose(input: NewCatalogueEntry, actor: Actor): Promise<CatalogueEntry>;
  /** @throws Problem `catalogue-entry-not-in-force`, `catalogue-proposal-open` */
  proposeRetirement(id: string, reason: string, actor: Actor): Promise<CatalogueEntry>;
  /** @throws Problem `catalogue-entry-not-found`, `catalogue-entry-decided`, `own-proposal`, `second-person-missing`, `catalogue-check-failed` */
  decide(id: string, decision: EntryDecision, actor: Actor): Promise<CatalogueEntry>;
  /** @throws Problem `catalogue-entry-not-found`, `catalogue-entry-decided`, `proposal-of-another` */
  withdraw(id: string, reason: string, actor: Actor): Promise<CatalogueEntry>;
}

interface Deps {
  readonly db: Db;
  readonly now: Clock;
  readonly audit: AuditTrail;
  readonly secondPerson: SecondPersonRule;
}

/** The plant writes its own versions of faults; another person approves them; the catalogue's tests hold before and after. */
export function createEntryService({ db, now, audit, secondPerson }: Deps): EntryService {
  const record = (trx: Db, what: { actor: Actor; action: string; before?: CatalogueEntry | undefined; after: CatalogueEntry }) =>
    audit.record(trx, {
      actor: what.actor,
      action: `catalogue-entry.${what.action}`,
      subjectType: 'catalogue-entry',
      subjectId: what.after.id,
      oldValue: what.before,
      newValue: what.after,
    });

  async function insert(draft: Draft, actor: Actor): Promise<CatalogueEntry> {
    return db
      .transaction(async (trx) => {
        const newest = await findNewestEntry(trx, draft.fault.id);
        if (newest?.state === 'proposed') throw proposalOpen(draft.fault.id);
        const proposed = { proposedAt: now().toISOString(), proposedBy: actor.name };
        const entry: CatalogueEntry = {
          ...{ id: newId(), faultId: draft.fault.id, version: (newest?.version ?? 0) + 1, ...undecided, ...draft, ...proposed },
        };
        await insertEntry(trx, entry);
        const before = await findNewestEntry(trx, entry.faultId, 'approved');
        await record(trx, { actor, action: entry.isRetirement ? 'retirement-proposed' : 'proposed', before, after: entry });
        return entry;
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? proposalOpen(draft.fault.id) : error;
      });
  }

  async function getProposed(id: string): Promise<CatalogueEntry> {
    const entry = await findEntry(db, id);
    if (!entry)
      throw new Problem('catalogue-entry-not-found', 404, 'There is no such entry', { detail: 'List the entries of the catalogue.' });
    if (entry.state !== 'proposed') throw decidedBefore(entry);
    return entry;
  }

  /** Closes a proposal; an approved one takes the place of the version in force and gets the plant's next number. */
  async function close(before: CatalogueEntry, after: CatalogueEntry, actor: Actor): Promise<CatalogueEntry> {
    return db.transaction(async (trx) => {
      const isApproved = after.state === 'approved';
      const inForce = isApproved ? await findNewestEntry(trx, before.faultId, 'approved') : undefined;
      const closed = isApproved ? { ...after, plantVersion: (await plantCatalogueInForce(trx)).version + 1 } : after;
      if (inForce) await updateEntryState(trx, { ...inForce, state: 'superseded' }, 'approved');
      if (!(await updateEntryState(trx, closed, 'proposed'))) throw decidedBefore(before);
      await record(trx, { actor, action: closed.state, before: inForce ?? before, after: closed });
      return closed;
    });
  }

  const closing = (state: EntryState, reason: string, actor: Actor) => ({
    ...{ state, decidedAt: now().toISOString(), decidedBy: actor.name, decisionReason: reason.trim() },
  });

  return {
    list: (request) => listEntries(db, request),
    async propose({ fault, source, reason }, actor) {
      assertFault(fault, (await plantCatalogueInForce(db)).faults);
      return insert({ fault, source: source.trim(), reason: reason.trim(), isRetirement: false }, actor);
    },
    async proposeRetirement(id, reason, actor) {
      const entry = await findEntry(db, id);
      if (entry?.state !== 'approved' || entry.isRetirement)
        throw new Problem('catalogue-entry-not-in-force', 409, 'Only an entry in force can be ended', {
          detail: 'List the entries of this fault.',
        });
      return insert({ fault: entry.fault, source: entry.source, reason: reason.trim(), isRetirement: true }, actor);
    },
    async decide(id, { decision, reason, isAloneAccepted = false }, actor) {
      const before = await getProposed(id);
      const after = { ...before, ...closing(decision, reason, actor) };
      if (decision === 'rejected') return close(before, after, actor);
      const approval = { proposedBy: before.proposedBy, actor, permission: 'catalogue:approve', isAloneAccepted };
      const { hasSecondPerson } = await secondPerson.check(approval);
      // The engine may have changed since the proposal.
      if (!before.isRetirement) assertFault(before.fault, (await plantCatalogueInForce(db)).faults);
      return close(before, { ...after, hasSecondPerson }, actor);
    },
    async withdraw(id, reason, actor) {
      const before = await getProposed(id);
      if (before.proposedBy !== actor.name)
        throw new Problem('proposal-of-another', 409, 'Only its author can take a proposal back', {
          detail: `${before.proposedBy} proposed it. Whoever may approve entries can reject it.`,
        });
      return close(before, { ...before, ...closing('withdrawn', reason, actor) }, actor);
    },
  };
}

type Draft = Pick<CatalogueEntry, 'fault' | 'source' | 'reason' | 'isRetirement'>;

const undecided = {
  state: 'proposed',
  decidedAt: null,
  decidedBy: null,
  decisionReason: null,
  hasSecondPerson: null,
  plantVersion: null,
} as const;

/** Runs the catalogue's tests over the catalogue as it would be. */
function assertFault(fault: Fault, inForce: readonly Fault[]): void {
  const faults = effectiveCatalogue({ version: 1, faults: [...inForce.filter(({ id }) => id !== fault.id), fault] }).faults;
  const flaws = checkFaults(faults).filter(({ faultId }) => faultId === fault.id);
  const isKnown = catalogue.faults.some(({ id }) => id === fault.id);
  if (!isKnown && !fault.id.startsWith('X'))
    flaws.push({ faultId: fault.id, pointer: '/id', detail: `There is no fault ${fault.id}. The plant’s own faults are X01 to X99.` });
  if (flaws.length === 0) return;
  throw new Problem('catalogue-check-failed', 422, 'This entry does not pass the catalogue’s tests', {
    detail: `${flaws.length === 1 ? 'One thing has' : `${flaws.length} things have`} to be put right; nothing was changed.`,
    errors: flaws.map(({ pointer, detail }) => ({ pointer: `/fault${pointer}`, detail })),
  });
}

function proposalOpen(faultId: string): Problem {
  return new Problem('catalogue-proposal-open', 409, 'A proposal for this fault waits for a decision', {
    detail: `Approve, reject or withdraw the proposal for ${faultId} first; then propose again.`,
  });
}

function decidedBefore({ version }: CatalogueEntry): Problem {
  return new Problem('catalogue-entry-decided', 409, 'This proposal was decided on before', {
    detail: `Version ${version} waits no longer. Look at the list of entries.`,
  });
}
