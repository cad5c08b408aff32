import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { annotationApi } from './annotation.schema.ts';
import type { AnnotationService } from './annotation.service.ts';

export const annotationRoutes: FastifyPluginAsyncTypebox<{ annotations: AnnotationService }> = async (app, { annotations }) => {
  app.route({ ...annotationApi.list, handler: (request) => annotations.list(request.params.id, request.query) });
  app.route({
    ...annotationApi.create,
    handler: async (request, reply) => reply.code(201).send(await annotations.create(request.params.id, request.body, actorOf(request))),
  });
  app.route({
    ...annotationApi.update,
    handler: (request) =>
      annotations.update(request.params.id, request.params.annotationId, { input: request.body, actor: actorOf(request) }),
  });
  app.route({
    ...annotationApi.remove,
    handler: async (request, reply) => {
      const { version } = request.query;
      await annotations.remove(request.params.id, request.params.annotationId, { version, actor: actorOf(request) });
      return reply.code(204).send(null);
    },
  });
};
