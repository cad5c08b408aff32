import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { reportTemplateApi } from './report-template.schema.ts';
import type { ReportTemplateService } from './report-template.service.ts';

export const reportTemplateRoutes: FastifyPluginAsyncTypebox<{ templates: ReportTemplateService }> = async (app, { templates }) => {
  app.route({ ...reportTemplateApi.list, handler: (request) => templates.list(request.query) });
  app.route({
    ...reportTemplateApi.get,
    handler: async (request, reply) => {
      const template = await templates.get(request.params.id);
      void reply.headers({ etag: template.tag, 'cache-control': 'private, no-cache' });
      return template;
    },
  });
  app.route({
    ...reportTemplateApi.logo,
    handler: async (request, reply) => {
      const { mediaType, content } = await templates.logo(request.params.id, request.params.sha256);
      void reply.type(mediaType).headers({
        'cache-control': 'private, max-age=31536000, immutable',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'x-content-type-options': 'nosniff',
      });
      return reply.send(content as never);
    },
  });
  app.route({ ...reportTemplateApi.versions, handler: (request) => templates.versions(request.params.id, request.query) });
  app.route({
    ...reportTemplateApi.create,
    handler: async (request, reply) => {
      const template = await templates.create(request.body, actorOf(request));
      return reply.code(201).header('etag', template.tag).send(template);
    },
  });
  app.route({
    ...reportTemplateApi.change,
    handler: async (request, reply) => {
      const change = { ...request.body, madeOn: request.headers['if-match'] };
      const template = await templates.change(request.params.id, change, actorOf(request));
      void reply.header('etag', template.tag);
      return template;
    },
  });
  app.route({
    ...reportTemplateApi.remove,
    handler: async (request, reply) => {
      await templates.remove(request.params.id, request.headers['if-match'], actorOf(request));
      return reply.code(204).send(null);
    },
  });
};
