import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { retentionApi } from './retention.schema.ts';
import type { RetentionService } from './retention.service.ts';

export const retentionRoutes: FastifyPluginAsyncTypebox<{ retention: RetentionService }> = async (app, { retention }) => {
  app.route({ ...retentionApi.storage, handler: (request) => retention.storage(request.query) });
  app.route({ ...retentionApi.get, handler: (request) => retention.get(request.params.id) });
  app.route({
    ...retentionApi.change,
    handler: (request) => retention.change(request.params.id, request.body, actorOf(request)),
  });
  app.route({ ...retentionApi.due, handler: (request) => retention.due(request.params.id, request.query) });
  app.route({
    ...retentionApi.run,
    handler: async (request, reply) => reply.code(202).send(await retention.run(request.params.id, actorOf(request))),
  });
  app.route({
    ...retentionApi.removeRecording,
    handler: async (request, reply) => {
      await retention.remove(request.params.id, request.query.reason, actorOf(request));
      return reply.code(204).send(null);
    },
  });
};
