import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, Sha256 } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';
import { RawFile } from '../recording.schema.ts';
import { FileState } from './file-kind.schema.ts';

/** Bytes on their way in. They belong to the person who began, until they are handed in or expire. */
export const Upload = Type.Object(
  {
    id: Id,
    name: Type.String(),
    bytes: orNull(Type.Integer({ description: 'announced length; null: not said yet' })),
    createdAt: Instant,
    expiresAt: Instant,
  },
  { $id: 'Upload', additionalProperties: false },
);
export type Upload = Static<typeof Upload>;

const FileName = Type.String({ minLength: 1, maxLength: 255 });
export const HandIn = Type.Object(
  { uploads: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }) },
  { $id: 'HandIn', additionalProperties: false },
);
export const HandInPaths = Type.Object(
  {
    files: Type.Array(
      Type.Object({ path: Type.String({ minLength: 1, maxLength: 4096 }), name: FileName }, { additionalProperties: false }),
      { minItems: 1, maxItems: 200 },
    ),
  },
  { $id: 'HandInPaths', additionalProperties: false },
);
export type HandInPaths = Static<typeof HandInPaths>;

const tags = ['measurements'] as const;
const permission = 'recordings:import';
const description =
  'tus 1.0.0 (https://tus.io/protocols/resumable-upload) with creation, creation-with-upload, creation-defer-length, expiration and' +
  ' termination; HEAD tells the offset. A finished upload becomes a file by handInUploads.';

/** The one documented way for browsers; programs stream a file by `uploadFile`. */
export const uploadApi = {
  create: {
    method: 'POST',
    url: '/api/v1/uploads/resumable',
    permission,
    schema: {
      operationId: 'createUpload',
      summary: 'Begin a resumable upload (tus)',
      description,
      tags,
      response: { 201: Type.Null() },
    },
  },
  append: {
    method: 'PATCH',
    url: '/api/v1/uploads/resumable/:id',
    permission,
    schema: {
      operationId: 'appendToUpload',
      summary: 'Go on with an upload at its offset (tus)',
      description,
      tags,
      consumes: ['application/offset+octet-stream'],
      params: ById,
      response: { 204: Type.Null() },
    },
  },
  discard: {
    method: 'DELETE',
    url: '/api/v1/uploads/resumable/:id',
    permission,
    schema: {
      operationId: 'discardUpload',
      summary: 'Give up an upload (tus)',
      description,
      tags,
      params: ById,
      response: { 204: Type.Null() },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/uploads',
    permission,
    schema: {
      operationId: 'listUploads',
      summary: 'Your own unfinished uploads, newest first',
      tags,
      querystring: pageQuery({}),
      response: { 200: pageOf(Upload) },
    },
  },
  handIn: {
    method: 'POST',
    url: '/api/v1/uploads/hand-in',
    permission,
    schema: {
      operationId: 'handInUploads',
      summary: 'Have finished uploads checked and kept; the job’s result names the files',
      tags,
      body: HandIn,
      response: { 202: Job },
    },
  },
  handInPaths: {
    method: 'POST',
    url: '/api/v1/uploads/from-paths',
    permission,
    isForShell: true,
    schema: {
      operationId: 'handInPaths',
      summary: 'Have files of this computer copied, checked and kept; only the desktop window may ask',
      tags,
      body: HandInPaths,
      response: { 202: Job },
    },
  },
  listFiles: {
    method: 'GET',
    url: '/api/v1/raw-files',
    permission: 'recordings:read',
    schema: {
      operationId: 'listRawFiles',
      summary: 'Files that were handed in, with their state: quarantined, accepted or refused',
      tags,
      querystring: pageQuery({ state: Type.Optional(FileState) }),
      response: { 200: pageOf(RawFile) },
    },
  },
  getFile: {
    method: 'GET',
    url: '/api/v1/raw-files/:sha256',
    permission: 'recordings:read',
    schema: {
      operationId: 'getRawFile',
      summary: 'One file that was handed in, and what was found out about it',
      tags,
      params: Type.Object({ sha256: Sha256 }, { additionalProperties: false }),
      response: { 200: RawFile },
    },
  },
} as const satisfies Record<string, Endpoint>;
