import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../problem.ts';
import { languageOf, problemIn } from '../problems/problem-language.ts';
import type { ProblemDetails } from './problem.schema.ts';

/** Every failure leaves as RFC 9457 problem+json; what is not a Problem says nothing about the inside. */
export function useProblemDetails(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | Problem, request, reply) => {
    const details = toProblemDetails(error, request.id);
    if (details.status >= 500) request.log.error({ err: error }, 'request failed');
    return sendProblem(reply, details);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(reply, notFound(request)));
}

export function sendProblem(reply: FastifyReply, details: ProblemDetails): FastifyReply {
  // What is out of order for a moment says when to come again (RFC 9110, 10.2.3).
  if (details.status === 503) void reply.header('retry-after', '1');
  const language = languageOf(reply.request.headers['accept-language']);
  void reply.header('content-language', language).header('vary', 'accept-language');
  return reply
    .code(details.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemIn(language, details)));
}

function notFound(request: FastifyRequest): ProblemDetails {
  return {
    type: 'urn:problem:route-not-found',
    title: 'There is nothing at this address',
    status: 404,
    code: 'route-not-found',
    instance: request.id,
  };
}

/** What Fastify itself refuses, in our words. */
const fromFastify: Record<string, [code: string, status: number, title: string]> = {
  FST_ERR_CTP_INVALID_JSON_BODY: ['json-malformed', 400, 'The request body is not valid JSON'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['json-malformed', 400, 'The request body is empty'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['body-too-large', 413, 'The request body is too large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['media-type-unsupported', 415, 'This content type is not accepted here'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['content-length-wrong', 400, 'The request body does not have the length it announced'],
  FST_ERR_BAD_URL: ['url-malformed', 400, 'The address is not valid'],
};

/** What the operating system and the database drivers say when there is no room left: by code, never by text. */
const diskFull = new Set(['ENOSPC', 'EDQUOT', 'SQLITE_FULL', '53100']);

/** PostgreSQL stores no zero character in a text (SQLSTATE 22021, character_not_in_repertoire). */
const untranslatable = '22021';

export function toProblemDetails(error: unknown, instance?: string): ProblemDetails {
  const about = instance === undefined ? {} : { instance };
  if (error instanceof Problem) return { ...describe(error), ...about };
  const failure = error as FastifyError;
  if (failure?.validation) return { ...invalid(failure), ...about };
  if (failure?.code && diskFull.has(failure.code)) return { ...describe(outOfSpace()), ...about };
  if (failure?.code === untranslatable) {
    return { type: 'urn:problem:text-invalid', title: 'A text holds the zero character', status: 400, code: 'text-invalid', ...about };
  }
  const known = failure?.code ? fromFastify[failure.code] : undefined;
  if (known) return { type: `urn:problem:${known[0]}`, title: known[2], status: known[1], code: known[0], ...about };
  if (typeof failure?.statusCode === 'number' && failure.statusCode >= 400 && failure.statusCode < 500) {
    return {
      type: 'urn:problem:request-invalid',
      title: 'The request is not valid',
      status: failure.statusCode,
      code: 'request-invalid',
      ...about,
    };
  }
  return { type: 'urn:problem:internal', title: 'Something went wrong on the server', status: 500, code: 'internal', ...about };
}

function outOfSpace(): Problem {
  return new Problem('disk-full', 507, 'The disk is full', {
    detail: 'There is no room left in the data folder. Free some space and try again; nothing was changed.',
  });
}

function describe(problem: Problem): ProblemDetails {
  return {
    type: `urn:problem:${problem.code}`,
    title: problem.message,
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.errors === undefined ? {} : { errors: [...problem.errors] }),
    ...(problem.extra === undefined ? {} : { extra: { ...problem.extra } }),
  };
}

function invalid(error: FastifyError): ProblemDetails {
  const where = error.validationContext === 'body' ? '#' : `#/${error.validationContext ?? ''}`;
  const errors = (error.validation ?? []).map((v) => {
    const extra = (v.params as { additionalProperty?: string }).additionalProperty;
    if (extra !== undefined) return { pointer: `${where}${v.instancePath}/${extra}`, detail: `is not a known field: "${extra}"` };
    const missing = (v.params as { missingProperty?: string }).missingProperty;
    if (missing !== undefined) return { pointer: `${where}${v.instancePath}/${missing}`, detail: 'is required' };
    return { pointer: `${where}${v.instancePath}`, detail: v.message ?? 'is not valid' };
  });
  return {
    type: 'urn:problem:validation-failed',
    title: 'The request is not valid',
    status: 400,
    code: 'validation-failed',
    detail: errors.map((e) => `${e.pointer} ${e.detail}`).join('; '),
    errors,
  };
}
