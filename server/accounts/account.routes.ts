import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply } from 'fastify';
import { accountApi } from './account.schema.ts';
import type { AccountService } from './account.service.ts';
import type { AuditTrail } from './audit.service.ts';
import { actorOf, sessionCookie, sessionOf } from './authorise.routes.ts';
import type { SessionService } from './session.service.ts';

interface Services {
  accounts: AccountService;
  sessions: SessionService;
  audit: AuditTrail;
}

export const accountRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { accounts, sessions, audit }) => {
  function setCookie(reply: FastifyReply, token: string): void {
    void reply.setCookie(sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'strict' });
  }

  app.route({ ...accountApi.getSetup, handler: async () => ({ isNeeded: await accounts.isSetupNeeded() }) });
  app.route({
    ...accountApi.setup,
    handler: async (request, reply) => {
      const { token, session } = await sessions.open(await accounts.setup(request.body, request.id));
      setCookie(reply, token);
      return reply.code(201).send(session);
    },
  });
  app.route({
    ...accountApi.login,
    handler: async (request, reply) => {
      const user = await accounts.checkLogin(request.body.userName, request.body.password, request.id);
      const { token, session } = await sessions.open(user);
      setCookie(reply, token);
      return session;
    },
  });
  app.route({ ...accountApi.getSession, handler: (request) => sessionOf(request) });
  app.route({
    ...accountApi.logout,
    handler: async (request, reply) => {
      const token = request.cookies[sessionCookie];
      if (token) await sessions.close(token);
      void reply.clearCookie(sessionCookie, { path: '/' });
      return reply.code(204).send(null);
    },
  });
  app.route({ ...accountApi.listUsers, handler: (request) => accounts.listUsers(request.query) });
  app.route({
    ...accountApi.createUser,
    handler: async (request, reply) => reply.code(201).send(await accounts.createUser(request.body, actorOf(request))),
  });
  app.route({ ...accountApi.listAudit, handler: (request) => audit.list(request.query) });
};
