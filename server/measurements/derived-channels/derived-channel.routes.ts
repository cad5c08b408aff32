import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { derivedChannelApi } from './derived-channel.schema.ts';
import type { DerivedChannelService } from './derived-channel.service.ts';

export const derivedChannelRoutes: FastifyPluginAsyncTypebox<{ derived: DerivedChannelService }> = async (app, { derived }) => {
  app.route({ ...derivedChannelApi.list, handler: (request) => derived.list(request.params.id, request.query) });
  app.route({ ...derivedChannelApi.check, handler: (request) => derived.check(request.params.id, request.body) });
  app.route({
    ...derivedChannelApi.create,
    handler: async (request, reply) => reply.code(202).send(await derived.start(request.params.id, request.body, actorOf(request))),
  });
  app.route({
    ...derivedChannelApi.remove,
    handler: async (request, reply) => {
      await derived.remove(request.params.id, request.params.derivedId, actorOf(request));
      return reply.code(204).send(null);
    },
  });
};
