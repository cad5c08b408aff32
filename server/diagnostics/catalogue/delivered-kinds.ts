import { catalogue } from './catalogue.ts';
import type { Fault } from './fault.schema.ts';

/** The kinds of component that each fault of the product's own catalogue may sit in, by fault id. */
export const deliveredKinds: ReadonlyMap<string, readonly string[]> = new Map(
  catalogue.faults.map(({ id, componentKinds }) => [id, componentKinds]),
);

/** False for a fault that the plant wrote, or whose kinds it changed: a result that names it must say them itself. */
export function hasDeliveredKinds({ id, componentKinds }: Fault): boolean {
  const own = deliveredKinds.get(id);
  return own?.length === componentKinds.length && own.every((kind, index) => kind === componentKinds[index]);
}
