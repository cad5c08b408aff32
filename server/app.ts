import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { migrations } from '../migrations/index.ts';
import { accountRoutes } from './accounts/account.routes.ts';
import { type AccountService, createAccountService } from './accounts/account.service.ts';
import { createAuditTrail } from './accounts/audit.service.ts';
import { createAuthorise } from './accounts/authorise.routes.ts';
import { createSessionService } from './accounts/session.service.ts';
import { createDemoHandler } from './demo/demo.jobs.ts';
import { createDiagnosisHandler } from './diagnostics/diagnosis.jobs.ts';
import { deleteDiagnosesOf } from './diagnostics/diagnosis.repository.ts';
import { diagnosisRoutes } from './diagnostics/diagnosis.routes.ts';
import { createDiagnosisService, type DiagnosisService } from './diagnostics/diagnosis.service.ts';
import { analysisRoutes } from './measurements/analyses/analysis.routes.ts';
import { createAnalysisService } from './measurements/analyses/analysis.service.ts';
import { createAnalysisStore } from './measurements/analyses/analysis.store.ts';
import { annotationRoutes } from './measurements/annotations/annotation.routes.ts';
import { createAnnotationService } from './measurements/annotations/annotation.service.ts';
import { createDerivationHandler } from './measurements/derived-channels/derived-channel.jobs.ts';
import { derivedChannelRoutes } from './measurements/derived-channels/derived-channel.routes.ts';
import { createDerivedChannelService } from './measurements/derived-channels/derived-channel.service.ts';
import { createEnvelopeStore } from './measurements/envelopes/envelope.store.ts';
import { exportRoutes } from './measurements/exports/export.routes.ts';
import { createExportService, type ExportService } from './measurements/exports/export.service.ts';
import { createExportStore } from './measurements/exports/export.store.ts';
import { createImportHandler } from './measurements/import.jobs.ts';
import { createImportService, type ImportService } from './measurements/import.service.ts';
import { previewRoutes } from './measurements/import-preview.routes.ts';
import { createPreviewService, type PreviewService } from './measurements/import-preview.service.ts';
import { plotViewRoutes } from './measurements/plot-views/plot-view.routes.ts';
import { createPlotViewService } from './measurements/plot-views/plot-view.service.ts';
import { recipeCheckRoutes } from './measurements/recipe-check.routes.ts';
import { createRecipeCheckService, type RecipeCheckService } from './measurements/recipe-check.service.ts';
import { knowsFile } from './measurements/recording.repository.ts';
import { recordingRoutes } from './measurements/recording.routes.ts';
import { createRecordingService, type RecordingService } from './measurements/recording.service.ts';
import { createRecordingRemoval, type RecordingDependents } from './measurements/retention/recording-removal.ts';
import { createRetentionHandler } from './measurements/retention/retention.jobs.ts';
import { retentionRoutes } from './measurements/retention/retention.routes.ts';
import { createRetentionService, type RetentionService } from './measurements/retention/retention.service.ts';
import { templateRoutes } from './measurements/templates/template.routes.ts';
import { createTemplateService, type TemplateService } from './measurements/templates/template.service.ts';
import { createHandInHandler, startCleaning } from './measurements/uploads/hand-in.jobs.ts';
import { createIntake } from './measurements/uploads/intake.service.ts';
import { tusRoutes } from './measurements/uploads/tus.routes.ts';
import { createTusServer } from './measurements/uploads/tus-server.ts';
import { uploadRoutes } from './measurements/uploads/upload.routes.ts';
import { createUploadService, type UploadService } from './measurements/uploads/upload.service.ts';
import { openUploadStore } from './measurements/uploads/upload.store.ts';
import { createVerificationHandler } from './measurements/verifications/verification.jobs.ts';
import { verificationRoutes } from './measurements/verifications/verification.routes.ts';
import { createVerificationService, type VerificationService } from './measurements/verifications/verification.service.ts';
import { healthRoutes } from './operations/health.routes.ts';
import { createHealthService } from './operations/health.service.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config/config.ts';
import { type Db, openDatabase, openingProblem } from './platform/database/database.ts';
import { migrate } from './platform/database/migrate.ts';
import { type ContentStore, openContentStore } from './platform/files/content-store.ts';
import { type DataFolder, openDataFolder } from './platform/files/data-folder.ts';
import { fileProblem } from './platform/files/durable.ts';
import { createHttpServer } from './platform/http/http-server.ts';
import { serveUserInterface } from './platform/http/static-files.ts';
import { releaseLostJobs } from './platform/jobs/job.repository.ts';
import { jobRoutes } from './platform/jobs/job.routes.ts';
import type { Job } from './platform/jobs/job.schema.ts';
import { createJobService, type JobService } from './platform/jobs/job.service.ts';
import { createJobBell } from './platform/jobs/job-bell.ts';
import { createJobRunner, type JobRunner, joinRunners } from './platform/jobs/job-runner.ts';
import { createLogger, type Logger } from './platform/logging/logger.ts';
import { createWorkerProcess } from './platform/workers/worker-process.ts';
import { createReportHandler } from './reports/report.jobs.ts';
import { findReportCiting, knowsReportFile } from './reports/report.repository.ts';
import { reportRoutes } from './reports/report.routes.ts';
import { createReportService, type ReportService } from './reports/report.service.ts';
import { systemRoutes } from './systems/system.routes.ts';
import { createSystemService, type SystemService } from './systems/system.service.ts';

