import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import type { CatalogueService } from './catalogue.service.ts';
import { catalogueApi } from './entries/entry.schema.ts';
import type { EntryService } from './entries/entry.service.ts';

export const catalogueRoutes: FastifyPluginAsyncTypebox<{ catalogue: CatalogueService; entries: EntryService }> = async (
  app,
  { catalogue, entries },
) => {
  app.route({ ...catalogueApi.listFaults, handler: (request) => catalogue.listFaults(request.query) });
  app.route({ ...catalogueApi.getFault, handler: (request) => catalogue.getFault(request.params.faultId) });
  app.route({ ...catalogueApi.listEntries, handler: (request) => entries.list(request.query) });
  app.route({
    ...catalogueApi.propose,
    handler: async (request, reply) => reply.code(201).send(await entries.propose(request.body, actorOf(request))),
  });
  app.route({
    ...catalogueApi.proposeRetirement,
    handler: async (request, reply) =>
      reply.code(201).send(await entries.proposeRetirement(request.params.id, request.body.reason, actorOf(request))),
  });
  app.route({ ...catalogueApi.decide, handler: (request) => entries.decide(request.params.id, request.body, actorOf(request)) });
  app.route({ ...catalogueApi.withdraw, handler: (request) => entries.withdraw(request.params.id, request.body.reason, actorOf(request)) });
};
