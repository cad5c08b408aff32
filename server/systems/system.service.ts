import type { Actor } from '../accounts/actor.ts';
import type { AuditTrail } from '../accounts/audit.service.ts';
import type { Clock } from '../platform/clock.ts';
import { type Db, isUniqueViolation } from '../platform/database/database.ts';
import type { Page, PageRequest } from '../platform/http/page.schema.ts';
import { newId } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { channelsOf, componentsOf, findComponent, insertChannel, insertComponent } from './equipment.repository.ts';
import { limitsInForce } from './limits/limit.repository.ts';
import {
  findSite,
  findSiteByName,
  findSystem,
  findSystemByName,
  insertSite,
  insertSystem,
  listSites,
  listSystems,
} from './system.repository.ts';
import type { Channel, Component, NewChannel, NewComponent, NewSite, NewSystem, Site, System, SystemDetail } from './system.schema.ts';
import { parseUnit } from './units.ts';

export interface SystemService {
  listSites(request: PageRequest): Promise<Page<Site>>;
  createSite(input: NewSite, actor: Actor): Promise<Site>;
  findSiteByName(name: string): Promise<Site | undefined>;
  list(request: PageRequest & { siteId?: string }): Promise<Page<System>>;
  create(input: NewSystem, actor: Actor): Promise<System>;
  findByName(siteId: string, name: string): Promise<System | undefined>;
  /** @throws Problem `system-not-found` */
  getDetail(id: string): Promise<SystemDetail>;
  createComponent(systemId: string, input: NewComponent, actor: Actor): Promise<Component>;
  createChannel(systemId: string, input: NewChannel, actor: Actor): Promise<Channel>;
}

export function createSystemService({ db, now, audit }: { db: Db; now: Clock; audit: AuditTrail }): SystemService {
  const identity = () => ({ id: newId(), createdAt: now().toISOString() });

  async function getSystem(id: string): Promise<System> {
    const system = await findSystem(db, id);
    if (!system)
      throw new Problem('system-not-found', 404, 'There is no such hydraulic system', {
        detail: 'It may have been given by a wrong id. List the systems to see the right one.',
      });
    return system;
  }

  /** Inserts a thing and its audit event together; a broken unique rule becomes a problem in words. */
  async function create<T extends { id: string }>(what: {
    noun: string;
    thing: T;
    actor: Actor;
    taken: string;
    insert: (trx: Db, thing: T) => Promise<void>;
  }): Promise<T> {
    const { noun, thing, actor, taken, insert } = what;
    try {
      await db.transaction(async (trx) => {
        await insert(trx, thing);
        await audit.record(trx, { actor, action: `${noun}.created`, subjectType: noun, subjectId: thing.id, newValue: thing });
      });
    } catch (error) {
      if (isUniqueViolation(error))
        throw new Problem('name-taken', 409, `There is already a ${noun} of that name`, {
          detail: `${taken} Choose another name, or use the existing one.`,
          errors: [{ pointer: '#/name', detail: 'is taken' }],
        });
      throw error;
    }
    return thing;
  }

  return {
    listSites: (request) => listSites(db, request),
    findSiteByName: (name) => findSiteByName(db, name),
    list: (request) => listSystems(db, request),
    findByName: (siteId, name) => findSystemByName(db, siteId, name),
    createSite(input, actor) {
      assertTimeZone(input.timeZone);
      return create({
        noun: 'site',
        thing: { ...identity(), ...input },
        actor,
        taken: `A site "${input.name}" exists.`,
        insert: insertSite,
      });
    },
    async create(input, actor) {
      const site = await findSite(db, input.siteId);
      if (!site)
        throw new Problem('site-not-found', 404, 'There is no such site', { errors: [{ pointer: '#/siteId', detail: 'names no site' }] });
      const system: System = {
        ...identity(),
        siteId: input.siteId,
        name: input.name,
        tag: input.tag ?? null,
        note: input.note ?? null,
        isSimulated: input.isSimulated ?? false,
        version: 1,
      };
      return create({
        noun: 'system',
        thing: system,
        actor,
        taken: `The site ${site.name} has a system "${input.name}".`,
        insert: insertSystem,
      });
    },
    async getDetail(id) {
      const system = await getSystem(id);
      const site = await findSite(db, system.siteId);
      if (!site) throw new Error(`system ${id} has no site`);
      return {
        system,
        site,
        components: await componentsOf(db, id),
        channels: await channelsOf(db, id),
        limits: await limitsInForce(db, id),
      };
    },
    async createComponent(systemId, input, actor) {
      await getSystem(systemId);
      const component: Component = { ...identity(), systemId, kind: input.kind, name: input.name, nameplate: input.nameplate ?? {} };
      return create({
        noun: 'component',
        thing: component,
        actor,
        taken: `This system has a component "${input.name}".`,
        insert: insertComponent,
      });
    },
    async createChannel(systemId, input, actor) {
      await getSystem(systemId);
      await assertChannel(db, systemId, input);
      const channel: Channel = {
        ...identity(),
        systemId,
        componentId: input.componentId ?? null,
        name: input.name,
        quantity: input.quantity,
        unit: input.unit,
        signal: input.signal ?? null,
        rangeLow: input.rangeLow ?? null,
        rangeHigh: input.rangeHigh ?? null,
        accuracyPercentFs: input.accuracyPercentFs ?? null,
      };
      return create({ noun: 'channel', thing: channel, actor, taken: `This system has a channel "${input.name}".`, insert: insertChannel });
    },
  };
}

async function assertChannel(db: Db, systemId: string, input: NewChannel): Promise<void> {
  const unit = parseUnit(input.unit);
  const isAlike = unit === null || unit.quantity.replace('-difference', '') === input.quantity.replace('-difference', '');
  if (!isAlike && !(unit.symbol === '%' || input.quantity === 'other' || input.quantity === 'velocity')) {
    throw new Problem('unit-does-not-fit', 422, 'Quantity and unit do not fit', {
      errors: [{ pointer: '#/unit', detail: `${input.unit} is a unit of ${unit.quantity}, not of ${input.quantity}` }],
    });
  }
  if (input.rangeLow !== undefined && input.rangeHigh !== undefined && input.rangeLow >= input.rangeHigh) {
    throw new Problem('range-invalid', 422, 'The range is upside down', {
      errors: [{ pointer: '#/rangeHigh', detail: `must be above rangeLow (${input.rangeLow})` }],
    });
  }
  if (input.componentId === undefined) return;
  const component = await findComponent(db, input.componentId);
  if (component?.systemId !== systemId)
    throw new Problem('component-not-found', 404, 'This system has no such component', {
      errors: [{ pointer: '#/componentId', detail: 'names no component of this system' }],
    });
}

function assertTimeZone(zone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw new Problem('time-zone-unknown', 422, 'This time zone is not known', {
      detail: `"${zone}" is not an IANA time zone. Write for example Europe/Berlin or UTC.`,
      errors: [{ pointer: '#/timeZone', detail: 'is not an IANA time zone' }],
    });
  }
}
