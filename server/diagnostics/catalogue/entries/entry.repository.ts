import type { Db } from '../../../platform/database/database.ts';
import { readPage } from '../../../platform/database/page.ts';
import type { Page, PageRequest } from '../../../platform/http/page.schema.ts';
import type { PlantCatalogue } from '../effective-catalogue.ts';
import type { Fault } from '../fault.schema.ts';
import type { CatalogueEntry, EntryState } from './entry.schema.ts';

interface Row {
  id: string;
  fault_id: string;
  version: number;
  state: EntryState;
  is_retirement: number | boolean;
  content: string;
  source: string;
  reason: string;
  proposed_at: string;
  proposed_by: string;
  decided_at: string | null;
  decided_by: string | null;
  decision_reason: string | null;
  has_second_person: number | boolean | null;
  plant_version: number | null;
}
const table = 'catalogue_entry';

export async function insertEntry(db: Db, entry: CatalogueEntry): Promise<void> {
  await db<Row>(table).insert({
    id: entry.id,
    fault_id: entry.faultId,
    version: entry.version,
    is_retirement: entry.isRetirement,
    content: JSON.stringify(entry.fault),
    source: entry.source,
    reason: entry.reason,
    proposed_at: entry.proposedAt,
    proposed_by: entry.proposedBy,
    ...stateOf(entry),
  });
}

const stateOf = (entry: CatalogueEntry) => ({
  state: entry.state,
  decided_at: entry.decidedAt,
  decided_by: entry.decidedBy,
  decision_reason: entry.decisionReason,
  has_second_person: entry.hasSecondPerson,
  plant_version: entry.plantVersion,
});

/** @returns false when it was no longer in the state `from` */
export async function updateEntryState(db: Db, entry: CatalogueEntry, from: EntryState): Promise<boolean> {
  return (await db<Row>(table).where({ id: entry.id, state: from }).update(stateOf(entry))) === 1;
}

export async function findEntry(db: Db, id: string): Promise<CatalogueEntry | undefined> {
  const row = await db<Row>(table).where({ id }).first();
  return row && toEntry(row);
}

/** The newest version of a fault's entry in one state, or in any. */
export async function findNewestEntry(db: Db, faultId: string, state?: EntryState): Promise<CatalogueEntry | undefined> {
  const query = db<Row>(table).where({ fault_id: faultId });
  if (state !== undefined) void query.where({ state });
  const row = await query.orderBy('version', 'desc').first();
  return row && toEntry(row);
}

/** What counts now: the approved entries by fault id, and how many approvals the plant has made. */
export async function plantCatalogueInForce(db: Db): Promise<PlantCatalogue> {
  const rows = await db<Row>(table).where({ state: 'approved', is_retirement: false }).orderBy('fault_id');
  const newest: { newest?: number | null } | undefined = await db<Row>(table).max({ newest: 'plant_version' }).first();
  return { version: newest?.newest ?? 0, faults: rows.map(({ content }) => JSON.parse(content) as Fault) };
}

export function listEntries(db: Db, request: PageRequest & { faultId?: string; state?: EntryState }): Promise<Page<CatalogueEntry>> {
  const query = db<Row>(table);
  if (request.faultId !== undefined) void query.where({ fault_id: request.faultId });
  if (request.state !== undefined) void query.where({ state: request.state });
  return readPage<Row, CatalogueEntry>(query, request, { columns: ['id'], descending: true, toItem: toEntry });
}

function toEntry(row: Row): CatalogueEntry {
  return {
    id: row.id,
    faultId: row.fault_id,
    version: row.version,
    state: row.state,
    isRetirement: Boolean(row.is_retirement),
    fault: JSON.parse(row.content) as Fault,
    source: row.source,
    reason: row.reason,
    proposedAt: row.proposed_at,
    proposedBy: row.proposed_by,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    decisionReason: row.decision_reason,
    hasSecondPerson: row.has_second_person === null ? null : Boolean(row.has_second_person),
    plantVersion: row.plant_version,
  };
}
