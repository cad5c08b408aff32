import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Reevaluation } from '../../diagnostics/reevaluations/reevaluation.schema.ts';
import type { ReevaluationService } from '../../diagnostics/reevaluations/reevaluation.service.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import { startRefresh } from '../refreshes/report-refresh.jobs.ts';
import { citedBy, findReport, historyOf, versionsOf } from '../report.repository.ts';
import type { Report } from '../report.schema.ts';
import type { ReportPayload } from '../report.service.ts';
import { shownName } from '../statuses/status.rules.ts';
import type { VersionChange, VersionStep } from './version.schema.ts';
import type { ReportEvent } from './version-api.schema.ts';

export interface VersionService {
  /** @throws Problem `report-version-open`, `report-not-newest` */
  start(id: string, actor: Actor): Promise<Job>;
  /** Freezes a draft anew. @throws Problem `report-status` */
  refresh(id: string, actor: Actor): Promise<Job>;
  /** All versions with the number of this one, the newest first. */
  list(id: string, request: PageRequest): Promise<Page<Report>>;
  changes(id: string): Promise<VersionStep[]>;
  events(id: string, request: PageRequest): Promise<Page<ReportEvent>>;
  /**
   * Judges every recording of the report again, with the engine, catalogue and limits of now, and compares with the diagnoses that the report
   * was made of, whatever was diagnosed since. Changes nothing: neither the report nor the diagnoses.
   */
  reevaluate(id: string, actor: Actor): Promise<Reevaluation[]>;
}

export function createVersionService(deps: {
  db: Db;
  audit: AuditTrail;
  jobs: JobService;
  reevaluations: ReevaluationService;
}): VersionService {
  const { db, audit, jobs, reevaluations } = deps;

  async function get(id: string): Promise<Report> {
    const report = await findReport(db, { id });
    if (!report) throw new Problem('report-not-found', 404, 'There is no such report');
    return report;
  }

  return {
    async start(id, actor) {
      const report = await get(id);
      const [newest] = (await versionsOf(db, report.number, { limit: 1 })).items;
      if (newest && (newest.status === 'draft' || newest.status === 'in-review')) throw versionOpen(newest);
      if (newest && newest.id !== id) throw notNewest(report, newest);
      const { recordingId, source, formats } = report;
      const payload: ReportPayload = { recordingId, source, formats, previousId: id };
      return db.transaction(async (trx) => {
        const title = `Version ${report.version + 1} of report ${report.number}`;
        const job = await jobs.enqueue(trx, { kind: 'report', title, payload, createdBy: actor.name, idempotencyKey: `version:${id}` });
        const subject = { subjectType: 'report', subjectId: id };
        await audit.record(trx, { actor, action: 'report.version-started', ...subject, newValue: { jobId: job.id } });
        return job;
      });
    },
    refresh: async (id, actor) => startRefresh(deps, await get(id), actor.name),
    list: async (id, request) => versionsOf(db, (await get(id)).number, request),
    async changes(id) {
      await get(id);
      return historyOf(db, id);
    },
    async events(id, request) {
      await get(id);
      const page = await audit.list({ ...request, subjectId: id });
      const items = page.items.map(({ id: eventId, at, actor, action, newValue }) => ({
        ...{ id: eventId, at, actor, action, reason: reasonOf(newValue) },
      }));
      return { ...page, items };
    },
    async reevaluate(id, actor) {
      await get(id);
      const runs: Reevaluation[] = [];
      for (const { recordingId, diagnosisId } of await citedBy(db, id)) {
        const comparedWith = diagnosisId === null ? {} : { comparedWithId: diagnosisId };
        runs.push(await reevaluations.start({ scope: 'recording', recordingId, isDryRun: true, ...comparedWith }, actor));
      }
      return runs;
    },
  };
}

const longestReason = 1000;

/** Why, as the one who did it said; of a draft that was frozen anew, what differs. */
function reasonOf(value: unknown): string | null {
  const { statusReason, changes } = (value ?? {}) as { statusReason?: string | null; changes?: VersionChange[] | null };
  if (!Array.isArray(changes) || changes.length === 0) return statusReason ?? null;
  const text = changes.map(({ what, before, after }) => `${what}: ${before ?? '–'} → ${after ?? '–'}`).join('; ');
  return text.length > longestReason ? `${text.slice(0, longestReason)} …` : text;
}

function versionOpen(open: Report): Problem {
  return new Problem('report-version-open', 409, 'A version of this report is being worked on', {
    detail: `Report ${shownName(open)} is not issued yet. Issue it, or delete the draft, before the next one is made.`,
    extra: { reportId: open.id },
  });
}

function notNewest(report: Report, newest: Report): Problem {
  return new Problem('report-not-newest', 409, 'There is a newer version of this report', {
    detail: `${shownName(report)} is not the newest; make the next version from ${shownName(newest)}.`,
    extra: { reportId: newest.id },
  });
}
