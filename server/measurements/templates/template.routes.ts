import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { templateApi } from './template.schema.ts';
import type { TemplateService } from './template.service.ts';

export const templateRoutes: FastifyPluginAsyncTypebox<{ templates: TemplateService }> = async (app, { templates }) => {
  app.route({ ...templateApi.list, handler: (request) => templates.list(request.query) });
  app.route({ ...templateApi.get, handler: (request) => templates.getDetail(request.params.id) });
  app.route({
    ...templateApi.create,
    handler: async (request, reply) => reply.code(201).send(await templates.create(request.body, actorOf(request))),
  });
  app.route({
    ...templateApi.createVersion,
    handler: async (request, reply) =>
      reply.code(201).send(await templates.createVersion(request.params.id, request.body, actorOf(request))),
  });
  app.route({
    ...templateApi.rename,
    handler: (request) => templates.rename(request.params.id, request.body.name, actorOf(request)),
  });
  app.route({
    ...templateApi.delete,
    handler: async (request, reply) => {
      await templates.delete(request.params.id, actorOf(request));
      return reply.code(204).send(null);
    },
  });
  app.route({
    ...templateApi.exportFile,
    handler: async (request, reply) => {
      const file = await templates.exportFile(request.params.id);
      void reply.header('content-disposition', 'attachment; filename="logger-template.json"').header('x-content-type-options', 'nosniff');
      return file;
    },
  });
  app.route({
    ...templateApi.importFile,
    handler: async (request, reply) => reply.code(201).send(await templates.importFile(request.body, actorOf(request))),
  });
};
