import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, Name, PageQuery, pageOf } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;
const Version = Type.Integer({ minimum: 1, description: 'the version the change was made on; a newer one in the meantime is a conflict' });

/** The most a state may take as JSON, in bytes. */
export const mostStateBytes = 16 * 1024;

const viewWords = {
  name: Name,
  state: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
    maxProperties: 200,
    description: 'what the plot needs to look like this again; at most 16 KiB as JSON',
  }),
  shared: Type.Boolean({ description: 'whether others see it; only its maker changes it' }),
};

/** A saved arrangement of the plot, for every recording of a system. */
export const PlotView = Type.Object(
  { id: Id, systemId: Id, ...viewWords, createdBy: Type.String(), createdAt: Instant, updatedAt: Instant, version: Type.Integer() },
  { $id: 'PlotView', ...closed },
);
export type PlotView = Static<typeof PlotView>;
export const NewPlotView = Type.Object({ ...viewWords, shared: Type.Optional(viewWords.shared) }, { $id: 'NewPlotView', ...closed });
export type NewPlotView = Static<typeof NewPlotView>;
export const PlotViewChange = Type.Object(
  {
    name: Type.Optional(viewWords.name),
    state: Type.Optional(viewWords.state),
    shared: Type.Optional(viewWords.shared),
    version: Version,
  },
  { $id: 'PlotViewChange', ...closed },
);
export type PlotViewChange = Static<typeof PlotViewChange>;

const ByIds = Type.Object({ id: Id, viewId: Id }, closed);
const tags = ['plot-views'] as const;
export const viewApi = {
  list: {
    method: 'GET',
    url: '/api/v1/systems/:id/plot-views',
    permission: 'systems:read',
    schema: {
      operationId: 'listPlotViews',
      summary: 'Saved views of a system by name: your own and the shared ones',
      tags,
      params: ById,
      querystring: PageQuery,
      response: { 200: pageOf(PlotView) },
    },
  },
  create: {
    method: 'POST',
    url: '/api/v1/systems/:id/plot-views',
    permission: 'plot-views:write',
    schema: {
      operationId: 'createPlotView',
      summary: 'Save how the plot looks',
      tags,
      params: ById,
      body: NewPlotView,
      response: { 201: PlotView },
    },
  },
  update: {
    method: 'PATCH',
    url: '/api/v1/systems/:id/plot-views/:viewId',
    permission: 'plot-views:write',
    schema: {
      operationId: 'updatePlotView',
      summary: 'Rename or overwrite a view of your own',
      tags,
      params: ByIds,
      body: PlotViewChange,
      response: { 200: PlotView },
    },
  },
  remove: {
    method: 'DELETE',
    url: '/api/v1/systems/:id/plot-views/:viewId',
    permission: 'plot-views:write',
    schema: {
      operationId: 'deletePlotView',
      summary: 'Remove a view of your own',
      tags,
      params: ByIds,
      querystring: Type.Object({ version: Version }, closed),
      response: { 204: Type.Null({ description: 'no content' }) },
    },
  },
} as const satisfies Record<string, Endpoint>;
