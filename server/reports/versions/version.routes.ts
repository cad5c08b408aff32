import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import type { VersionService } from './version.service.ts';
import { versionApi } from './version-api.schema.ts';

export const reportVersionRoutes: FastifyPluginAsyncTypebox<{ versions: VersionService }> = async (app, { versions }) => {
  app.route({
    ...versionApi.start,
    handler: async (request, reply) => reply.code(202).send(await versions.start(request.params.id, actorOf(request))),
  });
  app.route({
    ...versionApi.refresh,
    handler: async (request, reply) => reply.code(202).send(await versions.refresh(request.params.id, actorOf(request))),
  });
  app.route({ ...versionApi.list, handler: (request) => versions.list(request.params.id, request.query) });
  app.route({ ...versionApi.changes, handler: async (request) => ({ steps: await versions.changes(request.params.id) }) });
  app.route({ ...versionApi.events, handler: (request) => versions.events(request.params.id, request.query) });
  app.route({
    ...versionApi.reevaluate,
    handler: async (request, reply) => reply.code(202).send({ runs: await versions.reevaluate(request.params.id, actorOf(request)) }),
  });
};
