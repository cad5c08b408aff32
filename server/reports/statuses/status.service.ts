import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import { dropNumber } from '../numbers/number.repository.ts';
import { enqueueRendering } from '../renderings/rendering.jobs.ts';
import { countVersions, deleteFiles, deleteReport, findReport, lockReport, updateStatus } from '../report.repository.ts';
import type { Report } from '../report.schema.ts';
import type { ReportStatus } from '../report-status.schema.ts';
import { insertSignature, voidSignatures } from '../signatures/signature.repository.ts';
import type { Meaning } from '../signatures/signature.schema.ts';
import type { Signer, SigningService } from '../signatures/signing.service.ts';
import { enqueueIssue } from './issue.jobs.ts';
import { assertSeen, assertStatus, reportChanged, shownName } from './status.rules.ts';
import type { ReportStep, SignOrder } from './status.schema.ts';

export interface StatusService {
  /** @throws Problem `report-status`, `report-changed`, `report-being-written`, `password-wrong`, `password-locked`, `permission-denied` */
  submit(id: string, order: SignOrder, signer: Signer): Promise<ReportStep>;
  /** @throws Problem as `submit`, and `author-signs` */
  review(id: string, order: SignOrder, signer: Signer): Promise<ReportStep>;
  /** The report is issued when the job is done, or not at all. @throws Problem as `review`, and `report-being-issued` */
  approve(id: string, order: SignOrder, signer: Signer): Promise<Job>;
  sendBack(id: string, reason: string, actor: Actor): Promise<ReportStep>;
  withdraw(id: string, reason: string, actor: Actor): Promise<ReportStep>;
  /** A draft only. */
  remove(id: string, actor: Actor): Promise<void>;
  rewrite(id: string, actor: Actor): Promise<Job>;
}

interface Deps {
  readonly db: Db;
  readonly now: Clock;
  readonly audit: AuditTrail;
  readonly jobs: JobService;
  readonly signing: SigningService;
}

