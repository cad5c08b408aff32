import { catalogue } from './catalogue.ts';
import type { Catalogue, Fault } from './fault.schema.ts';

/** The plant's approved entries, and how many approvals it has made so far (0: none). */
export interface PlantCatalogue {
  readonly version: number;
  readonly faults: readonly Fault[];
}

/** The product's catalogue with the plant's entries in place of its own, and its new faults after them, by id. */
export function effectiveCatalogue(plant?: PlantCatalogue): Catalogue {
  if (!plant || plant.version === 0) return catalogue;
  const own = new Map(plant.faults.map((fault) => [fault.id, fault]));
  const changed = catalogue.faults.map((fault) => own.get(fault.id) ?? fault);
  const added = plant.faults.filter((fault) => !catalogue.faults.some(({ id }) => id === fault.id));
  return { ...catalogue, catalogueVersion: `${catalogue.catalogueVersion}+plant.${plant.version}`, faults: [...changed, ...added] };
}
