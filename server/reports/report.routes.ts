import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../accounts/authorise.routes.ts';
import { reportApi } from './report.schema.ts';
import type { ReportService } from './report.service.ts';

const mediaTypes = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
} as const;

export const reportRoutes: FastifyPluginAsyncTypebox<{ reports: ReportService }> = async (app, { reports }) => {
  app.route({
    ...reportApi.start,
    handler: async (request, reply) => reply.code(202).send(await reports.start(request.body, actorOf(request))),
  });
  app.route({ ...reportApi.list, handler: (request) => reports.list(request.query) });
  app.route({ ...reportApi.get, handler: (request) => reports.get(request.params.id) });
  app.route({
    ...reportApi.signingKey,
    handler: async () => {
      const { pem, fingerprint } = reports.publicKey();
      return { algorithm: 'Ed25519' as const, fingerprint, pem };
    },
  });
  app.route({
    ...reportApi.bundle,
    handler: async (request, reply) => {
      const bundle = await reports.openBundle(request.params.id, actorOf(request));
      void reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${bundle.name}"`)
        .header('x-content-type-options', 'nosniff');
      return reply.send(bundle.content as never);
    },
  });
  app.route({
    ...reportApi.download,
    handler: async (request, reply) => {
      const { id, format } = request.params;
      const { edition = 'current' } = request.query;
      const file = await reports.open(id, { format, edition }, actorOf(request));
      void reply
        .type(mediaTypes[format])
        .header('content-length', file.bytes)
        .header('content-disposition', `attachment; filename="${file.name}"`)
        .header('x-content-type-options', 'nosniff');
      return reply.send(file.content as never);
    },
  });
};
