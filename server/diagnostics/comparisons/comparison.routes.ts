import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { DiagnosisService } from '../diagnosis.service.ts';
import { comparisonApi } from './comparison.schema.ts';
import { compareDiagnoses } from './comparison.ts';

export const comparisonRoutes: FastifyPluginAsyncTypebox<{ diagnoses: DiagnosisService }> = async (app, { diagnoses }) => {
  app.route({
    ...comparisonApi.compare,
    handler: async ({ query }) => compareDiagnoses(await diagnoses.getLatest(query.before), await diagnoses.getLatest(query.after)),
  });
};
