import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { LimitPoint } from '../limits/limit.schema.ts';
import { assertWindows } from '../limits/limit-rules.ts';
import type { SystemService } from '../system.service.ts';
import {
  deleteOperatingPoint,
  findOperatingPoint,
  insertOperatingPoint,
  listOperatingPoints,
  updateOperatingPoint,
} from './operating-point.repository.ts';
import type { NewOperatingPoint, OperatingPoint, OperatingPointChange } from './operating-point.schema.ts';

export interface OperatingPointService {
  list(systemId: string, request: PageRequest): Promise<Page<OperatingPoint>>;
  /** @throws Problem `operating-point-not-found` */
  get(id: string): Promise<OperatingPoint>;
  /** The point as it is now, to be kept by what refers to it. @throws Problem `operating-point-not-found`, also where it is another system's */
  of(systemId: string, id: string): Promise<LimitPoint>;
  /** The point of a name, as limits take it; undefined where nobody named one so. */
  find(systemId: string, name: string): Promise<LimitPoint | undefined>;
  /** @throws Problem `operating-point-known`, `limit-condition` */
  create(systemId: string, input: NewOperatingPoint, actor: Actor): Promise<OperatingPoint>;
  /** @throws Problem `operating-point-not-found`, `operating-point-changed`, `limit-condition` */
  update(id: string, change: OperatingPointChange, actor: Actor): Promise<OperatingPoint>;
  remove(id: string, version: number, actor: Actor): Promise<void>;
  /** @throws Problem `limit-point-differs`: one name must not stand for two places */
  assertSame(systemId: string, point: LimitPoint): Promise<void>;
}

interface Deps {
  readonly db: Db;
  readonly now: Clock;
  readonly audit: AuditTrail;
  readonly systems: SystemService;
}

export function createOperatingPointService({ db, now, audit, systems }: Deps): OperatingPointService {
  const record = (trx: Db, actor: Actor, what: { action: string; before?: OperatingPoint; after?: OperatingPoint }) =>
    audit.record(trx, {
      actor,
      action: `operating-point.${what.action}`,
      subjectType: 'operating-point',
      subjectId: (what.after ?? what.before)?.id ?? '',
      oldValue: what.before,
      newValue: what.after,
    });

  async function get(id: string): Promise<OperatingPoint> {
    const point = await findOperatingPoint(db, { id });
    if (!point) throw notFound();
    return point;
  }

  const find = async (systemId: string, name: string): Promise<LimitPoint | undefined> => {
    const point = await findOperatingPoint(db, { systemId, name });
    return point && { name: point.name, within: point.within };
  };

  return {
    async list(systemId, request) {
      await systems.getDetail(systemId);
      return listOperatingPoints(db, systemId, request);
    },
    get,
    async of(systemId, id) {
      const point = await get(id);
      if (point.systemId !== systemId) throw notFound();
      return { name: point.name, within: point.within };
    },
    find,
    async create(systemId, input, actor) {
      await systems.getDetail(systemId);
      assertWindows(input.within, '#/within');
      const [at, by] = [now().toISOString(), actor.name];
      const point: OperatingPoint = {
        ...{ id: newId(), systemId, name: input.name.trim(), within: input.within, version: 1 },
        ...{ createdAt: at, createdBy: by, updatedAt: at, updatedBy: by },
      };
      await db
        .transaction(async (trx) => {
          await insertOperatingPoint(trx, point);
          await record(trx, actor, { action: 'created', after: point });
        })
        .catch((error: unknown) => {
          throw isUniqueViolation(error) ? known(point.name) : error;
        });
      return point;
    },
    async update(id, { within, version }, actor) {
      const before = await get(id);
      assertWindows(within, '#/within');
      const after = { ...before, within, version: version + 1, updatedAt: now().toISOString(), updatedBy: actor.name };
      await db.transaction(async (trx) => {
        if (!(await updateOperatingPoint(trx, after, version))) throw changed(before);
        await record(trx, actor, { action: 'updated', before, after });
      });
      return after;
    },
    async remove(id, version, actor) {
      const before = await get(id);
      await db.transaction(async (trx) => {
        if (!(await deleteOperatingPoint(trx, id, version))) throw changed(before);
        await record(trx, actor, { action: 'deleted', before });
      });
    },
    async assertSame(systemId, { name, within }) {
      const known = await find(systemId, name);
      if (!known || within.every((window) => known.within.some((own) => isDeepStrictEqual({ ...own }, { ...window })))) return;
      throw new Problem('limit-point-differs', 409, `The operating point “${name}” is another place in this system`, {
        detail: 'Choose it from the list of operating points, or give this place a name of its own.',
        errors: [{ pointer: '#/operatingPoint', detail: 'has ranges that the operating point of this name does not have' }],
      });
    },
  };
}

function notFound(): Problem {
  return new Problem('operating-point-not-found', 404, 'There is no such operating point', { detail: 'Somebody may have removed it.' });
}

function known(name: string): Problem {
  return new Problem('operating-point-known', 409, `This system has an operating point “${name}” already`, {
    detail: 'Change its ranges, or choose another name.',
    errors: [{ pointer: '#/name', detail: 'is the name of another operating point' }],
  });
}

function changed(current: OperatingPoint): Problem {
  return new Problem('operating-point-changed', 409, 'Somebody else has changed this operating point', {
    detail: 'Load it again, look at what is different, and make your change once more.',
    extra: { current },
  });
}