/** The life of a report: draft → in review → issued → superseded or withdrawn. Every step is audited with what was before and after. */
export function createStatusService({ db, now, audit, jobs, signing }: Deps): StatusService {
  async function get(id: string): Promise<Report> {
    const report = await findReport(db, { id });
    if (!report) throw new Problem('report-not-found', 404, 'There is no such report');
    return report;
  }

  /** Changes the status of the report as it was found, and nothing if somebody else was faster. */
  async function change(trx: Db, before: Report, to: { status: ReportStatus; reason: string | null; by: string }): Promise<Report> {
    const { status, reason, by } = to;
    const isSentBack = status === 'draft';
    const fields = { status, statusReason: reason, statusAt: now().toISOString(), statusBy: by };
    await lockReport(trx, before.id);
    const revision = before.revision + (isSentBack ? 1 : 0);
    if (!(await updateStatus(trx, { from: before, to: { ...fields, revision } }))) throw reportChanged(before);
    return (await findReport(trx, { id: before.id })) as Report;
  }

  const record = (trx: Db, what: { actor: Actor; action: string; before: Report; after: unknown }) =>
    audit.record(trx, {
      ...{ actor: what.actor, action: `report.${what.action}`, subjectType: 'report', subjectId: what.before.id },
      ...{ oldValue: auditable(what.before), newValue: what.after },
    });

  /** The signature, and the files that show it. */
  async function sign(
    report: Report,
    meaning: Exclude<Meaning, 'approved'>,
    by: { order: SignOrder; signer: Signer },
  ): Promise<ReportStep> {
    const signature = await signing.sign(report, meaning, by);
    const actor = { name: signature.userName, requestId: by.signer.requestId };
    return db.transaction(async (trx) => {
      const to = { status: 'in-review' as const, reason: null, by: signature.userName };
      await change(trx, report, meaning === 'prepared' ? to : { ...to, reason: report.statusReason, by: report.statusBy });
      await insertSignature(trx, report.id, signature);
      await deleteFiles(trx, report.id, ['in-review']);
      const after = (await findReport(trx, { id: report.id })) as Report;
      await record(trx, { actor, action: meaning === 'prepared' ? 'submitted' : 'reviewed', before: report, after: auditable(after) });
      const job = await enqueueRendering(trx, jobs, { report: after, createdBy: signature.userName });
      return { report: after, jobId: job.id };
    });
  }

  return {
    async submit(id, order, signer) {
      const report = await get(id);
      assertStatus(report, 'draft', 'handed to review');
      return sign(report, 'prepared', { order, signer });
    },
    async review(id, order, signer) {
      const report = await get(id);
      assertStatus(report, 'in-review', 'reviewed');
      if (report.signatures.some(({ meaning }) => meaning === 'reviewed'))
        throw new Problem('report-reviewed', 409, 'The report has been reviewed', {
          detail: 'One review is signed; approve the report, or send it back.',
        });
      return sign(report, 'reviewed', { order, signer });
    },
    async approve(id, order, signer) {
      const report = await get(id);
      assertStatus(report, 'in-review', 'approved');
      const signature = await signing.sign(report, 'approved', { order, signer });
      return db.transaction(async (trx) => {
        // Issued, sent back or signed while the password was checked.
        await lockReport(trx, id);
        const current = await findReport(trx, { id });
        if (!current) throw reportChanged(report);
        assertStatus(current, 'in-review', 'approved');
        assertSeen(current, order);
        const job = await enqueueIssue(trx, jobs, { report, signature });
        const actor = { name: signature.userName, requestId: signer.requestId };
        await record(trx, { actor, action: 'approval-signed', before: report, after: { jobId: job.id, signature } });
        return job;
      });
    },
    async sendBack(id, reason, actor) {
      const report = await get(id);
      assertStatus(report, 'in-review', 'sent back');
      return db.transaction(async (trx) => {
        await change(trx, report, { status: 'draft', reason, by: actor.name });
        await voidSignatures(trx, id, { at: now().toISOString(), by: actor.name, reason });
        await deleteFiles(trx, id, ['in-review']);
        const after = (await findReport(trx, { id })) as Report;
        await record(trx, { actor, action: 'sent-back', before: report, after: auditable(after) });
        return { report: after, jobId: null };
      });
    },
    async withdraw(id, reason, actor) {
      const report = await get(id);
      assertStatus(report, 'issued', 'withdrawn');
      return db.transaction(async (trx) => {
        const after = await change(trx, report, { status: 'withdrawn', reason, by: actor.name });
        await record(trx, { actor, action: 'withdrawn', before: report, after: auditable(after) });
        // Written before reports were frozen: there is nothing to write a marked copy from.
        const job = report.contentSha256 === null ? null : await enqueueRendering(trx, jobs, { report: after, createdBy: actor.name });
        return { report: after, jobId: job?.id ?? null };
      });
    },
    async remove(id, actor) {
      const report = await get(id);
      assertStatus(report, 'draft', 'deleted');
      await db.transaction(async (trx) => {
        await change(trx, report, { status: 'draft', reason: null, by: actor.name });
        await deleteReport(trx, id);
        if ((await countVersions(trx, report.number)) === 0)
          await dropNumber(trx, report.number, { at: now().toISOString(), by: actor.name, title: report.title });
        await record(trx, { actor, action: 'deleted', before: report, after: null });
      });
    },
    async rewrite(id, actor) {
      const report = await get(id);
      return db.transaction((trx) => enqueueRendering(trx, jobs, { report, createdBy: actor.name }));
    },
  };
}

/** What the trail keeps of a report: its state, not its files. */
function auditable(report: Report): object {
  const { status, statusReason, revision, contentSha256, signatures } = report;
  return { report: shownName(report), status, statusReason, revision, contentSha256, signatures };
}
