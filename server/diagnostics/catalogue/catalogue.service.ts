import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { Problem } from '../../platform/problem.ts';
import { german } from '../wordings/german.ts';
import { catalogue } from './catalogue.ts';
import { effectiveCatalogue } from './effective-catalogue.ts';
import { findNewestEntry, plantCatalogueInForce } from './entries/entry.repository.ts';
import type { FaultDetail, FaultRow } from './entries/entry.schema.ts';
import type { Fault } from './fault.schema.ts';

export interface CatalogueService {
  listFaults(request: PageRequest & { text?: string; componentKind?: string }): Promise<Page<FaultRow>>;
  /** @throws Problem `fault-not-found` */
  getFault(faultId: string): Promise<FaultDetail>;
}

/** The catalogue in force, to be read: the product's faults with the plant's own in their place. */
export function createCatalogueService({ db }: { db: Db }): CatalogueService {
  return {
    async listFaults({ text = '', componentKind, ...request }) {
      const plant = await plantCatalogueInForce(db);
      const own = new Set(plant.faults.map(({ id }) => id));
      const words = text.toLowerCase().split(/\s+/).filter(Boolean);
      const found = effectiveCatalogue(plant).faults.filter(
        (fault) => (componentKind === undefined || fault.componentKinds.includes(componentKind)) && holds(fault, words),
      );
      return pageById(
        found.map((fault) => toRow(fault, own.has(fault.id))),
        request,
      );
    },
    async getFault(faultId) {
      const plant = await plantCatalogueInForce(db);
      const { faults, tests, catalogueVersion, source } = effectiveCatalogue(plant);
      const product = catalogue.faults.find(({ id }) => id === faultId) ?? null;
      const proposal = (await findNewestEntry(db, faultId, 'proposed')) ?? null;
      const approved = await findNewestEntry(db, faultId, 'approved');
      const entry = approved && !approved.isRetirement ? approved : null;
      const fault = faults.find(({ id }) => id === faultId) ?? proposal?.fault;
      if (!fault)
        throw new Problem('fault-not-found', 404, 'The catalogue has no such fault', {
          detail: `There is no ${faultId}. Look at the list of faults.`,
        });
      return {
        ...{ fault, origin: entry ? ('plant' as const) : ('product' as const), product, entry, proposal, catalogueVersion, source },
        tests: tests.filter(({ between }) => between.includes(faultId)),
      };
    },
  };
}

function holds(fault: Fault, words: readonly string[]): boolean {
  const { id, names, component, description, causes, symptoms } = fault;
  const texts = [description, ...causes, ...symptoms.map((symptom) => symptom.text)];
  const all = [id, names.en, names.de ?? '', component, ...texts, ...texts.map((text) => german[text] ?? '')].join(' ').toLowerCase();
  return words.every((word) => all.includes(word));
}

function toRow({ id, names, componentKinds, severity, symptoms }: Fault, isOwn: boolean): FaultRow {
  const measured = symptoms.filter(({ indicator }) => indicator !== null).length;
  return { id, names, componentKinds, severity, symptoms: symptoms.length, measured, origin: isOwn ? 'plant' : 'product' };
}

/** A list that is in memory anyway, page by page; the cursor is the id of the last one seen. */
function pageById<T extends { id: string }>(items: readonly T[], { limit = 50, cursor }: PageRequest): Page<T> {
  const sorted = [...items].sort((a, b) => (a.id < b.id ? -1 : 1)).filter(({ id }) => cursor === undefined || id > cursor);
  const page = sorted.slice(0, limit);
  const last = page.at(-1);
  return sorted.length > limit && last ? { items: page, next: last.id } : { items: page };
}
