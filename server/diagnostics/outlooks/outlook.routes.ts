import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { componentGradeApi } from './component-grade.schema.ts';
import { outlookApi } from './outlook.schema.ts';
import type { OutlookService } from './outlook.service.ts';

export const outlookRoutes: FastifyPluginAsyncTypebox<{ outlooks: OutlookService }> = async (app, { outlooks }) => {
  app.route({ ...componentGradeApi.list, handler: (request) => outlooks.listComponents(request.params.id, request.query) });
  app.route({ ...componentGradeApi.ofDiagnosis, handler: (request) => outlooks.gradesOf(request.params.id) });
  app.route({ ...outlookApi.health, handler: (request) => outlooks.getHealth(request.params.id, request.query) });
};
