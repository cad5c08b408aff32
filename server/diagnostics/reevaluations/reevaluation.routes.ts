import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { reevaluationApi } from './reevaluation.schema.ts';
import type { ReevaluationService } from './reevaluation.service.ts';

export const reevaluationRoutes: FastifyPluginAsyncTypebox<{ reevaluations: ReevaluationService }> = async (app, { reevaluations }) => {
  app.route({
    ...reevaluationApi.start,
    handler: async (request, reply) => reply.code(202).send(await reevaluations.start(request.body, actorOf(request))),
  });
  app.route({ ...reevaluationApi.list, handler: (request) => reevaluations.list(request.query) });
  app.route({ ...reevaluationApi.get, handler: (request) => reevaluations.get(request.params.id) });
  app.route({ ...reevaluationApi.items, handler: (request) => reevaluations.items(request.params.id, request.query) });
};