/** Everything the product can do, put together; HTTP and the command line are two ways to reach it. */
export interface Appliance {
  readonly config: Config;
  readonly logger: Logger;
  readonly accounts: AccountService;
  readonly systems: SystemService;
  readonly uploads: UploadService;
  readonly imports: ImportService;
  readonly recordings: RecordingService;
  readonly exports: ExportService;
  readonly verifications: VerificationService;
  readonly previews: PreviewService;
  readonly templates: TemplateService;
  readonly recipeChecks: RecipeCheckService;
  readonly diagnoses: DiagnosisService;
  readonly reports: ReportService;
  readonly retention: RetentionService;
  readonly jobs: JobService;
  readonly runner: JobRunner;
  readonly files: ContentStore;
  /** Asks for the demo plant; while it is being built, asking again answers with the same job. */
  enqueueDemo(createdBy: string): Promise<Job>;
  /** Adds the routes of every domain to a fresh HTTP server. */
  buildHttp(): Promise<FastifyInstance>;
  /** Parks running jobs and closes everything. */
  close(): Promise<void>;
}

export interface ApplianceOptions {
  readonly config: Config;
  /** `server` refuses a data folder that another server has open; `tool` may work beside one. */
  readonly role: 'server' | 'tool';
  readonly now?: Clock;
  /** A PostgreSQL schema of its own for each test. */
  readonly databaseSchema?: string;
  /** Folder of the built user interface; absent when the shell serves it. */
  readonly userInterface?: string;
}

