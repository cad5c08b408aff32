import { Readable } from 'node:stream';
import type { Actor } from '../accounts/actor.ts';
import type { AuditTrail } from '../accounts/audit.service.ts';
import type { DiagnosisService } from '../diagnostics/diagnosis.service.ts';
import type { GuidedTestService } from '../diagnostics/guided-tests/test-run.service.ts';
import type { RecordingService } from '../measurements/recording.service.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import type { Page } from '../platform/http/page.schema.ts';
import { sha256 } from '../platform/ids.ts';
import type { Job } from '../platform/jobs/job.schema.ts';
import type { JobService } from '../platform/jobs/job.service.ts';
import { Problem } from '../platform/problem.ts';
import type { PublicKey, SigningKey } from '../platform/signing/signing-key.ts';
import type { SystemService } from '../systems/system.service.ts';
import { makeBundle, writeBundle } from './bundles/bundle.writer.ts';
import type { ReportLanguage } from './compositions/report-composition.schema.ts';
import { findReport, issuedFilesOf, listReports, type ReportFilter } from './report.repository.ts';
import { type NewReport, type Report, type ReportFormat, reportFormats } from './report.schema.ts';
import type { ReportSource } from './report-source.schema.ts';
import { beingWritten } from './signatures/signing.service.ts';
import { resolveSource } from './sources/source.resolver.ts';
import type { TemplateEdition } from './templates/report-template.repository.ts';
import { editionFor } from './templates/template.choice.ts';
import type { TraceResult, TraceService } from './traces/trace.service.ts';

export interface ReportPayload {
  readonly recordingId: string;
  /** Absent: the newest diagnosis of the recording. */
  readonly source?: ReportSource;
  readonly language?: ReportLanguage;
  readonly formats: readonly ReportFormat[];
  /** As it was when the report was asked for; null: none; absent: the default one at the time it is made. */
  readonly template?: TemplateEdition | null;
  /** The version that this one takes the place of; absent: the first of a new number. */
  readonly previousId?: string;
}

/** `issued`: the bytes as they were issued, also when the report is no longer in force. */
export interface WantedFile {
  readonly format: ReportFormat;
  readonly edition?: 'current' | 'issued';
}

export interface ReportFile {
  readonly name: string;
  readonly bytes: number;
  readonly content: Readable;
}

export interface ReportService {
  /** @throws Problem `diagnosis-not-found` when there is nothing to report yet */
  start(input: NewReport, actor: Actor): Promise<Job>;
  list(request: ReportFilter): Promise<Page<Report>>;
  /** @throws Problem `report-not-found` */
  get(id: string): Promise<Report>;
  /** By id, by number (its newest version) or by `NUMBER:VERSION`. @throws Problem `report-not-found` */
  getNamed(word: string): Promise<Report>;
  /** Opens a file of a report for reading; every download is audited. */
  open(id: string, what: WantedFile, actor: Actor): Promise<ReportFile>;
  /** All files in one signed archive; audited, too. Whatever is damaged is a problem before the first byte. */
  openBundle(id: string, actor: Actor): Promise<Omit<ReportFile, 'bytes'>>;
  /**
   * The chain behind a number of a report (named as in `getNamed`), computed again.
   * @throws Problem `report-not-found`, and what `TraceService.follow` throws
   */
  trace(report: string, evidenceId: string, signal: AbortSignal): Promise<TraceResult>;
  /** What bundles of this appliance can be checked with. */
  publicKey(): PublicKey;
}

