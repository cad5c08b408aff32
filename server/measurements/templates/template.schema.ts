import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, PageQuery, pageOf } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;
const Line = Type.String({ maxLength: 200, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });
const TemplateName = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[^\\s@\\u0000-\\u001f\\u007f][^@\\u0000-\\u001f\\u007f]*$',
  description: 'one line without @; reports name the template as name@version',
});
const Note = orNull(Type.String({ maxLength: 2000 }));

/** What identifies the files of a logger: the look of its tables and the names in them, never a value or a date. */
export const Fingerprint = Type.Object(
  {
    layout: Type.String({ minLength: 1, maxLength: 40 }),
    delimiter: Type.String({ maxLength: 4 }),
    header: Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 500 }),
    units: Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 500 }),
    metadataKeys: Type.Array(Line, { maxItems: 100 }),
  },
  closed,
);
export type Fingerprint = Static<typeof Fingerprint>;

/** Answers by question id, as in an import, and `mapping`; checked in depth by the service. */
export const TemplateAnswers = Type.Record(Type.String({ pattern: '^[a-z][a-z-]{0,39}$' }), Type.Unknown(), { maxProperties: 20 });
export type TemplateAnswers = Static<typeof TemplateAnswers>;

const versionWords = { version: Type.Integer({ minimum: 1 }), answers: TemplateAnswers, note: Note };
export const LoggerTemplate = Type.Object(
  {
    id: Type.String(),
    name: Type.String(),
    ...versionWords,
    isBuiltIn: Type.Boolean({ description: 'part of the product: neither edited nor removed' }),
    fingerprint: orNull(Fingerprint),
    createdAt: orNull(Instant),
    createdBy: orNull(Type.String()),
  },
  { $id: 'LoggerTemplate', ...closed },
);
export type LoggerTemplate = Static<typeof LoggerTemplate>;

const TemplateVersion = Type.Object({ ...versionWords, createdAt: Instant, createdBy: Type.String() }, closed);
export type TemplateVersion = Static<typeof TemplateVersion>;

export const LoggerTemplateDetail = Type.Object(
  { template: LoggerTemplate, versions: Type.Array(TemplateVersion, { description: 'the newest 100, newest first' }) },
  { $id: 'LoggerTemplateDetail', ...closed },
);
export type LoggerTemplateDetail = Static<typeof LoggerTemplateDetail>;

export const NewLoggerTemplate = Type.Object(
  { recordingId: Id, name: TemplateName, note: Type.Optional(Note) },
  { $id: 'NewLoggerTemplate', ...closed },
);
export type NewLoggerTemplate = Static<typeof NewLoggerTemplate>;

export const NewTemplateVersion = Type.Object(
  { answers: TemplateAnswers, note: Type.Optional(Note) },
  { $id: 'NewTemplateVersion', ...closed },
);
export type NewTemplateVersion = Static<typeof NewTemplateVersion>;

export const RenamedTemplate = Type.Object({ name: TemplateName }, { $id: 'RenamedTemplate', ...closed });
export type RenamedTemplate = Static<typeof RenamedTemplate>;

/** A template as a file that can be handed to another plant. Its fingerprint is computed again from the parts when it comes in. */
export const TemplateFile = Type.Object(
  {
    format: Type.Literal('sightglass-logger-template'),
    formatVersion: Type.Literal(1),
    name: TemplateName,
    ...versionWords,
    fingerprint: Fingerprint,
    author: Line,
    createdAt: Type.String({ maxLength: 40 }),
  },
  { $id: 'TemplateFile', ...closed },
);
export type TemplateFile = Static<typeof TemplateFile>;

/** Largest template file in bytes. */
export const mostTemplateBytes = 65_536;

const tags = ['measurements'] as const;
export const templateApi = {
  list: {
    method: 'GET',
    url: '/api/v1/import-templates',
    permission: 'recordings:read',
    schema: {
      operationId: 'listImportTemplates',
      summary: 'Templates of loggers by name, the built-in ones first',
      tags,
      querystring: PageQuery,
      response: { 200: pageOf(LoggerTemplate) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/import-templates/:id',
    permission: 'recordings:read',
    schema: {
      operationId: 'getImportTemplate',
      summary: 'A template with its versions',
      tags,
      params: ById,
      response: { 200: LoggerTemplateDetail },
    },
  },
  create: {
    method: 'POST',
    url: '/api/v1/import-templates',
    permission: 'templates:write',
    schema: {
      operationId: 'createImportTemplate',
      summary: 'Keep how a recording was read as the template of its logger',
      tags,
      body: NewLoggerTemplate,
      response: { 201: LoggerTemplate },
    },
  },
  createVersion: {
    method: 'POST',
    url: '/api/v1/import-templates/:id/versions',
    permission: 'templates:write',
    bodyLimit: mostTemplateBytes,
    schema: {
      operationId: 'createImportTemplateVersion',
      summary: 'Change a template: a new version of its answers',
      tags,
      params: ById,
      body: NewTemplateVersion,
      response: { 201: LoggerTemplate },
    },
  },
  rename: {
    method: 'PATCH',
    url: '/api/v1/import-templates/:id',
    permission: 'templates:write',
    schema: {
      operationId: 'renameImportTemplate',
      summary: 'Give a template another name; reports of earlier imports keep the name they were written with',
      tags,
      params: ById,
      body: RenamedTemplate,
      response: { 200: LoggerTemplate },
    },
  },
  delete: {
    method: 'DELETE',
    url: '/api/v1/import-templates/:id',
    permission: 'templates:write',
    schema: {
      operationId: 'deleteImportTemplate',
      summary: 'Remove a template with all its versions; recordings read with it stay as they are',
      tags,
      params: ById,
      response: { 204: Type.Null() },
    },
  },
  exportFile: {
    method: 'GET',
    url: '/api/v1/import-templates/:id/file',
    permission: 'recordings:read',
    schema: {
      operationId: 'exportImportTemplate',
      summary: 'A template as a file to hand on',
      tags,
      params: ById,
      response: { 200: TemplateFile },
    },
  },
  importFile: {
    method: 'POST',
    url: '/api/v1/import-templates/file',
    permission: 'templates:write',
    bodyLimit: mostTemplateBytes,
    schema: {
      operationId: 'importImportTemplate',
      summary: 'Take in a template file: a new template, or the next version of the one with this name and fingerprint',
      tags,
      body: TemplateFile,
      response: { 201: LoggerTemplate },
    },
  },
} as const satisfies Record<string, Endpoint>;
