import { setImmediate as nextTurn } from 'node:timers/promises';
import { AjvCompiler } from '@fastify/ajv-compiler';
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import type { FastifyInstance } from 'fastify';

type Compiled = ((data: unknown) => unknown) & { errors?: unknown };

/**
 * Schemas become code when a route is first used: the hundreds there are would hold up the start by the better part of a second.
 * Returns what compiles the rest, one after the other in the pauses of the server; it throws for a schema that means nothing.
 *
 * Text of an address becomes numbers where the schema says so; a body means what it says: there `null` is never 0 and `true` never 1.
 */
export function compileLate(app: FastifyInstance): () => Promise<void> {
  const build = AjvCompiler();
  const common = { removeAdditional: false, allErrors: true, useDefaults: true } as const;
  const ofBodies = build({}, { customOptions: { ...common, coerceTypes: false } });
  const ofAddresses = build({}, { customOptions: { ...common, coerceTypes: 'array' } });
  const ofAnswers = SerializerSelector()();
  const waiting = new Set<() => Compiled>();

  /** The function a schema stands for, compiled at its first call. */
  const late = (compile: () => Compiled): Compiled => {
    let compiled: Compiled | undefined;
    const now = () => {
      waiting.delete(now);
      compiled ??= compile();
      return compiled;
    };
    waiting.add(now);
    const call: Compiled = (data) => {
      const run = compiled ?? now();
      const result = run(data);
      call.errors = run.errors;
      return result;
    };
    return call;
  };

  app.setValidatorCompiler((route) => late(() => (route.httpPart === 'body' ? ofBodies : ofAddresses)(route as never) as never) as never);
  app.setSerializerCompiler((route) => late(() => ofAnswers(route as never)) as never);

  let isClosed = false;
  app.addHook('onClose', async () => {
    isClosed = true;
  });
  return async () => {
    for (const compile of waiting) {
      await nextTurn();
      if (isClosed) return;
      compile();
    }
  };
}
