import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { mappingApi } from './mapping.schema.ts';
import type { MappingService } from './mapping.service.ts';

export const mappingRoutes: FastifyPluginAsyncTypebox<{ mappings: MappingService }> = async (app, { mappings }) => {
  app.route({
    ...mappingApi.get,
    handler: async (request, reply) => {
      const mapping = await mappings.get(request.params.id);
      void reply.headers({ etag: mapping.tag, 'cache-control': 'private, no-cache' });
      return mapping;
    },
  });
  app.route({
    ...mappingApi.change,
    handler: async (request, reply) => {
      const change = { ...request.body, madeOn: request.headers['if-match'] };
      const mapping = await mappings.change(request.params.id, change, actorOf(request));
      void reply.header('etag', mapping.tag);
      return mapping;
    },
  });
};
