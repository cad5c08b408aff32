import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** Once the server stops, requests under way may take this long to end. */
const lastRequestsMs = 2000;

/**
 * Bodies that go to the disk as they come in. A handler that gives up half-way (file too large, disk full) would leave the rest unread:
 * the sender could not finish writing, its connection would be stuck, and the server could not stop. So the rest is read and dropped.
 */
export function drainAbandonedBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (request.headers['content-type'] !== 'application/octet-stream') return payload;
    const body = new PassThrough();
    payload.pipe(body);
    // `pipe` passes on neither of these; without them a vanished sender would be waited for without end.
    payload.once('error', (error) => body.destroy(error));
    payload.once('close', () => payload.readableEnded || body.destroy(new Error('the sender went away')));
    body.once('close', () => payload.resume());
    return body;
  });
}

/** A sender who never finishes must not keep the server from stopping. */
export function endStuckConnections(app: FastifyInstance): void {
  let timer: NodeJS.Timeout | undefined;
  app.addHook('preClose', async () => {
    timer = setTimeout(() => app.server.closeAllConnections(), lastRequestsMs);
  });
  app.addHook('onClose', async () => clearTimeout(timer));
}
