import { PassThrough } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** Once the server stops, requests under way may take this long to end. */
const lastRequestsMs = 2000;

/** Contents that go to the disk as they come in. */
const streamed = new Set(['application/octet-stream', 'application/offset+octet-stream']);
/** So much is still taken from a sender that was refused, to hand it the answer; after that its connection ends. */
const mostDrainedBytes = 64 * 1024 ** 2;

/**
 * A handler that gives up half-way (file too large, disk full) would leave the rest of a body unread: the sender could not finish writing,
 * its connection would be stuck, and the server could not stop. So the rest is read and dropped, within bounds. A sender that falls
 * silent is waited for only so long (slow-loris): what has arrived of a resumable upload stays.
 */
export function drainAbandonedBodies(app: FastifyInstance, silenceMs = 60_000): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (!streamed.has(request.headers['content-type'] ?? '')) return payload;
    const body = new PassThrough();
    payload.pipe(body);
    const { socket } = request.raw;
    let seen = socket.bytesRead;
    const watch = setInterval(() => {
      // Whoever is waited for is silent; a slow disk keeps its own sender waiting, and its bytes lie here.
      const isSilent = socket.bytesRead === seen && body.readableLength === 0 && payload.readableLength === 0;
      seen = socket.bytesRead;
      if (isSilent) payload.destroy(new Error('the sender fell silent'));
    }, silenceMs);
    watch.unref();
    // `pipe` passes on neither of these; without them a vanished sender would be waited for without end.
    payload.once('error', (error) => body.destroy(error));
    payload.once('close', () => {
      clearInterval(watch);
      if (!payload.readableEnded) body.destroy(new Error('the sender went away'));
    });
    body.once('close', () => {
      let drained = 0;
      payload.on('data', (chunk: Buffer) => {
        drained += chunk.length;
        if (drained > mostDrainedBytes) payload.destroy();
      });
      payload.resume();
    });
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
