import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { IfMatch } from '../../platform/http/if-match.schema.ts';
import { ById, Id, orNull } from '../../platform/http/page.schema.ts';
import { ReportStatus } from '../report-status.schema.ts';
import { OwnBlock, Pin, ReportComposition, ReportLanguage, SectionChoice, TextEdit } from './report-composition.schema.ts';

const closed = { additionalProperties: false } as const;

/** A paragraph that may be worded anew: its words with `{1}`, `{2}` … for what nobody can change. */
export const OutlineSlot = Type.Object(
  {
    slot: Type.String(),
    template: Type.String(),
    tokens: Type.Array(Type.String(), { description: 'what {1}, {2} … stand for' }),
    text: orNull(Type.String({ description: 'the wording that somebody gave it' })),
    author: orNull(Type.String()),
  },
  closed,
);
export type OutlineSlot = Static<typeof OutlineSlot>;

export const OutlineSection = Type.Object(
  {
    key: Type.String(),
    id: Type.String(),
    title: Type.String(),
    part: orNull(Type.String({ description: 'the recording it belongs to, in a report on several' })),
    isOptional: Type.Boolean(),
    isIncluded: Type.Boolean(),
    slots: Type.Array(OutlineSlot),
  },
  closed,
);
export type OutlineSection = Static<typeof OutlineSection>;

/** What a draft is composed of now, and what of it can be changed. */
export const CompositionState = Type.Object(
  {
    tag: Type.String({ description: 'the entity tag of this state: a change sends it as If-Match' }),
    reportId: Id,
    revision: Type.Integer(),
    status: ReportStatus,
    contentSha256: orNull(Type.String()),
    composition: ReportComposition,
    outline: Type.Array(OutlineSection),
    unused: Type.Array(Type.Object({ text: Type.String(), author: Type.String() }, closed), {
      description: 'edits that fit nothing of the report any more',
    }),
  },
  { $id: 'CompositionState', ...closed },
);
export type CompositionState = Static<typeof CompositionState>;

/** Everything that a person may choose and write; who wrote it is the server's knowledge. Pins: their order, and those that stay. */
export const CompositionChange = Type.Object(
  {
    title: orNull(Type.String({ minLength: 1, maxLength: 200 })),
    language: ReportLanguage,
    sections: Type.Array(SectionChoice, { maxItems: 40 }),
    texts: Type.Array(Type.Omit(TextEdit, ['author']), { maxItems: 500 }),
    blocks: Type.Array(Type.Omit(OwnBlock, ['author']), { maxItems: 200 }),
    pins: Type.Array(Type.Pick(Pin, ['id', 'title', 'sentence']), { maxItems: 40 }),
    templateId: Type.Optional({
      ...orNull(Id),
      description:
        'choose a template now: its letterhead is copied, its language and sections take the place of those sent, its texts are added; null: none; absent: the copy stays',
    }),
  },
  { $id: 'CompositionChange', ...closed },
);
export type CompositionChange = Static<typeof CompositionChange>;

export const NewPin = Type.Omit(Pin, ['id', 'author'], { $id: 'NewPin', ...closed });
export type NewPin = Static<typeof NewPin>;

/** The pages as they will be typeset. */
export const PreviewState = Type.Object(
  {
    hash: Type.String({ description: 'names these pages: the same hash, the same pages' }),
    pages: Type.Integer(),
  },
  { $id: 'ReportPreview', ...closed },
);
export type PreviewState = Static<typeof PreviewState>;

const tags = ['reports'] as const;
export const compositionApi = {
  get: {
    method: 'GET',
    url: '/api/v1/reports/:id/composition',
    permission: 'reports:read',
    schema: {
      operationId: 'getReportComposition',
      summary: 'What was chosen and written in a report, and what of it can be changed',
      tags,
      params: ById,
      response: { 200: CompositionState },
    },
  },
  change: {
    method: 'PUT',
    url: '/api/v1/reports/:id/composition',
    permission: 'reports:write',
    bodyLimit: 4 * 1024 * 1024,
    schema: {
      operationId: 'changeReportComposition',
      summary: 'Choose and write in a draft: sections, wording, text of one’s own, title, language, order of the pinned figures',
      tags,
      description: 'If-Match names the state that was looked at (the ETag of the answer before); 412 when it is another one by now.',
      params: ById,
      headers: IfMatch,
      body: CompositionChange,
      response: { 200: CompositionState },
    },
  },
  pin: {
    method: 'POST',
    url: '/api/v1/reports/:id/pins',
    permission: 'reports:write',
    schema: {
      operationId: 'pinToReport',
      summary: 'Pin a figure to a draft: what the channels show in this range is frozen with the report',
      tags,
      params: ById,
      body: NewPin,
      response: { 201: CompositionState },
    },
  },
  preview: {
    method: 'GET',
    url: '/api/v1/reports/:id/preview',
    permission: 'reports:read',
    schema: {
      operationId: 'previewReport',
      summary: 'How many pages the report has as it stands, and the name under which they can be looked at',
      tags,
      params: ById,
      response: { 200: PreviewState },
    },
  },
  page: {
    method: 'GET',
    url: '/api/v1/reports/:id/preview/:hash/:page',
    permission: 'reports:read',
    schema: {
      operationId: 'getReportPage',
      summary: 'A page of the preview as SVG, typeset by what typesets the PDF',
      tags,
      params: Type.Object(
        { id: Id, hash: Type.String({ pattern: '^[0-9a-f]{64}$' }), page: Type.Integer({ minimum: 1, maximum: 5000 }) },
        closed,
      ),
      response: { 200: Type.String() },
    },
  },
} as const satisfies Record<string, Endpoint>;
