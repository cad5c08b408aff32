import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { mappingApi } from './mapping.schema.ts';
import type { MappingService } from './mapping.service.ts';

export const mappingRoutes: FastifyPluginAsyncTypebox<{ mappings: MappingService }> = async (app, { mappings }) => {
  app.route({ ...mappingApi.get, handler: (request) => mappings.get(request.params.id) });
  app.route({ ...mappingApi.change, handler: (request) => mappings.change(request.params.id, request.body, actorOf(request)) });
};
