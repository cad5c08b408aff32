import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { german, germanSentences } from './german.ts';
import { wordingApi } from './wording.schema.ts';

export const wordingRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.route({
    ...wordingApi.get,
    handler: async () => ({ language: 'de' as const, texts: { ...german }, sentences: { ...germanSentences } }),
  });
};