export function createReportService(deps: {
  db: Db;
  audit: AuditTrail;
  files: ContentStore;
  jobs: JobService;
  systems: SystemService;
  recordings: RecordingService;
  diagnoses: DiagnosisService;
  guidedTests: GuidedTestService;
  /** Opened when it is needed: it is made then. */
  signingKey(): SigningKey;
  traces: TraceService;
}): ReportService {
  const { db, audit, files, jobs, signingKey, traces } = deps;

  async function get(id: string): Promise<Report> {
    return found(await findReport(db, { id }));
  }

  async function getNamed(word: string): Promise<Report> {
    if (/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(word)) return get(word);
    const [, number = word, version] = /^(.*?)(?::([1-9]\d{0,5}))?$/.exec(word) ?? [];
    return found(await findReport(db, version === undefined ? { number } : { number, version: Number(version) }));
  }

  return {
    async start(input, actor) {
      const source = sourceOf(input);
      const { diagnoses: found } = await resolveSource(deps, source);
      const [first] = found;
      if (first === undefined) throw new Error('a source without a diagnosis');
      const { language, formats = [...reportFormats] } = input;
      const template = await editionFor(db, input.templateId);
      const said = language === undefined ? {} : { language };
      const payload: ReportPayload = { recordingId: first.recordingId, source, ...said, formats, template };
      const key = sha256(JSON.stringify([source, language ?? null, found.map(({ id }) => id), [...formats].sort(), template]));
      const name = found.length === 1 ? first.result.recording.name : `${found.length} recordings`;
      return db.transaction((trx) =>
        jobs.enqueue(trx, {
          kind: 'report',
          title: `Report on ${name}`.slice(0, 300),
          payload,
          createdBy: actor.name,
          idempotencyKey: key,
        }),
      );
    },
    list: (request) => listReports(db, request),
    get,
    getNamed,
    async open(id, { format, edition }, actor) {
      const report = await get(id);
      const written = edition === 'issued' ? await issuedFilesOf(db, id) : report.files;
      const file = written.find((other) => other.format === format);
      if (!file && edition !== 'issued' && report.formats.includes(format)) throw beingWritten(report);
      if (!file)
        throw new Problem('report-format-missing', 404, `The report has no ${format.toUpperCase()} file`, {
          detail: `It was written as ${report.formats.join(', ')}.`,
        });
      const content = await files.open(file.sha256);
      await audit.record(db, {
        actor,
        action: 'report.exported',
        subjectType: 'report',
        subjectId: id,
        newValue: { format, edition: edition ?? 'current', sha256: file.sha256 },
      });
      return { name: file.name, bytes: file.bytes, content };
    },
    async openBundle(id, actor) {
      const report = await get(id);
      if (report.files.length < report.formats.length) throw beingWritten(report);
      for (const { sha256 } of report.files) (await files.open(sha256)).destroy();
      const opened = report.files.map((file) => ({ ...file, open: () => pieces(files, file.sha256) }));
      const bundle = makeBundle(report, opened, signingKey());
      await audit.record(db, {
        actor,
        action: 'report.exported',
        subjectType: 'report',
        subjectId: id,
        newValue: { format: 'bundle', signedWith: bundle.manifest.signedWith.fingerprint },
      });
      return { name: bundle.name, content: Readable.from(writeBundle(bundle), { objectMode: false }) };
    },
    async trace(word, evidenceId, signal) {
      return traces.follow(await getNamed(word), evidenceId, signal);
    },
    publicKey: () => signingKey().publicKey,
  };
}

/** @throws Problem `report-source-missing` */
function sourceOf({ recordingId, source }: NewReport): ReportSource {
  if (source !== undefined && recordingId === undefined) return source;
  if (recordingId !== undefined && source === undefined) return { kind: 'diagnosis', recordingId };
  throw new Problem('report-source-missing', 422, 'Say what the report is made of', {
    detail: 'Give either the recording (recordingId) or another source (source), not both.',
  });
}

function found(report: Report | undefined): Report {
  if (!report) throw new Problem('report-not-found', 404, 'There is no such report');
  return report;
}

async function* pieces(files: ContentStore, sha256: string): AsyncGenerator<Uint8Array> {
  yield* (await files.open(sha256)) as AsyncIterable<Uint8Array>;
}
