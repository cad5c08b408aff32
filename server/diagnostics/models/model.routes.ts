import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { modelApi } from './model.schema.ts';
import type { ModelService } from './model.service.ts';

export const modelRoutes: FastifyPluginAsyncTypebox<{ models: ModelService }> = async (app, { models }) => {
  app.route({
    ...modelApi.train,
    handler: async (request, reply) => reply.code(202).send(await models.train(request.params.id, request.body, actorOf(request))),
  });
  app.route({ ...modelApi.list, handler: (request) => models.list(request.query) });
  app.route({ ...modelApi.apply, handler: (request) => models.apply(request.params.id, request.query) });
};
