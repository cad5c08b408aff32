import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { Instant, orNull, PageQuery, pageOf } from '../../platform/http/page.schema.ts';

const closed = { additionalProperties: false } as const;

const choices = {
  requiresSecondPerson: Type.Boolean({ description: 'whoever prepared a report cannot approve it' }),
  numberPattern: Type.String({
    minLength: 3,
    maxLength: 60,
    description: '{n:5}: running number with at least five digits; {year}, {site}: code of the site; for example {site}-{year}-{n:4}',
  }),
};

export const ReportSettings = Type.Object(
  {
    ...choices,
    version: Type.Integer({ minimum: 0, description: 'counts changes; 0: as delivered' }),
    updatedAt: orNull(Instant),
    updatedBy: orNull(Type.String()),
    preview: Type.Array(Type.String(), { description: 'the next three numbers, of a report on the first site' }),
  },
  { $id: 'ReportSettings', ...closed },
);
export type ReportSettings = Static<typeof ReportSettings>;

export const ReportSettingsChange = Type.Object(
  { ...choices, version: Type.Integer({ minimum: 0, description: 'of the settings that are changed' }) },
  { $id: 'ReportSettingsChange', ...closed },
);
export type ReportSettingsChange = Static<typeof ReportSettingsChange>;

/** A number that no report carries, and why. */
export const NumberGap = Type.Object(
  {
    number: Type.String(),
    reason: Type.Union([
      Type.Literal('draft-deleted'),
      Type.Literal('never-written', { description: 'the job that reserved it failed, was cancelled, or still runs' }),
    ]),
    title: orNull(Type.String()),
    at: Instant,
    by: Type.String(),
  },
  { $id: 'ReportNumberGap', ...closed },
);
export type NumberGap = Static<typeof NumberGap>;

const tags = ['reports'] as const;
export const reportSettingApi = {
  get: {
    method: 'GET',
    url: '/api/v1/report-settings',
    permission: 'reports:read',
    schema: {
      operationId: 'getReportSettings',
      summary: 'How reports are numbered and approved',
      tags,
      querystring: Type.Object({ numberPattern: Type.Optional(Type.String({ maxLength: 60, description: 'preview this one' })) }, closed),
      response: { 200: ReportSettings },
    },
  },
  change: {
    method: 'PUT',
    url: '/api/v1/report-settings',
    permission: 'reports:configure',
    schema: {
      operationId: 'changeReportSettings',
      summary: 'Change how reports are numbered and approved; numbers that were given stay',
      tags,
      body: ReportSettingsChange,
      response: { 200: ReportSettings },
    },
  },
  gaps: {
    method: 'GET',
    url: '/api/v1/report-number-gaps',
    permission: 'reports:read',
    schema: {
      operationId: 'listReportNumberGaps',
      summary: 'Numbers that no report carries, each with the reason',
      tags,
      querystring: PageQuery,
      response: { 200: pageOf(NumberGap) },
    },
  },
} as const satisfies Record<string, Endpoint>;
