import { catalogue } from './catalogue.ts';
import type { Catalogue, DiscriminatingTest, Fault } from './fault.schema.ts';

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
  const catalogueVersion = `${catalogue.catalogueVersion}+plant.${plant.version}`;
  return { ...catalogue, catalogueVersion, faults: [...changed, ...added], tests: effectiveTests(plant.faults) };
}

/** The plant's tests first; a test of the product no longer speaks for a fault whose tests the plant wrote itself. */
function effectiveTests(faults: readonly Fault[]): DiscriminatingTest[] {
  const writing = faults.filter((fault) => fault.tests !== undefined);
  const ids = writing.map(({ id }) => id);
  const own = writing.flatMap(({ id, tests = [] }) => tests.map(({ against, ...test }) => ({ between: [id, ...against], ...test })));
  const kept = catalogue.tests
    .map((test) => ({ ...test, between: test.between.filter((id) => !ids.includes(id)) }))
    .filter(({ between }) => between.length >= 2 && !own.some((test) => between.every((id) => test.between.includes(id))));
  return [...own, ...kept];
}
