import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { compileLate } from './late-compilation.ts';

const numbers = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };

function server(schema: object) {
  const app = Fastify();
  const compileRest = compileLate(app as never);
  app.post('/', { schema: schema as never }, async (request) => ({ ...(request.query as object), ...(request.body as object), secret: 1 }));
  return { app, compileRest };
}

it('an address is text and becomes numbers; a body means what it says; an answer holds what its schema names', async () => {
  const { app } = server({ querystring: numbers, body: { ...numbers, required: [] }, response: { 200: numbers } });
  expect((await app.inject({ method: 'POST', url: '/?n=7', payload: {} })).json()).toEqual({ n: 7 });
  expect((await app.inject({ method: 'POST', url: '/?n=seven', payload: {} })).json().message).toBe('querystring/n must be integer');
  expect((await app.inject({ method: 'POST', url: '/?n=7', payload: { n: '7' } })).json().message).toBe('body/n must be integer');
  expect((await app.inject({ method: 'POST', url: '/?n=7', payload: { n: null } })).statusCode).toBe(400);
  await app.close();
});

it('a schema that means nothing is found after the start without anybody using its route', async () => {
  const { app, compileRest } = server({ body: { type: 'number of sorts' } });
  await app.ready();
  await expect(compileRest()).rejects.toThrow('type must be');
  await app.close();
});

it('what is compiled already, or belongs to a closed server, is left alone', async () => {
  const { app, compileRest } = server({ body: { type: 'number of sorts' } });
  await app.ready();
  await app.close();
  await expect(compileRest()).resolves.toBeUndefined();
});
