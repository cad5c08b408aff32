import type { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { actorOf } from '../accounts/authorise.routes.ts';
import { prefers } from '../platform/http/accepted-type.ts';
import { goneSignal } from '../platform/http/gone-signal.ts';
import { matchesTag } from './envelopes/entity-tag.ts';
import type { ImportService } from './import.service.ts';
import { recordingApi, seriesMediaType } from './recording.schema.ts';
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
  app.route({
    ...recordingApi.series,
    handler: async (request, reply) => {
      const isPacked = prefers(request.headers.accept, seriesMediaType);
      const answer = await recordings.askSeries(request.params.id, request.query, isPacked ? 'packed' : 'json');
      // Whoever keeps the answer asks again each time: the session may have ended.
      const whole = { etag: answer.tag, 'cache-control': 'private, no-cache', vary: 'accept' };
      if (matchesTag(request.headers['if-none-match'], answer.tag)) return (reply as FastifyReply).headers(whole).code(304).send();
      const { bytes, isWhole } = await answer.read(goneSignal(reply));
      // What is damaged may be restored from a backup: nobody keeps an answer without it.
      void reply.headers(isWhole ? whole : { 'cache-control': 'no-store' });
      return reply.type(isPacked ? seriesMediaType : 'application/json; charset=utf-8').send(bytes as never);
    },
  });
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
