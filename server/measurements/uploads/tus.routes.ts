import { Readable } from 'node:stream';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../accounts/authorise.routes.ts';
import { ById } from '../../platform/http/page.schema.ts';
import { Problem } from '../../platform/problem.ts';
import type { TusServer } from './tus-server.ts';
import { uploadApi } from './upload.schema.ts';
import type { UploadService } from './upload.service.ts';

interface Services {
  tus: TusServer;
  uploads: UploadService;
  maxUploadBytes: number;
}

/** Content of a piece of an upload, by the protocol. */
const pieceType = 'application/offset+octet-stream';
/** A browser needs one, two when it comes back after a lost network; more would only hold connections. */
const mostPieces = 8;

/** Resumable uploads. Every request asks for the permission and for the owner, before a byte is read. */
export const tusRoutes: FastifyPluginAsyncTypebox<Services> = async (app, { tus, uploads, maxUploadBytes }) => {
  app.addContentTypeParser(pieceType, (_request, payload, done) => done(null, payload));
  const pieces = new Map<string, number>();

  async function pass(request: FastifyRequest, reply: FastifyReply): Promise<null> {
    const actor = actorOf(request);
    const { id } = request.params as { id?: string };
    const upload = id === undefined ? undefined : await uploads.getOwn(id, actor);
    const work = () => tus.handle(toWebRequest(request), actor).finally(() => leave(request));
    // Asking for the offset is always possible: it is how somebody comes back.
    const answer = isPiece(request) ? await counted(pieces, actor.name, work) : await work();
    // No CORS header at all: no page from elsewhere is a client of ours.
    for (const [name, value] of answer.headers) if (!name.startsWith('access-control-')) void reply.header(name, value);
    const expiresAt = upload?.expiresAt ?? (await createdAt(uploads, answer))?.expiresAt;
    if (expiresAt !== undefined) void reply.header('upload-expires', new Date(expiresAt).toUTCString());
    void reply.header('cache-control', 'no-store').code(answer.status);
    return null;
  }

  const bodyLimit = maxUploadBytes;
  app.route({ ...uploadApi.create, bodyLimit, handler: pass });
  app.route({ ...uploadApi.append, bodyLimit, handler: async (request, reply) => pass(assertPiece(request), reply) });
  app.route({ ...uploadApi.discard, handler: pass });
  // Not part of the described API: HEAD and OPTIONS have no place of their own there, and the protocol says what they are.
  const { permission } = uploadApi.create;
  app.route({ method: 'HEAD', url: uploadApi.append.url, permission, schema: { hide: true, params: ById }, handler: pass });
  app.route({ method: 'OPTIONS', url: uploadApi.create.url, permission, schema: { hide: true }, handler: pass });
};

async function counted<T>(pieces: Map<string, number>, owner: string, work: () => Promise<T>): Promise<T> {
  const running = pieces.get(owner) ?? 0;
  if (running >= mostPieces) {
    throw new Problem('uploads-too-many', 429, 'Too many files are on their way', {
      detail: `At most ${mostPieces} files arrive at once. Wait for one to end.`,
    });
  }
  pieces.set(owner, running + 1);
  try {
    return await work();
  } finally {
    const left = (pieces.get(owner) ?? 1) - 1;
    if (left > 0) pieces.set(owner, left);
    else pieces.delete(owner);
  }
}

function isPiece(request: FastifyRequest): boolean {
  return request.headers['content-type'] === pieceType && request.body instanceof Readable;
}

/** The library lets the rest of a piece that failed (disk full, wrong offset) lie: its sender would wait instead of hearing why. */
function leave({ body }: FastifyRequest): void {
  if (body instanceof Readable) body.destroy();
}

function assertPiece(request: FastifyRequest): FastifyRequest {
  if (request.headers['content-type'] === pieceType) return request;
  throw new Problem('media-type-unsupported', 415, 'This content type is not accepted here', {
    detail: `A piece of an upload is ${pieceType}.`,
  });
}

function createdAt(uploads: UploadService, answer: Response) {
  const id = /[0-9a-f-]{36}$/.exec(answer.headers.get('location') ?? '')?.[0];
  return id === undefined ? undefined : uploads.find(id);
}

const passedOn = ['content-length', 'content-type', 'tus-resumable'];

function toWebRequest(request: FastifyRequest): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string' && (name.startsWith('upload-') || passedOn.includes(name))) headers.set(name, value);
  }
  // The library takes the last part of the path for the id; host and protocol mean nothing to it.
  const init: RequestInit = { method: request.method, headers };
  if (!isPiece(request)) {
    headers.delete('content-type');
    return new Request(new URL(request.url, 'http://sightglass.invalid'), init);
  }
  const body = Readable.toWeb(request.body as Readable) as ReadableStream;
  return new Request(new URL(request.url, 'http://sightglass.invalid'), { ...init, body, duplex: 'half' } as RequestInit);
}
