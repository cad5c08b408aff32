import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../accounts/authorise.routes.ts';
import { systemApi } from './system.schema.ts';
import type { SystemService } from './system.service.ts';

export const systemRoutes: FastifyPluginAsyncTypebox<{ systems: SystemService }> = async (app, { systems }) => {
  app.route({ ...systemApi.listSites, handler: (request) => systems.listSites(request.query) });
  app.route({
    ...systemApi.createSite,
    handler: async (request, reply) => reply.code(201).send(await systems.createSite(request.body, actorOf(request))),
  });
  app.route({ ...systemApi.list, handler: (request) => systems.list(request.query) });
  app.route({
    ...systemApi.create,
    handler: async (request, reply) => reply.code(201).send(await systems.create(request.body, actorOf(request))),
  });
  app.route({ ...systemApi.get, handler: (request) => systems.getDetail(request.params.id) });
  app.route({
    ...systemApi.createComponent,
    handler: async (request, reply) =>
      reply.code(201).send(await systems.createComponent(request.params.id, request.body, actorOf(request))),
  });
  app.route({
    ...systemApi.createChannel,
    handler: async (request, reply) => reply.code(201).send(await systems.createChannel(request.params.id, request.body, actorOf(request))),
  });
};
