import { type Static, Type } from 'typebox';
import type { Endpoint } from '../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, pageOf, pageQuery, Sha256, words } from '../platform/http/page.schema.ts';
import { Job } from '../platform/jobs/job.schema.ts';

/** What a report can be written as; all of it when nothing else is asked for. */
export const reportFormats = ['pdf', 'html', 'xlsx', 'json', 'csv'] as const;
export const ReportFormat = words(reportFormats);
export type ReportFormat = Static<typeof ReportFormat>;

/** A frozen document made from one diagnosis. */
export const Report = Type.Object(
  {
    id: Id,
    number: Type.String(),
    title: Type.String(),
    recordingId: Id,
    diagnosisId: Id,
    status: Type.Union([Type.Literal('draft'), Type.Literal('issued')]),
    files: Type.Array(
      Type.Object({ format: ReportFormat, name: Type.String(), sha256: Sha256, bytes: Type.Integer() }, { additionalProperties: false }),
    ),
    createdAt: Instant,
    createdBy: Type.String(),
  },
  { $id: 'Report', additionalProperties: false },
);
export type Report = Static<typeof Report>;

export const NewReport = Type.Object(
  { recordingId: Id, formats: Type.Optional(Type.Array(ReportFormat, { minItems: 1, maxItems: reportFormats.length })) },
  { $id: 'NewReport', additionalProperties: false },
);
export type NewReport = Static<typeof NewReport>;

const tags = ['reports'] as const;
export const reportApi = {
  start: {
    method: 'POST',
    url: '/api/v1/reports',
    permission: 'reports:write',
    schema: {
      operationId: 'startReport',
      summary: 'Write a report from the newest diagnosis of a recording',
      tags,
      body: NewReport,
      response: { 202: Job },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/reports',
    permission: 'reports:read',
    schema: {
      operationId: 'listReports',
      summary: 'Reports, newest first',
      tags,
      querystring: pageQuery({ recordingId: Type.Optional(Id) }),
      response: { 200: pageOf(Report) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/reports/:id',
    permission: 'reports:read',
    schema: { operationId: 'getReport', summary: 'One report', tags, params: ById, response: { 200: Report } },
  },
  bundle: {
    method: 'GET',
    url: '/api/v1/reports/:id/bundle',
    permission: 'reports:read',
    schema: {
      operationId: 'downloadReportBundle',
      summary: 'All files of the report in one ZIP, with a signed manifest of their SHA-256',
      tags,
      params: ById,
      response: { 200: Type.String() },
    },
  },
  signingKey: {
    method: 'GET',
    url: '/api/v1/signing-key',
    permission: 'reports:read',
    schema: {
      operationId: 'getSigningKey',
      summary: 'The public key that report bundles of this appliance are signed with',
      tags,
      response: {
        200: Type.Object(
          { algorithm: Type.Literal('Ed25519'), fingerprint: Type.String({ description: 'SHA-256 of the DER form' }), pem: Type.String() },
          { additionalProperties: false },
        ),
      },
    },
  },
  download: {
    method: 'GET',
    url: '/api/v1/reports/:id/files/:format',
    permission: 'reports:read',
    schema: {
      operationId: 'downloadReport',
      summary: 'The report as a file',
      tags,
      params: Type.Object({ id: Id, format: ReportFormat }, { additionalProperties: false }),
      response: { 200: Type.String() },
    },
  },
} as const satisfies Record<string, Endpoint>;