/** The only place where things are put together. */
export async function openAppliance(options: ApplianceOptions): Promise<Appliance> {
  const { config, role, now = systemClock } = options;
  const folder = openDataFolder(config.dataDir, role);
  const logger = openLogger(config.logLevel, folder);
  const db = await openTables(options, folder);
  const files = openContentStore(folder.filesRoot);
  await tidy({ db, files, folder, now, logger });

  const workers = createWorkers(logger);
  const audit = createAuditTrail({ db, now });
  const sessions = createSessionService({ db, now });
  const accounts = createAccountService({ db, now, audit });
  const systems = createSystemService({ db, now, audit });
  const bell = createJobBell();
  const jobs = createJobService({ db, now, bell, lanes: [['hand-in']] });
  const envelopes = createEnvelopeStore(logger);
  const recordings = createRecordingService({ db, files, envelopes });
  const store = openUploadStore(join(folder.filesRoot, 'uploads'));
  const { scan, maxUploadBytes } = config;
  const intake = createIntake({ db, now, audit, files, store, worker: workers.intake, policy: scan, maxUploadBytes });
  const uploads = createUploadService({ db, now, logger, jobs, store, intake, maxUploadBytes });
  const imports = createImportService({ db, jobs, systems, uploads, scan });
  const exportStore = createExportStore(logger);
  const exports = createExportService({ db, audit, files, systems, recordings, store: exportStore });
  const verifications = createVerificationService({ db, audit, jobs, recordings });
  const diagnoses = createDiagnosisService({ db, jobs, recordings });
  const reports = createReportService({ db, audit, files, jobs, recordings, diagnoses });
  const removal = createRecordingRemoval({ db, audit, files, jobs, envelopes, dependents });
  const retention = createRetentionService({ db, now, audit, jobs, systems, removal });
  const health = createHealthService({ db, filesRoot: folder.filesRoot });

  const annotations = createAnnotationService({ db, now, audit, recordings });
  const views = createPlotViewService({ db, now, audit, systems });
  const { knowsFile: isKnown } = dependents;
  const derived = createDerivedChannelService({ db, now, audit, files, jobs, recordings, envelopes, knowsFile: isKnown });
  const analyses = createAnalysisService({ systems, recordings, store: createAnalysisStore({ files, worker: workers.analyses }) });
  const templates = createTemplateService({ db, now, audit, recordings, files, worker: workers.import });
  const previews = createPreviewService({ db, files, jobs, systems, worker: workers.import, scan, maxUploadBytes });
  const recipeChecks = createRecipeCheckService({ db, files, jobs, recordings, worker: workers.import, maxUploadBytes });
  const recordingCreated = async (trx: Db, recording: Parameters<DiagnosisService['startWithin']>[1]) => {
    // Every new recording is diagnosed at once: the verdict waits for the engineer, not the other way round.
    const job = await diagnoses.startWithin(trx, recording, recording.createdBy);
    return { diagnosisJobId: job.id };
  };
  const runners = { db, now, logger, bell, concurrency: 2 };
  // Whoever hands in a file does not wait behind the imports of others.
  const intakeRunner = createJobRunner({ ...runners, handlers: { 'hand-in': createHandInHandler({ db, now, intake }) } });
  const workRunner = createJobRunner({
    ...runners,
    handlers: {
      import: createImportHandler({
        db,
        now,
        audit,
        files,
        systems,
        worker: workers.import,
        maxUploadBytes: config.maxUploadBytes,
        recordingCreated,
      }),
      'import-check': previews.handler,
      'recipe-check': recipeChecks.handler,
      diagnosis: createDiagnosisHandler({ now, audit, files, systems, recordings, worker: workers.diagnosis }),
      derivation: createDerivationHandler({ now, audit, files, recordings, worker: workers.derivation }),
      report: createReportHandler({ db, now, audit, files, systems, recordings, annotations, diagnoses, worker: workers.report }),
      retention: createRetentionHandler({ db, now, removal }),
      verification: createVerificationHandler({ db, files, logger, worker: workers.verification }),
      demo: createDemoHandler({ systems, imports, files, worker: workers.simulation }),
    },
  });

  const runner = joinRunners([intakeRunner, workRunner]);
  const stopCleaning = role === 'server' ? startCleaning(uploads, logger) : () => undefined;

  return {
    config,
    logger,
    accounts,
    systems,
    uploads,
    imports,
    recordings,
    exports,
    verifications,
    previews,
    templates,
    recipeChecks,
    diagnoses,
    reports,
    retention,
    jobs,
    runner,
    files,
    enqueueDemo: (createdBy) =>
      db.transaction((trx) =>
        jobs.enqueue(trx, { kind: 'demo', title: 'Build the demo plant (simulated)', payload: {}, createdBy, idempotencyKey: 'demo' }),
      ),
    async buildHttp() {
      envelopes.warm();
      const app = await createHttpServer({ listen: config.listen, logger, authorise: createAuthorise(sessions) });
      await app.register(healthRoutes, { health });
      await app.register(accountRoutes, { accounts, sessions, audit });
      await app.register(systemRoutes, { systems });
      await app.register(jobRoutes, { jobs });
      await app.register(recordingRoutes, { imports, recordings });
      await app.register(uploadRoutes, { uploads });
      await app.register(tusRoutes, { tus: createTusServer({ uploads, store, maxUploadBytes }), uploads, maxUploadBytes });
      await app.register(exportRoutes, { exports });
      await app.register(verificationRoutes, { verifications });
      await app.register(previewRoutes, { previews });
      await app.register(templateRoutes, { templates });
      await app.register(recipeCheckRoutes, { recipeChecks });
      await app.register(retentionRoutes, { retention });
      await app.register(analysisRoutes, { analyses });
      await app.register(annotationRoutes, { annotations });
      await app.register(plotViewRoutes, { views });
      await app.register(derivedChannelRoutes, { derived });
      await app.register(diagnosisRoutes, { diagnoses });
      await app.register(reportRoutes, { reports });
      if (options.userInterface) await serveUserInterface(app, options.userInterface);
      return app;
    },
    async close() {
      stopCleaning();
      await runner.stop();
      for (const worker of Object.values(workers)) worker.close();
      envelopes.close();
      exportStore.close();
      await db.destroy();
      folder.close();
    },
  };
}

