import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Problem } from '../problem.ts';

/** Addresses of the programming interface: unknown ones are missing, never the page. */
const notPages = /^\/(api|health|assets)(\/|\?|$)/;

/** Serves the built user interface to a browser; any unknown page address answers with index.html (the router is in the page). */
export async function serveUserInterface(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  // The plugin's own routes declare no permission; it only lends `sendFile`.
  await app.register(fastifyStatic, { root: folder, serve: false });
  const beside = new Set(readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isFile() ? [entry.name] : [])));

  app.route<{ Params: { '*': string } }>({
    method: 'GET',
    url: '/assets/*',
    permission: 'public',
    schema: { hide: true },
    handler: (request, reply) => reply.sendFile(request.params['*'], join(folder, 'assets'), { immutable: true, maxAge: '365d' }),
  });
  app.route<{ Params: { '*': string } }>({
    method: 'GET',
    url: '/*',
    permission: 'public',
    schema: { hide: true },
    handler: (request, reply) => {
      if (notPages.test(request.url)) throw new Problem('route-not-found', 404, 'There is nothing at this address');
      const name = request.params['*'];
      return reply.header('cache-control', 'no-cache').sendFile(beside.has(name) ? name : 'index.html', folder, { cacheControl: false });
    },
  });
}
