import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { actorOf, sessionOf } from '../../accounts/authorise.routes.ts';
import type { Signer } from '../signatures/signing.service.ts';
import type { ConditionService } from './condition.service.ts';
import { statusApi } from './status.schema.ts';
import type { StatusService } from './status.service.ts';

const signerOf = (request: FastifyRequest): Signer => ({ userName: sessionOf(request).user.userName, requestId: request.id });

export const reportStatusRoutes: FastifyPluginAsyncTypebox<{ statuses: StatusService; condition: ConditionService }> = async (
  app,
  { statuses, condition },
) => {
  app.route({ ...statusApi.submit, handler: (request) => statuses.submit(request.params.id, request.body, signerOf(request)) });
  app.route({ ...statusApi.review, handler: (request) => statuses.review(request.params.id, request.body, signerOf(request)) });
  app.route({
    ...statusApi.approve,
    handler: async (request, reply) => reply.code(202).send(await statuses.approve(request.params.id, request.body, signerOf(request))),
  });
  app.route({ ...statusApi.sendBack, handler: (request) => statuses.sendBack(request.params.id, request.body.reason, actorOf(request)) });
  app.route({ ...statusApi.withdraw, handler: (request) => statuses.withdraw(request.params.id, request.body.reason, actorOf(request)) });
  app.route({
    ...statusApi.remove,
    handler: async (request, reply) => {
      await statuses.remove(request.params.id, actorOf(request));
      return reply.code(204).send(null);
    },
  });
  app.route({
    ...statusApi.rewrite,
    handler: async (request, reply) => reply.code(202).send(await statuses.rewrite(request.params.id, actorOf(request))),
  });
  app.route({ ...statusApi.condition, handler: (request) => condition.look(request.params.id) });
};
