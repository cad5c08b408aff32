import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyRequest } from 'fastify';
import { languageOf, problemIn } from '../problems/problem-language.ts';
import { type Job, jobApi } from './job.schema.ts';
import type { JobService } from './job.service.ts';

export const jobRoutes: FastifyPluginAsyncTypebox<{ jobs: JobService }> = async (app, { jobs }) => {
  app.route({
    ...jobApi.list,
    handler: async (request) => {
      const page = await jobs.list(request.query);
      return { ...page, items: page.items.map((job) => jobIn(request, job)) };
    },
  });
  app.route({ ...jobApi.get, handler: async (request) => jobIn(request, await jobs.get(request.params.id)) });
  app.route({ ...jobApi.cancel, handler: async (request) => jobIn(request, await jobs.cancel(request.params.id)) });
};

/** What went wrong is kept in English and told in the reader's language. */
function jobIn({ headers }: FastifyRequest, job: Job): Job {
  return job.problem === null ? job : { ...job, problem: problemIn(languageOf(headers['accept-language']), job.problem) };
}
