import type { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../accounts/authorise.routes.ts';
import type { ImportService } from './import.service.ts';
import { recordingApi } from './recording.schema.ts';
import type { RecordingService } from './recording.service.ts';

interface Services {
  imports: ImportService;
  recordings: RecordingService;
}

export const recordingRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { imports, recordings }) => {
  // The body goes to the disk as it comes in; it is never held in memory.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));

  app.route({
    ...recordingApi.upload,
    handler: async (request, reply) =>
      reply.code(201).send(await imports.keepFile(request.body as Readable, request.query.name, actorOf(request))),
  });
  app.route({
    ...recordingApi.startImport,
    handler: async (request, reply) => reply.code(202).send(await imports.start(request.body, actorOf(request))),
  });
  app.route({ ...recordingApi.list, handler: (request) => recordings.list(request.query) });
  app.route({ ...recordingApi.get, handler: (request) => recordings.getDetail(request.params.id) });
  app.route({ ...recordingApi.series, handler: (request) => recordings.series(request.params.id, request.query) });
  app.route({
    ...recordingApi.rejectedRows,
    handler: async (request, reply) => {
      const rows = await recordings.rejectedRows(request.params.id);
      void reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="rejected-rows.csv"')
        .header('x-content-type-options', 'nosniff');
      return reply.send((rows ?? 'line,reason,text\r\n') as never);
    },
  });
};
