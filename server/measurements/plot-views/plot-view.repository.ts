import type { Db } from '../../platform/database/database.ts';
import { readPage } from '../../platform/database/page.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { PlotView } from './plot-view.schema.ts';

interface PlotViewRow {
  id: string;
  system_id: string;
  name: string;
  name_key: string;
  state: string;
  shared: number | boolean;
  version: number;
  created_at: string;
  created_by: string;
  updated_at: string;
}

export async function insertPlotView(db: Db, view: PlotView): Promise<void> {
  await db<PlotViewRow>('plot_view').insert(toRow(view));
}

export async function findPlotView(db: Db, systemId: string, id: string): Promise<PlotView | undefined> {
  const row = await db<PlotViewRow>('plot_view').where({ id, system_id: systemId }).first();
  return row && toView(row);
}

/** Writes the view over the given version; false when that is not the version any more. */
export async function updatePlotView(db: Db, view: PlotView, before: number): Promise<boolean> {
  const { id, ...rest } = toRow(view);
  return (await db<PlotViewRow>('plot_view').where({ id, version: before }).update(rest)) === 1;
}

export async function deletePlotView(db: Db, id: string, version: number): Promise<boolean> {
  return (await db<PlotViewRow>('plot_view').where({ id, version }).delete()) === 1;
}

/** What a person sees: the own views and those that others share. */
export function listPlotViews(db: Db, request: PageRequest & { systemId: string; person: string }): Promise<Page<PlotView>> {
  const query = db<PlotViewRow>('plot_view')
    .where({ system_id: request.systemId })
    .where((any) => void any.where({ shared: true }).orWhere({ created_by: request.person }));
  return readPage<PlotViewRow, PlotView>(query, request, { columns: ['name_key', 'id'], toItem: toView });
}

function toRow(view: PlotView): PlotViewRow {
  return {
    id: view.id,
    system_id: view.systemId,
    name: view.name,
    name_key: view.name.toLowerCase(),
    state: JSON.stringify(view.state),
    shared: view.shared,
    version: view.version,
    created_at: view.createdAt,
    created_by: view.createdBy,
    updated_at: view.updatedAt,
  };
}

function toView(row: PlotViewRow): PlotView {
  return {
    id: row.id,
    systemId: row.system_id,
    name: row.name,
    state: JSON.parse(row.state),
    shared: Boolean(row.shared),
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  };
}
