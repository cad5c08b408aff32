import { type Static, Type } from 'typebox';
import type { Endpoint } from '../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, Sha256, words } from '../platform/http/page.schema.ts';
import { Job } from '../platform/jobs/job.schema.ts';
import { ReportSource } from './report-source.schema.ts';
import { ReportStatus } from './report-status.schema.ts';
import { Signature } from './signatures/signature.schema.ts';

/** What a report can be written as; all of it when nothing else is asked for. */
export const reportFormats = ['pdf', 'html', 'docx', 'xlsx', 'json', 'csv'] as const;
export const ReportFormat = words(reportFormats);
export type ReportFormat = Static<typeof ReportFormat>;

/** One version of a report: a document made from frozen data. Several versions share a number. */
export const Report = Type.Object(
  {
    id: Id,
    number: Type.String(),
    version: Type.Integer({ minimum: 1 }),
    revision: Type.Integer({ minimum: 1, description: 'counts changes of a draft; what is signed names it' }),
    title: Type.String(),
    recordingId: Type.String({ format: 'uuid', description: 'the first recording it speaks of' }),
    diagnosisId: Id,
    recordingIds: Type.Array(Id, { description: 'every recording it speaks of' }),
    source: ReportSource,
    status: ReportStatus,
    statusReason: orNull(Type.String({ description: 'why it was sent back or withdrawn' })),
    statusAt: Instant,
    statusBy: Type.String(),
    inputSha256: orNull(Sha256),
    contentSha256: orNull(Sha256),
    supersedesId: orNull(Id),
    formats: Type.Array(ReportFormat),
    files: Type.Array(
      Type.Object({ format: ReportFormat, name: Type.String(), sha256: Sha256, bytes: Type.Integer() }, { additionalProperties: false }),
      { description: 'as they are now; empty while they are being written' },
    ),
    signatures: Type.Array(Signature, { description: 'those that stand' }),
    createdAt: Instant,
    createdBy: Type.String(),
  },
  { $id: 'Report', additionalProperties: false },
);
export type Report = Static<typeof Report>;

export const NewReport = Type.Object(
  {
    recordingId: Type.Optional(Type.String({ format: 'uuid', description: 'short for a source of kind diagnosis' })),
    source: Type.Optional(ReportSource),
    language: Type.Optional({ ...words(['en', 'de']), description: 'absent: that of the template, or English' }),
    templateId: Type.Optional({ ...orNull(Id), description: 'absent: the default template; null: none' }),
    formats: Type.Optional(Type.Array(ReportFormat, { minItems: 1, maxItems: reportFormats.length })),
  },
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
      summary: 'Write a report: on a recording, a comparison, a guided test, a period, or several systems; from the newest diagnoses',
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
      querystring: pageQuery({
        recordingId: Type.Optional(Id),
        status: Type.Optional(ReportStatus),
        search: Type.Optional(Type.String({ maxLength: 100, description: 'part of the number or title' })),
      }),
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
      querystring: Type.Object(
        { edition: Type.Optional(words(['current', 'issued'])) },
        {
          additionalProperties: false,
          description:
            'issued: the bytes as they were issued, also of a report that is no longer in force; otherwise they say how it stands',
        },
      ),
      response: { 200: Type.String() },
    },
  },
} as const satisfies Record<string, Endpoint>;
