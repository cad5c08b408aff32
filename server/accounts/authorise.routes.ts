import type { FastifyRequest } from 'fastify';
import type { Permission } from '../platform/http/endpoint.schema.ts';
import { Problem } from '../platform/problem.ts';
import type { Session } from './account.schema.ts';
import type { Actor } from './actor.ts';
import type { SessionService } from './session.service.ts';

export const sessionCookie = 'sightglass_session';

const sessionsOfRequests = new WeakMap<FastifyRequest, Session>();

/** The check that runs before every handler: who is it, and may that person do this? */
export function createAuthorise(sessions: SessionService) {
  return async (request: FastifyRequest, permission: Permission): Promise<void> => {
    if (permission === 'public') return;
    const token = request.cookies[sessionCookie];
    const session = token ? await sessions.find(token) : undefined;
    if (!session) throw new Problem('login-required', 401, 'Please log in');
    if (permission !== 'session' && !session.permissions.includes(permission)) {
      throw new Problem('permission-denied', 403, 'Your role does not allow this', {
        detail: `This needs the permission "${permission}"; your role is ${session.user.role}. Ask an admin.`,
      });
    }
    sessionsOfRequests.set(request, session);
  };
}

export function sessionOf(request: FastifyRequest): Session {
  const session = sessionsOfRequests.get(request);
  if (!session) throw new Error('sessionOf was called on a public route');
  return session;
}

export function actorOf(request: FastifyRequest): Actor {
  return { name: sessionOf(request).user.userName, requestId: request.id };
}
