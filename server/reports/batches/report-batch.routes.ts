import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { reportBatchApi } from './report-batch.schema.ts';
import type { ReportBatchService } from './report-batch.service.ts';

export const reportBatchRoutes: FastifyPluginAsyncTypebox<{ reportBatches: ReportBatchService }> = async (app, { reportBatches }) => {
  app.route({
    ...reportBatchApi.start,
    handler: async (request, reply) => reply.code(202).send(await reportBatches.start(request.body, actorOf(request))),
  });
  app.route({ ...reportBatchApi.list, handler: (request) => reportBatches.list(request.query) });
  app.route({ ...reportBatchApi.get, handler: (request) => reportBatches.get(request.params.id) });
  app.route({ ...reportBatchApi.items, handler: (request) => reportBatches.items(request.params.id, request.query) });
};
