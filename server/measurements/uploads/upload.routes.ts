import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { uploadApi } from './upload.schema.ts';
import type { UploadService } from './upload.service.ts';

export const uploadRoutes: FastifyPluginAsyncTypebox<{ uploads: UploadService }> = async (app, { uploads }) => {
  app.route({ ...uploadApi.list, handler: (request) => uploads.list(request.query, actorOf(request)) });
  app.route({
    ...uploadApi.handIn,
    handler: async (request, reply) => reply.code(202).send(await uploads.handIn(request.body.uploads, actorOf(request))),
  });
  app.route({
    ...uploadApi.handInPaths,
    handler: async (request, reply) => reply.code(202).send(await uploads.handInPaths(request.body.files, actorOf(request))),
  });
  app.route({ ...uploadApi.listFiles, handler: (request) => uploads.listFiles(request.query) });
  app.route({ ...uploadApi.getFile, handler: (request) => uploads.getFile(request.params.sha256) });
};
