import { type Static, Type } from 'typebox';
import type { Endpoint } from '../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, Name, orNull, PageQuery, pageOf, pageQuery, words } from '../platform/http/page.schema.ts';
import { Limit } from './limits/limit.schema.ts';
import { Quantity, SignalId } from './signal.schema.ts';

const Note = Type.String({ maxLength: 2000 });
const UnitText = Type.String({ minLength: 1, maxLength: 20 });

export const Site = Type.Object(
  { id: Id, name: Name, timeZone: Type.String(), createdAt: Instant },
  { $id: 'Site', additionalProperties: false },
);
export type Site = Static<typeof Site>;
export const NewSite = Type.Object(
  {
    name: Name,
    timeZone: Type.String({ minLength: 1, maxLength: 60, default: 'UTC', description: 'IANA name, for example Europe/Berlin' }),
  },
  { $id: 'NewSite', additionalProperties: false },
);
export type NewSite = Static<typeof NewSite>;

const systemWords = {
  siteId: Id,
  name: Name,
  tag: orNull(Type.String({ maxLength: 60 })),
  note: orNull(Note),
  isSimulated: Type.Boolean(),
};
export const System = Type.Object(
  { id: Id, ...systemWords, version: Type.Integer(), createdAt: Instant },
  { $id: 'System', additionalProperties: false },
);
export type System = Static<typeof System>;
export const NewSystem = Type.Object(
  {
    siteId: Id,
    name: Name,
    tag: Type.Optional(Type.String({ maxLength: 60 })),
    note: Type.Optional(Note),
    isSimulated: Type.Optional(Type.Boolean({ description: 'true: the recordings come from the product’s own simulator' })),
  },
  { $id: 'NewSystem', additionalProperties: false },
);
export type NewSystem = Static<typeof NewSystem>;

export const ComponentKind = words([
  'pump',
  'motor',
  'relief-valve',
  'directional-valve',
  'check-valve',
  'accumulator',
  'cooler',
  'filter',
  'cylinder',
  'hydraulic-motor',
  'reservoir',
  'fluid',
  'other',
]);
export type ComponentKind = Static<typeof ComponentKind>;

/**
 * Nameplate values by name, with the unit in the name: `displacementCm3`, `ratedSpeedRpm`, `pumpType`, `settingBar`, `volumeL`,
 * `prechargeBar`, `minPressureBar`, `grade`, `viscosity40`, `viscosity100`, `densityKgM3`, `switchingTimeMs`, `ratedPowerKw`, …
 */
export const Nameplate = Type.Record(
  Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,59}$' }),
  Type.Union([Type.Number(), Type.String({ maxLength: 200 })]),
  {
    maxProperties: 60,
  },
);
export type Nameplate = Static<typeof Nameplate>;

export const Component = Type.Object(
  { id: Id, systemId: Id, kind: ComponentKind, name: Name, nameplate: Nameplate, createdAt: Instant },
  { $id: 'Component', additionalProperties: false },
);
export type Component = Static<typeof Component>;
export const NewComponent = Type.Object(
  { kind: ComponentKind, name: Name, nameplate: Type.Optional(Nameplate) },
  { $id: 'NewComponent', additionalProperties: false },
);
export type NewComponent = Static<typeof NewComponent>;

const channelWords = {
  name: Type.String({
    minLength: 1,
    maxLength: 200,
    pattern: '\\S',
    description: 'as the logger writes it; imports match channels by this name',
  }),
  quantity: Quantity,
  unit: UnitText,
};
export const Channel = Type.Object(
  {
    id: Id,
    systemId: Id,
    componentId: orNull(Id),
    ...channelWords,
    signal: orNull(SignalId),
    rangeLow: orNull(Type.Number()),
    rangeHigh: orNull(Type.Number()),
    accuracyPercentFs: orNull(Type.Number()),
    createdAt: Instant,
  },
  { $id: 'Channel', additionalProperties: false },
);
export type Channel = Static<typeof Channel>;
export const NewChannel = Type.Object(
  {
    ...channelWords,
    componentId: Type.Optional(Id),
    signal: Type.Optional(SignalId),
    rangeLow: Type.Optional(Type.Number()),
    rangeHigh: Type.Optional(Type.Number()),
    accuracyPercentFs: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 100 })),
  },
  { $id: 'NewChannel', additionalProperties: false },
);
export type NewChannel = Static<typeof NewChannel>;

/** A system with everything that hangs on it. */
export const SystemDetail = Type.Object(
  {
    system: System,
    site: Site,
    components: Type.Array(Component),
    channels: Type.Array(Channel),
    limits: Type.Array(Limit, { description: 'in force' }),
  },
  { $id: 'SystemDetail', additionalProperties: false },
);
export type SystemDetail = Static<typeof SystemDetail>;

const tags = ['systems'] as const;
export const systemApi = {
  listSites: {
    method: 'GET',
    url: '/api/v1/sites',
    permission: 'systems:read',
    schema: { operationId: 'listSites', summary: 'Sites by name', tags, querystring: PageQuery, response: { 200: pageOf(Site) } },
  },
  createSite: {
    method: 'POST',
    url: '/api/v1/sites',
    permission: 'systems:write',
    schema: { operationId: 'createSite', summary: 'Add a site', tags, body: NewSite, response: { 201: Site } },
  },
  list: {
    method: 'GET',
    url: '/api/v1/systems',
    permission: 'systems:read',
    schema: {
      operationId: 'listSystems',
      summary: 'Hydraulic systems by name',
      tags,
      querystring: pageQuery({ siteId: Type.Optional(Id) }),
      response: { 200: pageOf(System) },
    },
  },
  create: {
    method: 'POST',
    url: '/api/v1/systems',
    permission: 'systems:write',
    schema: { operationId: 'createSystem', summary: 'Register a hydraulic system', tags, body: NewSystem, response: { 201: System } },
  },
  get: {
    method: 'GET',
    url: '/api/v1/systems/:id',
    permission: 'systems:read',
    schema: {
      operationId: 'getSystem',
      summary: 'A system with components, channels and limits',
      tags,
      params: ById,
      response: { 200: SystemDetail },
    },
  },
  createComponent: {
    method: 'POST',
    url: '/api/v1/systems/:id/components',
    permission: 'systems:write',
    schema: {
      operationId: 'createComponent',
      summary: 'Add a component with its nameplate',
      tags,
      params: ById,
      body: NewComponent,
      response: { 201: Component },
    },
  },
  createChannel: {
    method: 'POST',
    url: '/api/v1/systems/:id/channels',
    permission: 'systems:write',
    schema: {
      operationId: 'createChannel',
      summary: 'Add a measuring channel',
      tags,
      params: ById,
      body: NewChannel,
      response: { 201: Channel },
    },
  },
} as const satisfies Record<string, Endpoint>;
