import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { baselineApi } from './baseline.schema.ts';
import type { BaselineService } from './baseline.service.ts';

export const baselineRoutes: FastifyPluginAsyncTypebox<{ baselines: BaselineService }> = async (app, { baselines }) => {
  app.route({
    ...baselineApi.capture,
    handler: async (request, reply) => reply.code(202).send(await baselines.capture(request.params.id, request.body, actorOf(request))),
  });
};
