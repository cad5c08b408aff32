import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { operatingPointApi } from './operating-point.schema.ts';
import type { OperatingPointService } from './operating-point.service.ts';

export const operatingPointRoutes: FastifyPluginAsyncTypebox<{ operatingPoints: OperatingPointService }> = async (
  app,
  { operatingPoints },
) => {
  app.route({ ...operatingPointApi.list, handler: (request) => operatingPoints.list(request.params.id, request.query) });
  app.route({
    ...operatingPointApi.create,
    handler: async (request, reply) =>
      reply.code(201).send(await operatingPoints.create(request.params.id, request.body, actorOf(request))),
  });
  app.route({
    ...operatingPointApi.update,
    handler: (request) => operatingPoints.update(request.params.id, request.body, actorOf(request)),
  });
  app.route({
    ...operatingPointApi.remove,
    handler: async (request, reply) => {
      await operatingPoints.remove(request.params.id, request.query.version, actorOf(request));
      return reply.code(204).send(null);
    },
  });
};
