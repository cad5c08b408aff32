import { createHmac, timingSafeEqual } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { ListenConfig } from '../config/config.ts';
import { newId } from '../ids.ts';
import type { Logger } from '../logging/logger.ts';
import { Problem } from '../problem.ts';
import { version } from '../version.ts';
import type { Permission } from './endpoint.schema.ts';
import { compileLate } from './late-compilation.ts';
import { sendProblem, toProblemDetails, useProblemDetails } from './problem-handler.ts';
import { drainAbandonedBodies, endStuckConnections } from './streamed-body.ts';

/** Small bodies by default; a route that needs more says so (`bodyLimit`). */
const defaultBodyLimit = 256 * 1024;

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission;
    isForShell?: boolean;
  }
  interface RouteShorthandOptions {
    permission?: Permission;
    isForShell?: boolean;
  }
  interface RouteOptions {
    permission?: Permission;
    isForShell?: boolean;
  }
}

/** Decides whether this request may use a route with this permission; throws a Problem (401, 403) if not. */
export type Authorise = (request: FastifyRequest, permission: Permission) => Promise<void>;

export interface HttpOptions {
  readonly listen: ListenConfig;
  readonly logger: Logger;
  readonly authorise: Authorise;
  /** How long the sender of a streamed body may be silent; a minute when absent. */
  readonly silenceMs?: number;
}

export async function createHttpServer({ listen, logger, authorise, silenceMs }: HttpOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: logger as never,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    bodyLimit: defaultBodyLimit,
    requestTimeout: 0,
    frameworkErrors: refuseMalformed as never,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  }) as unknown as FastifyInstance;
  const compileRest = compileLate(app);
  // Not awaited: the server answers meanwhile. A schema that means nothing ends the process here, not at somebody's first click.
  app.addHook('onListen', async () => void compileRest());
  allowEmptyBodies(app);
  useProblemDetails(app);
  await app.register(cookie);
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy }, hsts: false });
  drainAbandonedBodies(app, silenceMs);
  endStuckConnections(app);
  guardDoor(app, listen);
  requirePermissions(app, listen, authorise);
  await describeApi(app);
  return app;
}

/** Clients that send everything as JSON send nothing as JSON, too: an operation that wants no body does not mind. */
function allowEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0 && request.routeOptions.schema?.body === undefined) done(null, undefined);
    else void parse(request, body as string, done);
  });
}

/** Nothing from elsewhere, no inline scripts; inline styles only because the component library sets CSS variables that way. */
const contentSecurityPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};

/** A malformed address is refused before any hook runs, so the protecting headers are set by hand. */
function refuseMalformed(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void reply.headers({
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  void sendProblem(reply, toProblemDetails(error, request.id));
}

/** Who may knock at all: the shell by its secret, a browser by a known Host; and nobody writes from another site (CSRF, rebinding). */
function guardDoor(app: FastifyInstance, listen: ListenConfig): void {
  app.addHook('onRequest', async (request, reply) => {
    if (listen.kind === 'socket') checkSecret(request, reply, listen.secret);
    else checkHost(request, listen.host);
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
    const origin = request.headers.origin;
    const host = request.headers.host ?? '';
    if (listen.kind === 'tcp' && origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
      throw new Problem('origin-refused', 403, 'Requests from other sites are refused');
    }
    if (request.headers['x-sightglass'] !== '1') {
      throw new Problem('csrf-header-required', 403, 'The header x-sightglass: 1 is missing', {
        detail: 'Every request that changes something must carry it; a foreign web page cannot send it.',
      });
    }
  });
}

/** The shell asks for a proof first (HMAC of its nonce), so that a stranger on the socket learns nothing from it. */
function checkSecret(request: FastifyRequest, reply: { header(name: string, value: string): unknown }, secret: string): void {
  const nonce = request.headers['x-sightglass-nonce'];
  if (typeof nonce === 'string' && nonce.length <= 200 && request.url === '/health/live') {
    reply.header('x-sightglass-proof', createHmac('sha256', secret).update(nonce).digest('hex'));
    return;
  }
  const given = Buffer.from(String(request.headers['x-sightglass-secret'] ?? ''));
  const expected = Buffer.from(secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Problem('app-secret-required', 401, 'Only the Sightglass window may use this socket');
  }
}

/**
 * What the shell does in its own name it proves with a second word. The secret alone does not: the shell adds it to whatever the page
 * asks for, and takes every header of this kind away from the page (electron/api-forward.ts).
 */
function checkShell(request: FastifyRequest, listen: ListenConfig): void {
  const given = Buffer.from(String(request.headers['x-sightglass-shell'] ?? ''));
  const expected = listen.kind === 'socket' ? Buffer.from(createHmac('sha256', listen.secret).update('shell').digest('hex')) : null;
  if (expected === null || given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Problem('shell-only', 403, 'Only the desktop window can do this', {
      detail: 'A server reads no paths on the word of a browser. Hand in the file itself.',
    });
  }
}

function checkHost(request: FastifyRequest, bound: string): void {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  const known = ['127.0.0.1', 'localhost', '[::1]', bound.toLowerCase()];
  if (!known.includes(host)) throw new Problem('host-refused', 421, 'This server does not answer under that name');
}

/** Deny by default: a route without a permission stops the start, and every request passes here before its handler. */
function requirePermissions(app: FastifyInstance, listen: ListenConfig, authorise: Authorise): void {
  app.addHook('onRoute', (route) => {
    const permission = route.permission ?? route.config?.permission;
    const isLibraryPage = route.url.startsWith('/api/docs');
    if (!permission && !isLibraryPage) throw new Error(`Route ${String(route.method)} ${route.url} declares no permission`);
    route.config = { ...route.config, permission: permission ?? 'session', isForShell: route.isForShell === true };
  });
  app.addHook('onRequest', async (request) => {
    if (request.is404) return;
    const { permission } = request.routeOptions.config;
    if (!permission) throw new Error(`No permission on ${request.routeOptions.url ?? request.url}`);
    await authorise(request, permission);
    if (request.routeOptions.config.isForShell) checkShell(request, listen);
  });
}

async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sightglass',
        version,
        description: 'Hydraulic condition monitoring. Every list is paged by cursor; every error is RFC 9457 problem+json.',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'sightglass_session' } } },
    },
    transform: ({ schema, url, route }) => ({
      schema: {
        ...schema,
        ...(route.config?.permission === 'public' ? {} : { security: [{ session: [] }] }),
        'x-permission': route.config?.permission,
      } as typeof schema,
      url,
    }),
  });
  // Its own `staticCSP` would allow https: and validator.swagger.io; ours stays in force without it.
  await app.register(swaggerUi, { routePrefix: '/api/docs' });
}
