import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../accounts/authorise.routes.ts';
import { previewApi } from './import-preview.schema.ts';
import type { PreviewService } from './import-preview.service.ts';

export const previewRoutes: FastifyPluginAsyncTypebox<{ previews: PreviewService }> = async (app, { previews }) => {
  app.route({ ...previewApi.preview, handler: (request) => previews.preview(request.body) });
  app.route({
    ...previewApi.check,
    handler: async (request, reply) => reply.code(202).send(await previews.startCheck(request.body, actorOf(request))),
  });
};
