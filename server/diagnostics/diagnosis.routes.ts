import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../accounts/authorise.routes.ts';
import { diagnosisApi } from './diagnosis.schema.ts';
import type { DiagnosisService } from './diagnosis.service.ts';

export const diagnosisRoutes: FastifyPluginAsyncTypebox<{ diagnoses: DiagnosisService }> = async (app, { diagnoses }) => {
  app.route({
    ...diagnosisApi.start,
    handler: async (request, reply) => reply.code(202).send(await diagnoses.start(request.params.id, actorOf(request))),
  });
  app.route({ ...diagnosisApi.latest, handler: (request) => diagnoses.getLatest(request.params.id) });
  app.route({ ...diagnosisApi.latestOfSystem, handler: (request) => diagnoses.getLatestOfSystem(request.params.id) });
  app.route({ ...diagnosisApi.findings, handler: (request) => diagnoses.listFindings(request.query) });
};
