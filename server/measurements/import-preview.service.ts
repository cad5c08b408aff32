import type { Actor } from '../accounts/actor.ts';
import type { Clock } from '../platform/clock.ts';
import type { Db } from '../platform/database/database.ts';
import type { ContentStore } from '../platform/files/content-store.ts';
import type { Job } from '../platform/jobs/job.schema.ts';
import type { JobService } from '../platform/jobs/job.service.ts';
import type { JobHandler } from '../platform/jobs/job-runner.ts';
import type { RunOptions } from '../platform/workers/worker-process.ts';
import type { SystemService } from '../systems/system.service.ts';
import { assertNew, contentKeyOf } from './import.service.ts';
import type { ImportPreview } from './import-preview.schema.ts';
import {
  assertIntact,
  handedInFiles,
  type Reading,
  type ReadingDeps,
  type ReadingInput,
  readFiles,
  suggestMapping,
  templateOf,
} from './import-reading.ts';
import type { ImportReport } from './import-report.schema.ts';
import type { ImportAnswers, ImportFile } from './imports/import.types.ts';
import type { Preview, PreviewInput } from './imports/previews/preview.types.ts';
import type { NewImport } from './recording.schema.ts';
import { createIdentity, type Identity } from './templates/file-identity.ts';
import { type ChosenTemplate, chooseTemplate } from './templates/template-choice.ts';
import { assertImportable, type ScanPolicy } from './uploads/intake.service.ts';

const previewDeadlineMs = 60_000;
/** Files up to this size are read to their end while the person looks on. */
const wholeBytes = 8 * 1024 ** 2;

export interface PreviewService {
  /** @throws Problem `system-not-found`, `file-not-uploaded`, `template-not-found` */
  preview(request: NewImport): Promise<ImportPreview>;
  /** Starts a job that reads the files to their end; its result is `{ report, mapping, recordings }`, of the first recording. */
  startCheck(request: NewImport, actor: Actor): Promise<Job>;
  /** The same for files that were not handed in (the command line). @throws Problem what an import would be refused with */
  dryRun(request: DryRun, run: Pick<RunOptions, 'signal' | 'onProgress'>): Promise<Reading[]>;
  readonly handler: JobHandler;
}

/** Files, and how they are to be read. */
export interface DryRun {
  readonly systemId: string;
  readonly files: readonly ImportFile[];
  readonly answers: ImportAnswers;
  readonly template: string | undefined;
}

interface Deps extends ReadingDeps {
  readonly files: ContentStore;
  readonly jobs: JobService;
  readonly systems: SystemService;
  readonly scan: ScanPolicy;
  readonly now: Clock;
}

export function createPreviewService(deps: Deps): PreviewService {
  const { db, files, jobs, systems, scan } = deps;

  async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = files.stage('preview');
    try {
      return await work(folder);
    } finally {
      files.discard(folder);
    }
  }
  /** What waits for its scan is not looked into either. */
  async function fromStore({ systemId, files: named, answers, template }: NewImport): Promise<DryRun> {
    for (const file of named) await assertImportable(db, file, scan);
    return { systemId, files: await handedInFiles(deps, named), answers: (answers ?? {}) as ImportAnswers, template };
  }
  const dryRun: PreviewService['dryRun'] = (request, run) =>
    inFolder(async (folder) => {
      const input = await toReading(systems, request, folder);
      await assertNew(db, request.systemId, contentKeyOf(request.files.map(({ sha256 }) => sha256)));
      return readFiles(deps, input, run);
    });

  return {
    preview: (request) =>
      inFolder(async (folder) => {
        const begun = await readBeginnings(deps, await fromStore(request), { folder, wholeBytes });
        return toPreview(db, begun);
      }),
    async startCheck(request, actor) {
      const { system } = await systems.getDetail(request.systemId);
      await fromStore(request);
      const title = `Check ${request.files[0]?.name ?? ''} for ${system.name}`.slice(0, 300);
      return db.transaction((trx) => jobs.enqueue(trx, { kind: 'import-check', title, payload: request, createdBy: actor.name }));
    },
    dryRun,
    handler: async (payload: NewImport, context) => {
      const request = await fromStore(payload);
      await assertIntact(deps, request.files, context);
      const readings = await dryRun(request, context);
      const [first] = readings;
      return async () => ({ report: first?.report, mapping: first?.settings.mapping, recordings: readings.length });
    },
  };
}

async function toReading(systems: SystemService, request: DryRun, folder: string): Promise<ReadingInput> {
  const { site, channels } = await systems.getDetail(request.systemId);
  return { ...request, systemChannels: channels, siteZone: site.timeZone, folder };
}

interface Begun {
  readonly input: ReadingInput;
  readonly chosen: ChosenTemplate;
  readonly found: Preview;
  readonly identity: Identity;
}

/**
 * Reads the beginnings of files into `folder`, as an import would read them; together at most `wholeBytes` are read to their end.
 * @throws Problem `system-not-found`, `template-not-found`
 */
export async function readBeginnings(
  { db, systems, worker, maxUploadBytes }: Pick<Deps, 'db' | 'systems' | 'worker' | 'maxUploadBytes'>,
  request: DryRun,
  { folder, wholeBytes }: { folder: string; wholeBytes: number },
): Promise<Begun> {
  const input = await toReading(systems, request, folder);
  const run = { signal: new AbortController().signal, deadlineMs: previewDeadlineMs, onProgress: () => undefined };
  const identity = createIdentity(worker, input, run.signal);
  const chosen = await chooseTemplate(db, input, identity);
  const limits = { maxBytes: maxUploadBytes, wholeBytes };
  const task: PreviewInput = { files: input.files, answers: chosen.answers, siteZone: input.siteZone, folder, limits };
  const found = (await worker.run('preview', task, run)) as Preview;
  return { input, chosen, found, identity };
}

async function toPreview(db: Db, { input, chosen, found, identity }: Begun): Promise<ImportPreview> {
  const { recipe, ...preview } = found;
  const { report } = preview;
  if (report === null || recipe === null) return { ...(preview as unknown as ImportPreview), mapping: [], template: chosen.template };
  const template = templateOf(recipe, chosen);
  const { mapping } = await suggestMapping(db, input, { report, recipe, answers: chosen.answers, identity });
  return { ...(preview as unknown as ImportPreview), report: { ...(report as unknown as ImportReport), template }, mapping, template };
}
