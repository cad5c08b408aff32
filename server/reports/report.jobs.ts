import { join } from 'node:path';
import type { AuditTrail } from '../accounts/audit.service.ts';
import type { Diagnosis } from '../diagnostics/diagnosis.schema.ts';
import type { DiagnosisService } from '../diagnostics/diagnosis.service.ts';
import type { TestOnRecording } from '../diagnostics/guided-tests/test-run.schema.ts';
import type { GuidedTestService } from '../diagnostics/guided-tests/test-run.service.ts';
import type { Annotation } from '../measurements/annotations/annotation.schema.ts';
import type { AnnotationService } from '../measurements/annotations/annotation.service.ts';
import type { RecordingDetail } from '../measurements/recording.schema.ts';
import type { RecordingService } from '../measurements/recording.service.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import { writeFileDurably } from '../platform/files/durable.ts';
import { newId, sha256 } from '../platform/ids.ts';
import type { JobHandler } from '../platform/jobs/job-runner.ts';
import type { WorkerProcess } from '../platform/workers/worker-process.ts';
import type { SystemDetail } from '../systems/system.schema.ts';
import type { SystemService } from '../systems/system.service.ts';
import { blankComposition } from './compositions/report-composition.schema.ts';
import { chooseFigures } from './figure.choice.ts';
import { reserveNumber } from './numbers/number.repository.ts';
import { scopeOf } from './numbers/number-pattern.ts';
import { fileNameOf } from './renderings/rendering.store.ts';
import { insertReport } from './report.repository.ts';
import type { runReport } from './report.runner.ts';
import type { Report } from './report.schema.ts';
import type { ReportPayload } from './report.service.ts';
import type { ReportAnnotation, ReportInput, ReportPart, ReportTask } from './report-input.schema.ts';
import { settingsInForce } from './settings/report-setting.service.ts';
import { wordingOf } from './wordings/wording.ts';

const deadlineMs = 10 * 60_000;
const figureBuckets = 1000;

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
  const { now, audit, files, systems, recordings, diagnoses, worker } = deps;
  return async ({ recordingId, formats }: ReportPayload, context) => {
    const diagnosis = await diagnoses.getLatest(recordingId);
    const detail = await recordings.getDetail(recordingId);
    const system = await systems.getDetail(detail.recording.systemId);
    const createdAt = now().toISOString();
    const number = await nextNumber(deps, system.site.name, { jobId: context.jobId, at: createdAt, name: context.createdBy });
    const input = await toInput(deps, { diagnosis, detail, system, number, createdAt, author: context.createdBy });
    const folder = files.stage(`report-${context.jobId}`);
    try {
      const draft = { status: 'draft', statusReason: null, statusAt: createdAt, statusBy: context.createdBy } as const;
      const name = fileNameOf({ number, version: 1, status: 'draft' });
      const standing = { ...draft, signatures: [] };
      const task: ReportTask = { input, composition: blankComposition, standing, formats: [...formats], folder, name };
      const written = (await worker.run('report', task, { signal: context.signal, deadlineMs, onProgress: context.onProgress })) as Written;
      const inputSha256 = await freeze(files, folder, input);
      for (const file of [...written.files, written.content]) await files.adopt(file.path, file);
      const report: Report = {
        id: newId(),
        number,
        version: 1,
        revision: 1,
        title: input.title,
        recordingId,
        diagnosisId: diagnosis.id,
        recordingIds: [recordingId],
        source: { kind: 'diagnosis', recordingId },
        ...draft,
        inputSha256,
        contentSha256: written.content.sha256,
        supersedesId: null,
        formats: [...formats],
        files: written.files.map(({ format, sha256, bytes }) => ({ format, name: `${name}.${format}`, sha256, bytes })),
        signatures: [],
        createdAt,
        createdBy: context.createdBy,
      };
      return async (trx) => {
        await insertReport(trx, report, { composition: {}, cited: [{ recordingId, diagnosisId: diagnosis.id }] });
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

/** What the report is made of, kept whole: later data never changes it. */
async function freeze(files: ContentStore, folder: string, input: ReportInput): Promise<string> {
  const path = join(folder, 'input');
  const bytes = new TextEncoder().encode(JSON.stringify(input));
  writeFileDurably(path, bytes);
  const file = { sha256: sha256(bytes), bytes: bytes.byteLength };
  await files.adopt(path, file);
  return file.sha256;
}

async function nextNumber({ db }: Deps, siteName: string, by: { jobId: string; at: string; name: string }): Promise<string> {
  const { numberPattern } = await settingsInForce(db);
  return reserveNumber(db, scopeOf(numberPattern, { year: Number(by.at.slice(0, 4)), siteName }), by);
}

async function toInput(
  { recordings, annotations, guidedTests }: Deps,
  from: { diagnosis: Diagnosis; detail: RecordingDetail; system: SystemDetail; number: string; createdAt: string; author: string },
): Promise<ReportInput> {
  const { diagnosis, detail, system, number, createdAt, author } = from;
  const figures = [];
  for (const choice of chooseFigures(detail, diagnosis.result)) {
    const { channels } = await recordings.series(detail.recording.id, {
      channels: choice.channels.join(','),
      fromMs: choice.fromMs,
      toMs: choice.toMs,
      buckets: figureBuckets,
    });
    figures.push({ id: choice.id, title: choice.title, envelopes: channels });
  }
  const part: ReportPart = {
    system: {
      siteName: system.site.name,
      systemName: system.system.name,
      tag: system.system.tag,
      note: system.system.note,
      isSimulated: system.system.isSimulated,
      components: system.components,
      channels: system.channels,
      limits: system.limits,
    },
    diagnosis: diagnosis.result,
    resultSha256: diagnosis.resultSha256,
    importReports: [detail.importReport],
    figures,
    guidedTests: byUrgency(await guidedTests.listOnRecording(detail.recording.id)),
    annotations: (await annotations.listForReport(detail.recording.id)).map((one) => toReportAnnotation(detail, one)),
  };
  return {
    kind: 'diagnosis',
    number,
    title: wordingOf('en').say.title(system.system.name, detail.recording.name),
    createdAtIso: createdAt,
    author,
    language: 'en',
    parts: [part],
    comparison: null,
    testSteps: null,
    pinned: [],
  };
}

const urgency = ['alarm', 'warning', 'pass', 'not-assessable'] as const;

/** What needs attention first; equals stay in the order in which they were begun. */
function byUrgency(tests: readonly TestOnRecording[]): TestOnRecording[] {
  return [...tests].sort((a, b) => urgency.indexOf(a.result.state) - urgency.indexOf(b.result.state));
}

function toReportAnnotation({ channels }: RecordingDetail, { fromMs, toMs, channel, text, createdBy }: Annotation): ReportAnnotation {
  const name = channels.find((other) => other.index === channel)?.name ?? null;
  return { fromS: fromMs / 1000, toS: toMs === null ? null : toMs / 1000, channel: name, text, author: createdBy };
}
