import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import type { PreviewService } from '../previews/preview.service.ts';
import type { CompositionService } from './composition.service.ts';
import { compositionApi } from './composition-api.schema.ts';

export const compositionRoutes: FastifyPluginAsyncTypebox<{ compositions: CompositionService; previews: PreviewService }> = async (
  app,
  { compositions, previews },
) => {
  app.route({
    ...compositionApi.get,
    handler: async (request, reply) => {
      const state = await compositions.get(request.params.id);
      void reply.headers({ etag: state.tag, 'cache-control': 'private, no-cache' });
      return state;
    },
  });
  app.route({
    ...compositionApi.change,
    handler: async (request, reply) => {
      const change = { ...request.body, madeOn: request.headers['if-match'] };
      const state = await compositions.change(request.params.id, change, actorOf(request));
      void reply.header('etag', state.tag);
      return state;
    },
  });
  app.route({
    ...compositionApi.pin,
    handler: async (request, reply) => {
      const state = await compositions.pin(request.params.id, request.body, actorOf(request));
      return reply.code(201).header('etag', state.tag).send(state);
    },
  });
  app.route({ ...compositionApi.preview, handler: (request) => previews.make(request.params.id) });
  app.route({
    ...compositionApi.page,
    handler: async (request, reply) => {
      const { hash, page } = request.params;
      const content = previews.page(hash, page);
      void reply.type('image/svg+xml').headers({
        'cache-control': 'private, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
        'x-content-type-options': 'nosniff',
      });
      return reply.send(content as never);
    },
  });
};
