import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { verificationApi } from './verification.schema.ts';
import type { VerificationService } from './verification.service.ts';

export const verificationRoutes: FastifyPluginAsyncTypebox<{ verifications: VerificationService }> = async (app, { verifications }) => {
  app.route({
    ...verificationApi.start,
    handler: async (request, reply) => reply.code(202).send(await verifications.start(request.body, actorOf(request))),
  });
};
