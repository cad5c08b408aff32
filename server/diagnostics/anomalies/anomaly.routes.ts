import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { anomalyApi } from './anomaly.schema.ts';
import type { AnomalyService } from './anomaly.service.ts';

export const anomalyRoutes: FastifyPluginAsyncTypebox<{ anomalies: AnomalyService }> = async (app, { anomalies }) => {
  app.route({
    ...anomalyApi.learn,
    handler: async (request, reply) => reply.code(202).send(await anomalies.learn(request.params.id, request.body, actorOf(request))),
  });
  app.route({ ...anomalyApi.list, handler: (request) => anomalies.list(request.query) });
  app.route({ ...anomalyApi.rows, handler: (request) => anomalies.rows(request.params.id, request.query) });
  app.route({ ...anomalyApi.overview, handler: (request) => anomalies.getOverview(request.params.id, request.query.modelId) });
};
