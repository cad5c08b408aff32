import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { decisionApi } from './decision.schema.ts';
import type { DecisionService } from './decision.service.ts';

export const decisionRoutes: FastifyPluginAsyncTypebox<{ decisions: DecisionService }> = async (app, { decisions }) => {
  app.route({
    ...decisionApi.decide,
    handler: async (request, reply) => reply.code(201).send(await decisions.decide(request.params.id, request.body, actorOf(request))),
  });
  app.route({ ...decisionApi.list, handler: (request) => decisions.list(request.query) });
  app.route({
    ...decisionApi.withdraw,
    handler: (request) => decisions.withdraw(request.params.id, request.body.reason, actorOf(request)),
  });
};
