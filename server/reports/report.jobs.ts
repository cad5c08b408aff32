import type { AuditTrail } from '../accounts/audit.service.ts';
import type { DiagnosisService } from '../diagnostics/diagnosis.service.ts';
import type { GuidedTestService } from '../diagnostics/guided-tests/test-run.service.ts';
import type { AnnotationService } from '../measurements/annotations/annotation.service.ts';
import type { RecordingService } from '../measurements/recording.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import { newId } from '../platform/ids.ts';
import type { JobHandler } from '../platform/jobs/job-runner.ts';
import type { WorkerProcess } from '../platform/workers/worker-process.ts';
import type { SystemService } from '../systems/system.service.ts';
import { compositionOf } from './compositions/composition.repository.ts';
import { blankComposition, type ReportComposition } from './compositions/report-composition.schema.ts';
import { reserveNumber } from './numbers/number.repository.ts';
import { scopeOf } from './numbers/number-pattern.ts';
import { fileNameOf } from './renderings/rendering.store.ts';
import { insertReport } from './report.repository.ts';
import type { runReport } from './report.runner.ts';
import type { Report } from './report.schema.ts';
import type { ReportPayload } from './report.service.ts';
import type { ReportInput, ReportTask } from './report-input.schema.ts';
import { settingsInForce } from './settings/report-setting.service.ts';
import { freezeInput } from './sources/input.store.ts';
import { readPins } from './sources/pin.reader.ts';
import { readSource } from './sources/source.reader.ts';
import { editionFor, readTemplate, withTemplate } from './templates/template.choice.ts';
import { editionAfter } from './versions/version.edition.ts';

const deadlineMs = 10 * 60_000;

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  systems: SystemService;
  recordings: RecordingService;
  annotations: AnnotationService;
  diagnoses: DiagnosisService;
  guidedTests: GuidedTestService;
  worker: WorkerProcess;
}

type Written = Awaited<ReturnType<typeof runReport>>;

/** The report job: freezes the newest diagnosis into files; the report exists when all of them do. */
export function createReportHandler(deps: Deps): JobHandler {
  const { now, audit, files, worker } = deps;
  return async (payload: ReportPayload, context) => {
    const { formats, previousId } = payload;
    // It starts while what it needs is read.
    worker.warm();
    const { previous, edition } = await editionAfter(deps, previousId);
    const source = payload.source ?? { kind: 'diagnosis', recordingId: payload.recordingId };
    // What a person chose and wrote in the version before stays chosen and written.
    const composition = previous ? await compositionOf(deps.db, previous.id) : await firstComposition(deps, payload, context.createdBy);
    const read = await readSource(deps, source, composition.language);
    const pinned = await readPins(deps.recordings, composition.pins, read.cited);
    const { recordingId, diagnosisId } = read.cited[0] as (typeof read.cited)[number];
    const createdAt = now().toISOString();
    const by = { jobId: context.jobId, at: createdAt, name: context.createdBy };
    const number = previous?.number ?? (await nextNumber(deps, read.siteName, by));
    const input: ReportInput = { ...read.input, pinned, number, createdAtIso: createdAt, author: context.createdBy };
    const folder = files.stage(`report-${context.jobId}`);
    try {
      const draft = { status: 'draft', statusReason: null, statusAt: createdAt, statusBy: context.createdBy } as const;
      const name = fileNameOf({ number, version: edition.version, status: 'draft' });
      const standing = { ...draft, signatures: [] };
      const task: ReportTask = { input, composition, standing, edition, formats: [...formats], folder, name };
      const written = (await worker.run('report', task, { signal: context.signal, deadlineMs, onProgress: context.onProgress })) as Written;
      const inputSha256 = await freezeInput(files, folder, input);
      for (const file of [...written.files, written.content]) await files.adopt(file.path, file);
      const report: Report = {
        id: newId(),
        number,
        version: edition.version,
        revision: 1,
        title: written.title.slice(0, 300),
        recordingId,
        diagnosisId,
        recordingIds: read.cited.map((one) => one.recordingId),
        source,
        ...draft,
        inputSha256,
        contentSha256: written.content.sha256,
        supersedesId: previousId ?? null,
        formats: [...formats],
        files: written.files.map(({ format, sha256, bytes }) => ({ format, name: `${name}.${format}`, sha256, bytes })),
        signatures: [],
        createdAt,
        createdBy: context.createdBy,
      };
      return async (trx) => {
        await insertReport(trx, report, { composition, history: written.history, cited: read.cited });
        await audit.record(trx, {
          actor: { name: context.createdBy, requestId: null },
          action: 'report.created',
          subjectType: 'report',
          subjectId: report.id,
          newValue: report,
        });
        return { reportId: report.id, recordingId };
      };
    } finally {
      files.discard(folder);
    }
  };
}

/** Nothing chosen or written but the template; a language that was asked for goes before that of the template. */
async function firstComposition(deps: Deps, { language, template }: ReportPayload, author: string): Promise<ReportComposition> {
  const edition = template === undefined ? await editionFor(deps.db, undefined) : template;
  const chosen = edition === null ? null : await readTemplate(deps, edition);
  const composition = withTemplate(blankComposition, chosen, author);
  return language === undefined ? composition : { ...composition, language };
}

async function nextNumber({ db }: Deps, siteName: string, by: { jobId: string; at: string; name: string }): Promise<string> {
  const { numberPattern } = await settingsInForce(db);
  return reserveNumber(db, scopeOf(numberPattern, { year: Number(by.at.slice(0, 4)), siteName }), by);
}
