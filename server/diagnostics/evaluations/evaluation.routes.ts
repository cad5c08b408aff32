import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { evaluationApi } from './evaluation.schema.ts';
import type { EvaluationService } from './evaluation.service.ts';

export const evaluationRoutes: FastifyPluginAsyncTypebox<{ evaluations: EvaluationService }> = async (app, { evaluations }) => {
  app.route({ ...evaluationApi.list, handler: (request) => evaluations.list(request.params.id, request.query) });
  app.route({ ...evaluationApi.get, handler: (request) => evaluations.get(request.params.id) });
  app.route({ ...evaluationApi.compare, handler: (request) => evaluations.compare(request.query.before, request.params.id) });
};
