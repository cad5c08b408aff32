import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { askedRange } from '../../platform/http/byte-range.ts';
import { Problem } from '../../platform/problem.ts';
import { dataExportApi } from './data-export.schema.ts';
import type { DataExportService } from './data-export.service.ts';

export const dataExportRoutes: FastifyPluginAsyncTypebox<{ dataExports: DataExportService }> = async (app, { dataExports }) => {
  app.route({
    ...dataExportApi.start,
    handler: async (request, reply) => reply.code(202).send(await dataExports.start(request.body, actorOf(request))),
  });
  app.route({ ...dataExportApi.list, handler: (request) => dataExports.list(request.query) });
  app.route({ ...dataExportApi.get, handler: (request) => dataExports.get(request.params.id) });
  app.route({ ...dataExportApi.remove, handler: (request) => dataExports.remove(request.params.id, actorOf(request)) });
  app.route({
    ...dataExportApi.download,
    handler: async (request, reply) => {
      const { id } = request.params;
      const { name, sha256, bytes } = await dataExports.getFile(id);
      const etag = `"${sha256}"`;
      const range = askedRange(request.headers, { bytes, etag });
      if (range === 'none')
        throw new Problem('range-not-there', 416, 'The file has no such bytes', { detail: `It has ${bytes} bytes.`, extra: { bytes } });
      const content = await dataExports.open(id, range, actorOf(request));
      if (range) void reply.code(206).header('content-range', `bytes ${range.from}-${range.to}/${bytes}`);
      void reply
        .type('application/zip')
        .header('accept-ranges', 'bytes')
        .header('etag', etag)
        .header('content-length', range ? range.to - range.from + 1 : bytes)
        .header('content-disposition', `attachment; filename="${name}"`)
        .header('cache-control', 'private, no-store')
        .header('x-content-type-options', 'nosniff');
      return reply.send(content as never);
    },
  });
};
