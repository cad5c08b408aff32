import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { Page } from '../../platform/http/page.schema.ts';
import { definitions } from '../indicator-run.ts';
import { indicatorApi, type KnownIndicator } from './indicator.schema.ts';

const known: readonly KnownIndicator[] = definitions
  .map(({ id, name, component, unit, formula }) => ({ id, name, component, unit, formula }))
  .sort((a, b) => (a.id < b.id ? -1 : 1));

export const indicatorRoutes: FastifyPluginAsyncTypebox = async (app) => {
  app.route({
    ...indicatorApi.list,
    handler: async ({ query: { limit = 50, cursor = '' } }): Promise<Page<KnownIndicator>> => {
      const rest = known.filter(({ id }) => id > cursor);
      const items = rest.slice(0, limit);
      return rest.length > limit ? { items, next: items.at(-1)!.id } : { items };
    },
  });
};
