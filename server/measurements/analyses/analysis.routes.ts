import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { goneSignal } from '../../platform/http/gone-signal.ts';
import { analysisApi } from './analysis.schema.ts';
import type { AnalysisService } from './analysis.service.ts';

export const analysisRoutes: FastifyPluginAsyncTypebox<{ analyses: AnalysisService }> = async (app, { analyses }) => {
  app.route({
    ...analysisApi.statistics,
    handler: (request, reply) => analyses.statistics(request.params.id, request.query, goneSignal(reply)),
  });
  app.route({
    ...analysisApi.spectrum,
    handler: (request, reply) => analyses.spectrum(request.params.id, request.query, goneSignal(reply)),
  });
  app.route({ ...analysisApi.cycles, handler: (request, reply) => analyses.cycles(request.params.id, request.query, goneSignal(reply)) });
  app.route({
    ...analysisApi.trigger,
    handler: (request, reply) => analyses.triggers(request.params.id, request.query, goneSignal(reply)),
  });
  app.route({ ...analysisApi.limits, handler: (request) => analyses.limits(request.params.id) });
  app.route({
    ...analysisApi.crossPlot,
    handler: (request, reply) => analyses.crossPlot(request.params.id, request.query, goneSignal(reply)),
  });
};
