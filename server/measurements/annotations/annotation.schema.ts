import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;
const Version = Type.Integer({ minimum: 1, description: 'the version the change was made on; a newer one in the meantime is a conflict' });

const annotationWords = {
  channel: orNull(Type.Integer({ minimum: 0, description: 'index of a channel of the recording; null: the recording as a whole' })),
  fromMs: Type.Number({ minimum: 0, description: 'ms since the start of the recording' }),
  toMs: orNull(Type.Number({ minimum: 0, description: 'end of a range; null: a point in time' })),
  text: Type.String({ minLength: 1, maxLength: 2000, pattern: '^[^\\u0000]*\\S[^\\u0000]*$' }),
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 40, pattern: '^[^\\u0000-\\u001f]*\\S[^\\u0000-\\u001f]*$' }), {
    maxItems: 12,
    uniqueItems: true,
  }),
  inReport: Type.Boolean({ description: 'whether reports on this recording show it' }),
};

/** What a person saw at a point or range of a recording. */
export const Annotation = Type.Object(
  {
    id: Id,
    recordingId: Id,
    ...annotationWords,
    createdBy: Type.String(),
    createdAt: Instant,
    updatedAt: Instant,
    version: Type.Integer(),
  },
  { $id: 'Annotation', ...closed },
);
export type Annotation = Static<typeof Annotation>;

export const NewAnnotation = Type.Object(
  {
    ...annotationWords,
    channel: Type.Optional(annotationWords.channel),
    toMs: Type.Optional(annotationWords.toMs),
    tags: Type.Optional(annotationWords.tags),
    inReport: Type.Optional(annotationWords.inReport),
  },
  { $id: 'NewAnnotation', ...closed },
);
export type NewAnnotation = Static<typeof NewAnnotation>;

/** The annotation as it shall be; what is absent stays as it is. */
export const AnnotationChange = Type.Object(
  {
    channel: Type.Optional(annotationWords.channel),
    fromMs: Type.Optional(annotationWords.fromMs),
    toMs: Type.Optional(annotationWords.toMs),
    text: Type.Optional(annotationWords.text),
    tags: Type.Optional(annotationWords.tags),
    inReport: Type.Optional(annotationWords.inReport),
    version: Version,
  },
  { $id: 'AnnotationChange', ...closed },
);
export type AnnotationChange = Static<typeof AnnotationChange>;

const ByIds = Type.Object({ id: Id, annotationId: Id }, closed);
const tags = ['annotations'] as const;
export const annotationApi = {
  list: {
    method: 'GET',
    url: '/api/v1/recordings/:id/annotations',
    permission: 'recordings:read',
    schema: {
      operationId: 'listAnnotations',
      summary: 'Annotations of a recording by time',
      tags,
      params: ById,
      querystring: pageQuery({ tag: Type.Optional(Type.String({ maxLength: 40 })), inReport: Type.Optional(Type.Boolean()) }),
      response: { 200: pageOf(Annotation) },
    },
  },
  create: {
    method: 'POST',
    url: '/api/v1/recordings/:id/annotations',
    permission: 'annotations:write',
    schema: {
      operationId: 'createAnnotation',
      summary: 'Note something at a point or range of a recording',
      tags,
      params: ById,
      body: NewAnnotation,
      response: { 201: Annotation },
    },
  },
  update: {
    method: 'PATCH',
    url: '/api/v1/recordings/:id/annotations/:annotationId',
    permission: 'annotations:write',
    schema: {
      operationId: 'updateAnnotation',
      summary: 'Change an annotation; refused when somebody else changed it first',
      tags,
      params: ByIds,
      body: AnnotationChange,
      response: { 200: Annotation },
    },
  },
  remove: {
    method: 'DELETE',
    url: '/api/v1/recordings/:id/annotations/:annotationId',
    permission: 'annotations:write',
    schema: {
      operationId: 'deleteAnnotation',
      summary: 'Remove an annotation; the audit trail keeps what it said',
      tags,
      params: ByIds,
      querystring: Type.Object({ version: Version }, closed),
      response: { 204: Type.Null({ description: 'no content' }) },
    },
  },
} as const satisfies Record<string, Endpoint>;