/** What rests on a recording, and on a file, over all domains. */
const dependents: RecordingDependents = {
  async heldBy(db, recordingId) {
    const number = await findReportCiting(db, recordingId);
    return number === undefined ? null : `report ${number} rests on it`;
  },
  removeWith: deleteDiagnosesOf,
  knowsFile: async (db, sha256) => (await knowsFile(db, sha256)) || (await knowsReportFile(db, sha256)),
};

function openLogger(level: string, folder: DataFolder): Logger {
  try {
    return createLogger(level, folder.logFile);
  } catch (error) {
    folder.close();
    throw fileProblem(error, folder.logFile);
  }
}

async function openTables({ config, databaseSchema }: ApplianceOptions, folder: DataFolder): Promise<Db> {
  const { database } = config;
  const db =
    database.kind === 'sqlite'
      ? openDatabase({ kind: 'sqlite', file: folder.databaseFile })
      : openDatabase({ kind: 'postgres', url: database.url, ...(databaseSchema ? { schema: databaseSchema } : {}) });
  try {
    await migrate(db, migrations, database.kind === 'sqlite' ? { file: folder.databaseFile } : undefined);
  } catch (error) {
    await db.destroy();
    folder.close();
    throw openingProblem(error, folder.databaseFile);
  }
  return db;
}

/** When nobody else is at work here: what a dead process left behind goes, and its jobs may run again. */
async function tidy({
  db,
  files,
  folder,
  now,
  logger,
}: {
  db: Db;
  files: ContentStore;
  folder: DataFolder;
  now: Clock;
  logger: Logger;
}): Promise<void> {
  await folder.withoutOthers(async () => {
    const swept = await files.sweep((sha256) => dependents.knowsFile(db, sha256));
    const released = await releaseLostJobs(db, now().toISOString());
    if (swept.files + swept.stagings + released > 0) logger.warn({ ...swept, released }, 'tidied up after an unclean end');
  });
}

function createWorkers(logger: Logger) {
  return {
    intake: createWorkerProcess({
      name: 'intake',
      here: import.meta.url,
      entry: 'measurements/uploads/intake.worker',
      memoryMb: 256,
      idleMs: 1_000,
      logger,
    }),
    import: createWorkerProcess({
      name: 'import',
      here: import.meta.url,
      entry: 'measurements/import.worker',
      memoryMb: 512,
      youngMb: 2,
      idleMs: 1_000,
      logger,
    }),
    analyses: createWorkerProcess({
      name: 'analyses',
      here: import.meta.url,
      entry: 'measurements/analyses/analysis.worker',
      memoryMb: 512,
      logger,
    }),
    derivation: createWorkerProcess({
      name: 'derivation',
      here: import.meta.url,
      entry: 'measurements/derived-channels/derivation.worker',
      memoryMb: 512,
      logger,
    }),
    diagnosis: createWorkerProcess({
      name: 'diagnosis',
      here: import.meta.url,
      entry: 'diagnostics/diagnosis.worker',
      memoryMb: 1024,
      logger,
    }),
    report: createWorkerProcess({ name: 'report', here: import.meta.url, entry: 'reports/report.worker', memoryMb: 512, logger }),
    verification: createWorkerProcess({
      name: 'verification',
      here: import.meta.url,
      entry: 'measurements/verifications/verification.worker',
      memoryMb: 256,
      logger,
    }),
    simulation: createWorkerProcess({ name: 'simulation', here: import.meta.url, entry: 'demo/simulation.worker', memoryMb: 512, logger }),
  };
}
