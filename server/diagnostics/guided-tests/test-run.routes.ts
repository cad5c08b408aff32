import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { guidedTestApi } from './test-run.schema.ts';
import type { GuidedTestService } from './test-run.service.ts';

export const guidedTestRoutes: FastifyPluginAsyncTypebox<{ guidedTests: GuidedTestService }> = async (app, { guidedTests }) => {
  app.route({ ...guidedTestApi.listTests, handler: (request) => guidedTests.listTests(request.params.id) });
  app.route({
    ...guidedTestApi.createRun,
    handler: async (request, reply) => reply.code(201).send(await guidedTests.create(request.params.id, request.body, actorOf(request))),
  });
  app.route({ ...guidedTestApi.listRuns, handler: (request) => guidedTests.list(request.query) });
  app.route({ ...guidedTestApi.getRun, handler: (request) => guidedTests.get(request.params.id) });
  app.route({
    ...guidedTestApi.tick,
    handler: (request) => guidedTests.tick(request.params.id, { id: request.params.stepId, ...request.body }, actorOf(request)),
  });
  app.route({
    ...guidedTestApi.evaluate,
    handler: async (request, reply) => reply.code(202).send(await guidedTests.evaluate(request.params.id, request.body, actorOf(request))),
  });
  app.route({
    ...guidedTestApi.listEvaluations,
    handler: (request) => guidedTests.listEvaluations(request.params.id, request.query),
  });
};
