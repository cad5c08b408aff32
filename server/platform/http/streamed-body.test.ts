import { Agent, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLogger } from '../logging/logger.ts';
import { Problem } from '../problem.ts';
import { createHttpServer } from './http-server.ts';

let app: FastifyInstance;
let port: number;
let agent: Agent;
/** How the body ended for the handler that reads it to its end. */
let ending: Promise<string>;
let tell: (text: string) => void = () => undefined;

beforeEach(async () => {
  app = await createHttpServer({
    listen: { kind: 'tcp', host: '127.0.0.1', port: 0 },
    logger: createLogger('silent'),
    authorise: async () => undefined,
    silenceMs: 300,
  });
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  const permission = 'public' as const;
  app.route({
    method: 'POST',
    url: '/give-up',
    permission,
    bodyLimit: 2 ** 40,
    handler: async (request) => {
      for await (const _chunk of request.body as Readable) throw new Problem('file-too-large', 413, 'The file is too large');
    },
  });
  ending = new Promise((resolve) => {
    tell = resolve;
  });
  app.route({
    method: 'POST',
    url: '/read',
    permission,
    bodyLimit: 2 ** 40,
    handler: async (request) => {
      let bytes = 0;
      try {
        for await (const chunk of request.body as Readable) bytes += (chunk as Buffer).length;
        tell('whole');
      } catch {
        tell('broken');
      }
      return { bytes };
    },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  port = (app.server.address() as AddressInfo).port;
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
});
afterEach(async () => {
  agent.destroy();
  await app.close();
});

const headers = { 'content-type': 'application/octet-stream', 'x-sightglass': '1' };

function post(path: string, body: Buffer): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = { port, path, method: 'POST', agent, headers: { ...headers, 'content-length': body.length } };
    const sent = httpRequest(options, async (reply) => {
      let text = '';
      for await (const chunk of reply) text += String(chunk);
      resolve({ status: reply.statusCode ?? 0, body: text });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

test('a streamed body arrives whole', async () => {
  expect(await post('/read', Buffer.alloc(20e6))).toMatchObject({ status: 200, body: '{"bytes":20000000}' });
  expect(await post('/read', Buffer.alloc(0))).toMatchObject({ status: 200, body: '{"bytes":0}' });
});

test('a sender who is refused half-way gets the problem, and is not stuck', async () => {
  const refused = await post('/give-up', Buffer.alloc(20e6));
  expect(refused.status).toBe(413);
  expect(JSON.parse(refused.body)).toMatchObject({ code: 'file-too-large' });
  expect(await post('/read', Buffer.alloc(1e6))).toMatchObject({ status: 200, body: '{"bytes":1000000}' });
});

test('a sender who vanishes half-way ends the reading', async () => {
  const sent = httpRequest({ port, path: '/read', method: 'POST', headers: { ...headers, 'content-length': 10e6 } });
  sent.on('error', () => undefined);
  sent.write(Buffer.alloc(1e6));
  await new Promise((resolve) => setTimeout(resolve, 200));
  sent.destroy();
  expect(await ending).toBe('broken');
});

test('a sender who falls silent is not waited for, one who is only slow is', async () => {
  const slow = httpRequest({ port, path: '/read', method: 'POST', headers: { ...headers, 'content-length': 6 } });
  slow.on('error', () => undefined);
  for (let i = 0; i < 6; i++) {
    slow.write('x');
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  expect(await ending).toBe('whole');
  slow.end();
  ending = new Promise((resolve) => {
    tell = resolve;
  });
  const silent = httpRequest({ port, path: '/read', method: 'POST', headers: { ...headers, 'content-length': 10e6 } });
  silent.on('error', () => undefined);
  silent.write('x');
  expect(await ending).toBe('broken');
  silent.destroy();
});

test('a sender who is refused and sends on without end is cut off', async () => {
  const sent = httpRequest({ port, path: '/give-up', method: 'POST', headers: { ...headers, 'transfer-encoding': 'chunked' } });
  const cut = new Promise((resolve) => sent.once('close', resolve).on('error', () => undefined));
  let isCut = false;
  void cut.then(() => {
    isCut = true;
  });
  let bytes = 0;
  while (!isCut && bytes < 1e9) {
    bytes += 1e6;
    if (!sent.write(Buffer.alloc(1e6))) await Promise.race([cut, new Promise((resolve) => sent.once('drain', resolve))]);
  }
  expect(bytes).toBeLessThan(500e6);
});

test('a sender who never finishes does not keep the server from stopping', async () => {
  const sent = httpRequest({ port, path: '/read', method: 'POST', headers: { ...headers, 'content-length': 10e6 } });
  sent.on('error', () => undefined);
  sent.write(Buffer.alloc(1e6));
  await new Promise((resolve) => setTimeout(resolve, 200));
  const asked = performance.now();
  await app.close();
  expect(performance.now() - asked).toBeLessThan(4000);
  sent.destroy();
}, 15_000);
