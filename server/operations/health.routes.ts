import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { version } from '../platform/version.ts';
import { healthApi } from './health.schema.ts';
import type { HealthService } from './health.service.ts';

export const healthRoutes: FastifyPluginAsyncTypebox<{ health: HealthService }> = async (app, { health }) => {
  app.route({ ...healthApi.live, handler: async () => ({ status: 'live' as const, version }) });
  app.route({
    ...healthApi.ready,
    handler: async (_request, reply) => {
      const state = await health.ready();
      return reply.code(state.status === 'ready' ? 200 : 503).send(state);
    },
  });
};
