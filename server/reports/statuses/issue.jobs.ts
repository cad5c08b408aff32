import type { AuditTrail } from '../../accounts/audit.service.ts';
import { type Db, isUniqueViolation } from '../../platform/database/database.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import type { JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import type { SigningKey } from '../../platform/signing/signing-key.ts';
import { enqueueRendering } from '../renderings/rendering.jobs.ts';
import { type RenderingDeps, renderReport } from '../renderings/rendering.store.ts';
import { deleteFiles, findIssued, findReport, lockReport, replaceFiles, updateStatus } from '../report.repository.ts';
import type { Report } from '../report.schema.ts';
import { insertSignature } from '../signatures/signature.repository.ts';
import type { Signature } from '../signatures/signature.schema.ts';
import { assertGenuine } from '../signatures/signing.service.ts';
import type { ConditionService } from './condition.service.ts';
import { assertStatus, reportChanged, shownName } from './status.rules.ts';

export const issueKind = 'report-issue';

interface IssuePayload {
  readonly reportId: string;
  readonly revision: number;
  /** Given and sealed when the password was entered; it stands on the report only when everything else does. */
  readonly signature: Signature;
}

/** @throws Problem `report-being-issued` when somebody else has just approved it */
export async function enqueueIssue(
  trx: Db,
  jobs: JobService,
  { report, signature }: { report: Report; signature: Signature },
): Promise<Job> {
  const taken = new Problem('report-being-issued', 409, 'The report is being issued', {
    detail: `Somebody else has approved report ${shownName(report)} a moment ago. Wait until it is issued.`,
  });
  if (await jobs.findActive(trx, issueKind, report.id)) throw taken;
  const payload: IssuePayload = { reportId: report.id, revision: report.revision, signature };
  const title = `Issue report ${shownName(report)}`;
  try {
    return await jobs.enqueue(trx, { kind: issueKind, title, payload, createdBy: signature.userName, idempotencyKey: report.id });
  } catch (error) {
    throw error instanceof Problem && error.code === 'job-already-active' ? taken : error;
  }
}

type Deps = RenderingDeps & {
  readonly db: Db;
  readonly audit: AuditTrail;
  readonly jobs: JobService;
  readonly condition: ConditionService;
  signingKey(): SigningKey;
};

/**
 * Typesets the final files and then, in one transaction: signature, files, status, and the version that was in force until now
 * superseded. Whatever is killed at whatever moment, a report is issued once or not at all.
 */
export function createIssueHandler(deps: Deps): JobHandler {
  const { db, condition, signingKey } = deps;
  return async ({ reportId, revision, signature }: IssuePayload, context) => {
    const report = await findReport(db, { id: reportId });
    if (!report) throw new Problem('report-not-found', 404, 'There is no such report any more');
    assertStatus(report, 'in-review', 'issued');
    if (report.revision !== revision) throw reportChanged(report);
    const issued: Report = {
      ...report,
      ...{ status: 'issued', statusReason: null, statusAt: signature.signedAt, statusBy: signature.userName },
      signatures: [...report.signatures, signature],
    };
    assertGenuine(issued, signingKey());
    await condition.assertWhole(report);
    const files = await renderReport(deps, issued, context);
    return (trx) => commitIssue(deps, trx, { report, issued: { ...issued, files }, signature });
  };
}

async function commitIssue(
  { audit, jobs }: Deps,
  trx: Db,
  { report, issued, signature }: { report: Report; issued: Report; signature: Signature },
): Promise<Record<string, unknown>> {
  await lockReport(trx, report.id);
  const now = await findReport(trx, { id: report.id });
  // Somebody signed or sent it back while the files were typeset: what they say of the signatures would not be true.
  if (!now || JSON.stringify(now.signatures) !== JSON.stringify(report.signatures)) throw reportChanged(now ?? report);
  const actor = { name: signature.userName, requestId: null };
  const before = await findIssued(trx, report.number);
  const supersededJobId = before ? await supersede({ audit, jobs }, trx, { before, by: issued }) : null;
  const { revision } = report;
  const changed = await updateStatus(trx, { from: report, to: { ...issued, revision } }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? reportChanged(report) : error;
  });
  if (!changed) throw reportChanged(report);
  await insertSignature(trx, report.id, signature);
  await replaceFiles(trx, issued, issued.files);
  await deleteFiles(trx, report.id, ['draft', 'in-review']);
  const subject = { subjectType: 'report', subjectId: report.id };
  await audit.record(trx, { actor, action: 'report.issued', ...subject, oldValue: report, newValue: issued });
  return { reportId: report.id, recordingId: report.recordingId, supersededJobId };
}

/** @returns the job that writes the marked copy, if there is something to write it from */
async function supersede(
  { audit, jobs }: Pick<Deps, 'audit' | 'jobs'>,
  trx: Db,
  { before, by }: { before: Report; by: Report },
): Promise<string | null> {
  const { statusAt, statusBy } = by;
  const after: Report = { ...before, status: 'superseded', statusReason: `Superseded by version ${by.version}`, statusAt, statusBy };
  if (!(await updateStatus(trx, { from: before, to: after }))) throw reportChanged(before);
  const subject = { subjectType: 'report', subjectId: before.id };
  const actor = { name: statusBy, requestId: null };
  await audit.record(trx, { actor, action: 'report.superseded', ...subject, oldValue: before, newValue: { ...after, files: [] } });
  // Its issued files stay; a copy that says what it is is written beside them.
  return before.contentSha256 === null ? null : (await enqueueRendering(trx, jobs, { report: after, createdBy: statusBy })).id;
}
