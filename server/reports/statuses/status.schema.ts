import { type Static, Type } from 'typebox';
import type { Endpoint } from '../../platform/http/endpoint.schema.ts';
import { ById, Id, orNull, Sha256, words } from '../../platform/http/page.schema.ts';
import { Job } from '../../platform/jobs/job.schema.ts';
import { Report } from '../report.schema.ts';

const closed = { additionalProperties: false } as const;

/** Signs what the person has seen: another revision or content is refused. The password is entered anew for every signature. */
export const SignOrder = Type.Object(
  { password: Type.String({ minLength: 1, maxLength: 256 }), revision: Type.Integer({ minimum: 1 }), contentSha256: Sha256 },
  { $id: 'SignOrder', ...closed },
);
export type SignOrder = Static<typeof SignOrder>;

const Reason = Type.Object({ reason: Type.String({ minLength: 5, maxLength: 2000, pattern: '\\S' }) }, { $id: 'StatusReason', ...closed });

/** A report after a step, and the job that writes its files with the new status and signatures. */
export const ReportStep = Type.Object({ report: Report, jobId: orNull(Id) }, { $id: 'ReportStep', ...closed });
export type ReportStep = Static<typeof ReportStep>;

/** Whether what a report rests on is still there and whole, looked at now. */
export const ReportCondition = Type.Object(
  {
    isWhole: Type.Boolean(),
    faults: Type.Array(
      Type.Object(
        {
          what: words(['recording', 'raw-file', 'series', 'input', 'content', 'file', 'signature']),
          state: words(['missing', 'damaged', 'not-genuine']),
          name: Type.String(),
          id: Type.String({ description: 'of the recording or signature, or the hash of the file' }),
        },
        closed,
      ),
    ),
  },
  { $id: 'ReportCondition', ...closed },
);
export type ReportCondition = Static<typeof ReportCondition>;

const tags = ['reports'] as const;
const signing = { tags, params: ById, body: SignOrder };
export const statusApi = {
  submit: {
    method: 'POST',
    url: '/api/v1/reports/:id/submission',
    permission: 'reports:write',
    schema: {
      operationId: 'submitReport',
      summary: 'Sign a draft as prepared and hand it to review',
      ...signing,
      response: { 200: ReportStep },
    },
  },
  review: {
    method: 'POST',
    url: '/api/v1/reports/:id/review',
    permission: 'reports:review',
    schema: { operationId: 'reviewReport', summary: 'Sign a report as reviewed', ...signing, response: { 200: ReportStep } },
  },
  approve: {
    method: 'POST',
    url: '/api/v1/reports/:id/approval',
    permission: 'reports:approve',
    schema: {
      operationId: 'approveReport',
      summary: 'Sign a report as approved: a job writes the final files, issues it and supersedes the version before, all at once',
      ...signing,
      response: { 202: Job },
    },
  },
  sendBack: {
    method: 'POST',
    url: '/api/v1/reports/:id/return',
    permission: 'reports:review',
    schema: {
      operationId: 'returnReport',
      summary: 'Send a report under review back to its author, with a reason; its signatures no longer hold',
      tags,
      params: ById,
      body: Reason,
      response: { 200: ReportStep },
    },
  },
  withdraw: {
    method: 'POST',
    url: '/api/v1/reports/:id/withdrawal',
    permission: 'reports:approve',
    schema: {
      operationId: 'withdrawReport',
      summary: 'Withdraw an issued report, with a reason; its files stay and say so',
      tags,
      params: ById,
      body: Reason,
      response: { 200: ReportStep },
    },
  },
  remove: {
    method: 'DELETE',
    url: '/api/v1/reports/:id',
    permission: 'reports:write',
    schema: {
      operationId: 'deleteReportDraft',
      summary: 'Delete a draft; its number stays taken and says why',
      tags,
      params: ById,
      response: { 204: Type.Null({ description: 'no content' }) },
    },
  },
  rewrite: {
    method: 'POST',
    url: '/api/v1/reports/:id/files',
    permission: 'reports:write',
    schema: {
      operationId: 'writeReportFiles',
      summary: 'Write the files of a report again, as it stands now',
      tags,
      params: ById,
      response: { 202: Job },
    },
  },
  condition: {
    method: 'GET',
    url: '/api/v1/reports/:id/condition',
    permission: 'reports:read',
    schema: {
      operationId: 'getReportCondition',
      summary: 'Is everything the report rests on still there and whole?',
      tags,
      params: ById,
      response: { 200: ReportCondition },
    },
  },
} as const satisfies Record<string, Endpoint>;
