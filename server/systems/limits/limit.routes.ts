import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { limitApi } from './limit.schema.ts';
import type { LimitService } from './limit.service.ts';

export const limitRoutes: FastifyPluginAsyncTypebox<{ limits: LimitService }> = async (app, { limits }) => {
  app.route({ ...limitApi.list, handler: (request) => limits.list(request.params.id, request.query) });
  app.route({
    ...limitApi.propose,
    handler: async (request, reply) => reply.code(201).send(await limits.propose(request.params.id, request.body, actorOf(request))),
  });
  app.route({
    ...limitApi.proposeRetirement,
    handler: async (request, reply) =>
      reply.code(201).send(await limits.proposeRetirement(request.params.id, request.body.reason, actorOf(request))),
  });
  app.route({ ...limitApi.decide, handler: (request) => limits.decide(request.params.id, request.body, actorOf(request)) });
  app.route({ ...limitApi.withdraw, handler: (request) => limits.withdraw(request.params.id, request.body.reason, actorOf(request)) });
};
