import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { firstLookApi } from './first-look.schema.ts';
import type { FirstLookService } from './first-look.service.ts';

export const firstLookRoutes: FastifyPluginAsyncTypebox<{ firstLooks: FirstLookService }> = async (app, { firstLooks }) => {
  // Unlike an upload this is small, and wanted as a whole.
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
  app.route({
    ...firstLookApi.look,
    handler: (request) => firstLooks.look({ ...request.query, bytes: request.body as Buffer }),
  });
};
