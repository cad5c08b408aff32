import { type Static, Type } from 'typebox';
import { Reevaluation } from '../../diagnostics/reevaluations/reevaluation.schema.ts';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, PageQuery, pageOf } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';
import { Report } from '../report.schema.ts';
import { VersionStep } from './version.schema.ts';

const closed = { additionalProperties: false } as const;

const History = Type.Object({ steps: Type.Array(VersionStep) }, { $id: 'ReportHistory', ...closed });

/** A line of the report's own story: what happened, when, who did it and why. */
export const ReportEvent = Type.Object(
  { id: Id, at: Instant, actor: Type.String(), action: Type.String(), reason: orNull(Type.String()) },
  { $id: 'ReportEvent', ...closed },
);
export type ReportEvent = Static<typeof ReportEvent>;

const tags = ['reports'] as const;
export const versionApi = {
  start: {
    method: 'POST',
    url: '/api/v1/reports/:id/versions',
    permission: 'reports:write',
    schema: {
      operationId: 'startReportVersion',
      summary: 'Make the next version of a report, from the same sources and the newest diagnosis; it lists what differs',
      tags,
      params: ById,
      response: { 202: Job },
    },
  },
  refresh: {
    method: 'POST',
    url: '/api/v1/reports/:id/refresh',
    permission: 'reports:write',
    schema: {
      operationId: 'refreshReport',
      summary:
        'Freeze a draft anew, from its sources and the newest diagnoses; what was chosen and written stays. The trail names what differs',
      tags,
      params: ById,
      response: { 202: Job },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/reports/:id/versions',
    permission: 'reports:read',
    schema: {
      operationId: 'listReportVersions',
      summary: 'All versions with the number of this one, the newest first',
      tags,
      params: ById,
      querystring: PageQuery,
      response: { 200: pageOf(Report) },
    },
  },
  changes: {
    method: 'GET',
    url: '/api/v1/reports/:id/changes',
    permission: 'reports:read',
    schema: {
      operationId: 'getReportChanges',
      summary: 'What differs from version to version, up to this one',
      tags,
      params: ById,
      response: { 200: History },
    },
  },
  events: {
    method: 'GET',
    url: '/api/v1/reports/:id/events',
    permission: 'reports:read',
    schema: {
      operationId: 'listReportEvents',
      summary: 'What happened to a report, newest first',
      tags,
      params: ById,
      querystring: PageQuery,
      response: { 200: pageOf(ReportEvent) },
    },
  },
  reevaluate: {
    method: 'POST',
    url: '/api/v1/reports/:id/reevaluation',
    permission: 'diagnoses:reevaluate',
    schema: {
      operationId: 'reevaluateReport',
      summary: 'What would be different if the report were made now, with the engine, catalogue and limits of now; changes nothing',
      description: 'Compared with the diagnoses that the report was made of, not with those made of its recordings since.',
      tags,
      params: ById,
      response: { 202: Type.Object({ runs: Type.Array(Reevaluation) }, { $id: 'ReportReevaluation', ...closed }) },
    },
  },
} as const satisfies Record<string, Endpoint>;
