import type { Catalogue } from './fault.schema.ts';
import data from './faults.json' with { type: 'json' };

/** The fault catalogue: knowledge as data, checked against its schema by a test, never by code at run time. */
export const catalogue = data as Catalogue;
