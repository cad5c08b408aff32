import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import { Problem } from '../../platform/problem.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { deletePlotView, findPlotView, insertPlotView, listPlotViews, updatePlotView } from './plot-view.repository.ts';
import { mostStateBytes, type NewPlotView, type PlotView, type PlotViewChange } from './plot-view.schema.ts';

/** Which view, and who wants to change it. */
export interface ViewAccess {
  readonly systemId: string;
  readonly id: string;
  readonly actor: Actor;
}

export interface PlotViewService {
  /** Those that the person made, and those that others share. */
  list(systemId: string, request: PageRequest, actor: Actor): Promise<Page<PlotView>>;
  create(systemId: string, input: NewPlotView, actor: Actor): Promise<PlotView>;
  /** @throws Problem `view-not-yours`, `view-changed` when it was changed in another window, `name-taken` */
  update(access: ViewAccess, input: PlotViewChange): Promise<PlotView>;
  remove(access: ViewAccess, version: number): Promise<void>;
}

export function createPlotViewService(deps: { db: Db; now: Clock; audit: AuditTrail; systems: SystemService }): PlotViewService {
  const { db, now, audit, systems } = deps;

  /** Other people's private views are not there, as far as anybody can tell. */
  async function getOwn({ systemId, id, actor }: ViewAccess): Promise<PlotView> {
    const view = await findPlotView(db, systemId, id);
    if (!view || (!view.shared && view.createdBy !== actor.name))
      throw new Problem('view-not-found', 404, 'There is no such saved view', { detail: 'It may have been removed.' });
    if (view.createdBy !== actor.name)
      throw new Problem('view-not-yours', 403, 'This view belongs to somebody else', {
        detail: `${view.createdBy} made it. Save a copy under a name of your own.`,
      });
    return view;
  }

  function write(actor: Actor, change: { action: string; before?: PlotView; after: PlotView }, work: (trx: Db) => Promise<void>) {
    const { action, before, after } = change;
    return db
      .transaction(async (trx) => {
        await work(trx);
        const values = action === 'plot-view.deleted' ? { oldValue: before } : { oldValue: before, newValue: after };
        await audit.record(trx, { actor, action, subjectType: 'plot-view', subjectId: after.id, ...values });
      })
      .catch((error: unknown) => {
        throw isUniqueViolation(error) ? nameTaken(after.name) : error;
      });
  }

  return {
    async list(systemId, request, actor) {
      await systems.getDetail(systemId);
      return listPlotViews(db, { ...request, systemId, person: actor.name });
    },
    async create(systemId, input, actor) {
      await systems.getDetail(systemId);
      checkSize(input.state);
      const at = now().toISOString();
      const view: PlotView = {
        id: newId(),
        systemId,
        name: input.name,
        state: input.state,
        shared: input.shared ?? false,
        createdBy: actor.name,
        createdAt: at,
        updatedAt: at,
        version: 1,
      };
      await write(actor, { action: 'plot-view.created', after: view }, (trx) => insertPlotView(trx, view));
      return view;
    },
    async update(access, { version, ...input }) {
      const before = await getOwn(access);
      if (input.state) checkSize(input.state);
      const after: PlotView = { ...before, ...input, version: version + 1, updatedAt: now().toISOString() };
      await write(access.actor, { action: 'plot-view.updated', before, after }, async (trx) => {
        if (!(await updatePlotView(trx, after, version))) throw changed(before);
      });
      return after;
    },
    async remove(access, version) {
      const before = await getOwn(access);
      await write(access.actor, { action: 'plot-view.deleted', before, after: before }, async (trx) => {
        if (!(await deletePlotView(trx, before.id, version))) throw changed(before);
      });
    },
  };
}

function checkSize(state: PlotView['state']): void {
  const bytes = Buffer.byteLength(JSON.stringify(state));
  if (bytes <= mostStateBytes) return;
  throw new Problem('view-too-large', 413, 'This view is too large to be saved', {
    detail: `It takes ${bytes} bytes; ${mostStateBytes} are allowed. Close some panes.`,
    errors: [{ pointer: '#/state', detail: `must not take more than ${mostStateBytes} bytes as JSON` }],
  });
}

function nameTaken(name: string): Problem {
  return new Problem('name-taken', 409, 'There is already a view of that name', {
    detail: `You have a view "${name}" on this system. Choose another name, or overwrite that one.`,
    errors: [{ pointer: '#/name', detail: 'is taken' }],
  });
}

function changed(current: PlotView): Problem {
  return new Problem('view-changed', 409, 'This view was changed in the meantime', {
    detail: 'Load it again and make your change once more.',
    extra: { current },
  });
}
