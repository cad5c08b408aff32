import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { viewApi } from './plot-view.schema.ts';
import type { PlotViewService } from './plot-view.service.ts';

export const plotViewRoutes: FastifyPluginAsyncTypebox<{ views: PlotViewService }> = async (app, { views }) => {
  app.route({ ...viewApi.list, handler: (request) => views.list(request.params.id, request.query, actorOf(request)) });
  app.route({
    ...viewApi.create,
    handler: async (request, reply) => reply.code(201).send(await views.create(request.params.id, request.body, actorOf(request))),
  });
  app.route({
    ...viewApi.update,
    handler: (request) => views.update({ systemId: request.params.id, id: request.params.viewId, actor: actorOf(request) }, request.body),
  });
  app.route({
    ...viewApi.remove,
    handler: async (request, reply) => {
      await views.remove({ systemId: request.params.id, id: request.params.viewId, actor: actorOf(request) }, request.query.version);
      return reply.code(204).send(null);
    },
  });
};
