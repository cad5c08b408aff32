import type { AuditTrail } from '../accounts/audit.service.ts';
import type { ReauthenticationService } from '../accounts/reauthentication.service.ts';
import type { ReevaluationService } from '../diagnostics/reevaluations/reevaluation.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import type { JobService } from '../platform/jobs/job.service.ts';
import type { JobHandler } from '../platform/jobs/job-runner.ts';
import type { SigningKey } from '../platform/signing/signing-key.ts';
import type { WorkerProcess } from '../platform/workers/worker-process.ts';
import type { SystemService } from '../systems/system.service.ts';
import { createRenderingHandler, renderingKind } from './renderings/rendering.jobs.ts';
import { createReportSettingService, type ReportSettingService } from './settings/report-setting.service.ts';
import { createSigningService } from './signatures/signing.service.ts';
import { type ConditionService, createConditionService } from './statuses/condition.service.ts';
import { createIssueHandler, issueKind } from './statuses/issue.jobs.ts';
import { createStatusService, type StatusService } from './statuses/status.service.ts';
import { createVersionService, type VersionService } from './versions/version.service.ts';

/** What happens to a report after it was made: signatures, status, settings. */
export interface ReportLife {
  readonly statuses: StatusService;
  readonly settings: ReportSettingService;
  readonly condition: ConditionService;
  readonly versions: VersionService;
  readonly handlers: Readonly<Record<string, JobHandler>>;
}

export function openReportLife(deps: {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  jobs: JobService;
  systems: SystemService;
  reevaluations: ReevaluationService;
  reauthentication: ReauthenticationService;
  signingKey(): SigningKey;
  worker: WorkerProcess;
}): ReportLife {
  const settings = createReportSettingService(deps);
  const condition = createConditionService(deps);
  const statuses = createStatusService({ ...deps, signing: createSigningService(deps) });
  return {
    statuses,
    settings,
    condition,
    versions: createVersionService(deps),
    handlers: {
      [renderingKind]: createRenderingHandler(deps),
      [issueKind]: createIssueHandler({ ...deps, condition }),
    },
  };
}
