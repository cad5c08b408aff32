import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { goneSignal } from '../../platform/http/gone-signal.ts';
import { exportApi } from './export.schema.ts';
import type { ExportService } from './export.service.ts';

export const exportRoutes: FastifyPluginAsyncTypebox<{ exports: ExportService }> = async (app, { exports }) => {
  app.route({
    ...exportApi.download,
    handler: async (request, reply) => {
      const who = { actor: actorOf(request), signal: goneSignal(reply) };
      const { content, fileName, mediaType } = await exports.open(request.params.id, request.query, who);
      void reply
        .type(mediaType)
        .header('content-disposition', attachment(fileName))
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff');
      return reply.send(content as never);
    },
  });
};

/** RFC 6266: the name itself in UTF-8, and one in ASCII for whoever does not read that. */
function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\x20-\x7e]|["%\\]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
