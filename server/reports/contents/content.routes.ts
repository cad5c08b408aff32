import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { publishedSchema } from '../formats/published.schema.ts';
import { contentApi } from './content.schema.ts';
import type { ContentService } from './content.service.ts';

export const reportContentRoutes: FastifyPluginAsyncTypebox<{ contents: ContentService }> = async (app, { contents }) => {
  app.route({ ...contentApi.evidence, handler: (request) => contents.listEvidence(request.params.id, request.query) });
  app.route({ ...contentApi.oneEvidence, handler: (request) => contents.getEvidence(request.params.id, request.params.evidenceId) });
  app.route({
    ...contentApi.table,
    handler: async (request, reply) => {
      const { name, text } = await contents.openTable(request.params.id, request.query, actorOf(request));
      void reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('x-content-type-options', 'nosniff');
      return reply.send(text as never);
    },
  });
  app.route({ ...contentApi.documentSchema, handler: async () => publishedSchema() });
};
