import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Serves the built user interface to a browser; any unknown page address answers with index.html (the router is in the page). */
export async function serveUserInterface(app: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return;
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      permission: 'public',
    } as never);
    scope.route({
      method: 'GET',
      url: '/*',
      permission: 'public',
      schema: { hide: true },
      handler: (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html', folder),
    });
  });
}
