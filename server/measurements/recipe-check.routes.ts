import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../accounts/authorise.routes.ts';
import { recipeCheckApi } from './recipe-check.schema.ts';
import type { RecipeCheckService } from './recipe-check.service.ts';

export const recipeCheckRoutes: FastifyPluginAsyncTypebox<{ recipeChecks: RecipeCheckService }> = async (app, { recipeChecks }) => {
  app.route({
    ...recipeCheckApi.check,
    handler: async (request, reply) => reply.code(202).send(await recipeChecks.start(request.params.id, actorOf(request))),
  });
};
