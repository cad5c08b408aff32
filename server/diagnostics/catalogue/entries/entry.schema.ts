import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, words } from '../../../platform/http/page.schema.ts';
import { DiscriminatingTest, Fault } from '../fault.schema.ts';

const closed = { additionalProperties: false } as const;
const Reason = Type.String({ minLength: 5, maxLength: 2000, pattern: '\\S' });
const Source = Type.String({
  minLength: 3,
  maxLength: 300,
  pattern: '\\S',
  description: 'manual and page, analysis, who saw it where and when',
});
const FaultId = Type.String({ pattern: '^[A-Z]\\d\\d$' });

export const EntryState = words(['proposed', 'approved', 'superseded', 'rejected', 'withdrawn']);
export type EntryState = Static<typeof EntryState>;

const entryProperties = {
  id: Id,
  faultId: FaultId,
  version: Type.Integer({ minimum: 1 }),
  state: EntryState,
  isRetirement: Type.Boolean({ description: 'this version ends the plant’s entry: the product’s holds again, an own fault is gone' }),
  fault: Fault,
  source: Type.String(),
  reason: Type.String(),
  proposedAt: Instant,
  proposedBy: Type.String(),
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  decisionReason: orNull(Type.String()),
  hasSecondPerson: orNull(Type.Boolean({ description: 'false: its author approved it, because nobody else could' })),
  plantVersion: orNull(Type.Integer({ description: 'number of the plant’s catalogue since this approval' })),
};

/** One version of the plant's own entry about a fault. Only an approved one counts; all of them stay readable. */
export const CatalogueEntry = Type.Object(entryProperties, { $id: 'CatalogueEntry', ...closed });
export type CatalogueEntry = Static<typeof CatalogueEntry>;

export const NewCatalogueEntry = Type.Object({ fault: Fault, source: Source, reason: Reason }, { $id: 'NewCatalogueEntry', ...closed });
export type NewCatalogueEntry = Static<typeof NewCatalogueEntry>;

export const EntryDecision = Type.Object(
  {
    decision: words(['approved', 'rejected']),
    reason: Reason,
    isAloneAccepted: Type.Optional(Type.Boolean({ description: 'approve one’s own proposal where nobody else could' })),
  },
  closed,
);
export type EntryDecision = Static<typeof EntryDecision>;

/** A fault in the list of the catalogue in force. */
export const FaultRow = Type.Object(
  {
    id: FaultId,
    names: Fault.properties.names,
    componentKinds: Type.Array(Type.String()),
    severity: Type.Integer(),
    symptoms: Type.Integer(),
    measured: Type.Integer({ description: 'symptoms that an indicator shows; 0: data alone can never find this fault' }),
    origin: words(['product', 'plant']),
  },
  { $id: 'FaultRow', ...closed },
);
export type FaultRow = Static<typeof FaultRow>;

/** A fault as it counts now, and what it is in the product. */
export const FaultDetail = Type.Object(
  {
    fault: Fault,
    origin: words(['product', 'plant']),
    product: orNull(Fault),
    entry: orNull(Type.Object(entryProperties, closed)),
    proposal: orNull(Type.Object(entryProperties, closed)),
    tests: Type.Array(DiscriminatingTest),
    catalogueVersion: Type.String({ description: 'version of the product, and +plant.N when the plant has entries of its own' }),
    source: Type.String(),
  },
  { $id: 'FaultDetail', ...closed },
);
export type FaultDetail = Static<typeof FaultDetail>;

const tags = ['diagnostics'] as const;
const ReasonOnly = Type.Object({ reason: Reason }, closed);
const ByFault = Type.Object({ faultId: FaultId }, closed);
export const catalogueApi = {
  listFaults: {
    method: 'GET',
    url: '/api/v1/catalogue/faults',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listFaults',
      summary: 'The fault catalogue in force: the product’s faults and the plant’s own, by id',
      tags,
      querystring: pageQuery({
        text: Type.Optional(Type.String({ maxLength: 100, description: 'words that occur in id, names, description, signs or causes' })),
        componentKind: Type.Optional(Type.String({ maxLength: 40 })),
      }),
      response: { 200: pageOf(FaultRow) },
    },
  },
  getFault: {
    method: 'GET',
    url: '/api/v1/catalogue/faults/:faultId',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'getFault',
      summary: 'A fault with its signs, tests and sources, as it counts now',
      tags,
      params: ByFault,
      response: { 200: FaultDetail },
    },
  },
  listEntries: {
    method: 'GET',
    url: '/api/v1/catalogue/entries',
    permission: 'diagnoses:read',
    schema: {
      operationId: 'listCatalogueEntries',
      summary: 'All versions of the plant’s own entries, newest first',
      tags,
      querystring: pageQuery({ faultId: Type.Optional(FaultId), state: Type.Optional(EntryState) }),
      response: { 200: pageOf(CatalogueEntry) },
    },
  },
  propose: {
    method: 'POST',
    url: '/api/v1/catalogue/entries',
    permission: 'catalogue:propose',
    schema: {
      operationId: 'proposeCatalogueEntry',
      summary: 'Propose the plant’s own version of a fault, or a new one (X01 to X99); the catalogue’s tests run on it at once',
      tags,
      body: NewCatalogueEntry,
      response: { 201: CatalogueEntry },
    },
  },
  proposeRetirement: {
    method: 'POST',
    url: '/api/v1/catalogue/entries/:id/retirements',
    permission: 'catalogue:propose',
    schema: {
      operationId: 'proposeCatalogueRetirement',
      summary: 'Propose to end the plant’s entry in force',
      tags,
      params: ById,
      body: ReasonOnly,
      response: { 201: CatalogueEntry },
    },
  },
  decide: {
    method: 'POST',
    url: '/api/v1/catalogue/entries/:id/decision',
    permission: 'catalogue:approve',
    schema: {
      operationId: 'decideCatalogueEntry',
      summary: 'Approve or reject a proposed entry, with a reason; the catalogue’s tests run again',
      tags,
      params: ById,
      body: EntryDecision,
      response: { 200: CatalogueEntry },
    },
  },
  withdraw: {
    method: 'POST',
    url: '/api/v1/catalogue/entries/:id/withdraw',
    permission: 'catalogue:propose',
    schema: {
      operationId: 'withdrawCatalogueEntry',
      summary: 'Take one’s own proposal back',
      tags,
      params: ById,
      body: ReasonOnly,
      response: { 200: CatalogueEntry },
    },
  },
} as const satisfies Record<string, Endpoint>;
