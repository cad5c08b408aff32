import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, Instant, orNull, pageOf, pageQuery, words } from '../../platform/http/page.schema.ts';
import { ProblemDetails } from '../../platform/http/problem.schema.ts';
import { JobState } from '../../platform/jobs/job.schema.ts';
import { ReportLanguage } from '../compositions/report-composition.schema.ts';
import { NewReport, ReportFormat } from '../report.schema.ts';

const closed = { additionalProperties: false } as const;
export const reportBatchKind = 'report-batch';
export const batchItemStates = ['open', 'made', 'failed'] as const;
export type BatchItemState = (typeof batchItemStates)[number];
export const batchSubjects = ['newest', 'period'] as const;

export const NewReportBatch = Type.Object(
  {
    siteId: Type.Optional({ ...Id, description: 'all systems of this site' }),
    systemIds: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })),
    from: Type.Optional(Type.String({ maxLength: 30, description: 'an instant or a day, UTC; recordings that began from then on' })),
    to: Type.Optional(Type.String({ maxLength: 30, description: 'an instant or a day, UTC; recordings that began before' })),
    speaksOf: Type.Optional({
      ...words(batchSubjects),
      description:
        "newest: the system's newest recording; period: every recording of it that began between from and to, which are needed then",
    }),
    language: NewReport.properties.language,
    templateId: NewReport.properties.templateId,
    formats: Type.Optional(NewReport.properties.formats),
  },
  { $id: 'NewReportBatch', ...closed },
);
export type NewReportBatch = Static<typeof NewReportBatch>;

/** Reports of several systems, made by one job. */
export const ReportBatch = Type.Object(
  {
    id: Id,
    jobId: Id,
    jobState: JobState,
    siteId: orNull(Id),
    from: orNull(Instant),
    to: orNull(Instant),
    period: orNull(
      Type.Object(
        { from: Type.String(), to: Type.String() },
        {
          ...closed,
          description: 'each report speaks of every recording in it, and names it by the clock of these offsets; null: of the newest',
        },
      ),
    ),
    language: orNull(ReportLanguage),
    template: orNull(
      Type.Object({ id: Id, version: Type.Integer({ minimum: 1 }), name: Type.String() }, { ...closed, description: 'null: none' }),
    ),
    formats: Type.Array(ReportFormat),
    counts: Type.Object({ open: Type.Integer(), made: Type.Integer(), failed: Type.Integer() }, closed),
    createdAt: Instant,
    createdBy: Type.String(),
  },
  { $id: 'ReportBatch', ...closed },
);
export type ReportBatch = Static<typeof ReportBatch>;

/** What became of one system: its report, or why there is none. */
export const ReportBatchItem = Type.Object(
  {
    position: Type.Integer({ minimum: 1 }),
    systemId: Id,
    systemName: Type.String(),
    state: words(batchItemStates),
    recordingId: orNull(Id),
    report: orNull(Type.Object({ id: Id, number: Type.String(), title: Type.String() }, closed)),
    problem: orNull(ProblemDetails),
  },
  { $id: 'ReportBatchItem', ...closed },
);
export type ReportBatchItem = Static<typeof ReportBatchItem>;

const tags = ['reports'] as const;
export const reportBatchApi = {
  start: {
    method: 'POST',
    url: '/api/v1/report-batches',
    permission: 'reports:write',
    schema: {
      operationId: 'startReportBatch',
      summary: 'Write a report for each of several systems, as one job',
      description:
        "Each report is made from the newest diagnosis of the system's newest recording in the period, or from those of all its recordings in it.",
      tags,
      body: NewReportBatch,
      response: { 202: ReportBatch },
    },
  },
  list: {
    method: 'GET',
    url: '/api/v1/report-batches',
    permission: 'reports:read',
    schema: {
      operationId: 'listReportBatches',
      summary: 'Batches of reports, newest first',
      tags,
      querystring: pageQuery({}),
      response: { 200: pageOf(ReportBatch) },
    },
  },
  get: {
    method: 'GET',
    url: '/api/v1/report-batches/:id',
    permission: 'reports:read',
    schema: {
      operationId: 'getReportBatch',
      summary: 'One batch of reports: how far it is and what it was asked for',
      tags,
      params: ById,
      response: { 200: ReportBatch },
    },
  },
  items: {
    method: 'GET',
    url: '/api/v1/report-batches/:id/items',
    permission: 'reports:read',
    schema: {
      operationId: 'listReportBatchItems',
      summary: 'What became of each system, in the order of their names',
      tags,
      params: ById,
      querystring: pageQuery({ state: Type.Optional(words(batchItemStates)) }),
      response: { 200: pageOf(ReportBatchItem) },
    },
  },
} as const satisfies Record<string, Endpoint>;
