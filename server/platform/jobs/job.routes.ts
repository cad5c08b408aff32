import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { jobApi } from './job.schema.ts';
import type { JobService } from './job.service.ts';

export const jobRoutes: FastifyPluginAsyncTypebox<{ jobs: JobService }> = async (app, { jobs }) => {
  app.route({ ...jobApi.list, handler: (request) => jobs.list(request.query) });
  app.route({ ...jobApi.get, handler: (request) => jobs.get(request.params.id) });
  app.route({ ...jobApi.cancel, handler: (request) => jobs.cancel(request.params.id) });
};
