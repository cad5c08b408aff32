import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { accountRoutes } from './accounts/account.routes.ts';
import { type AccountService, createAccountService } from './accounts/account.service.ts';
import { createAuthorise } from './accounts/authorise.routes.ts';
import { createPasswords, type Passwords } from './accounts/password.ts';
import { createReauthenticationService } from './accounts/reauthentication.service.ts';
import { createSecondPersonRule } from './accounts/second-person.service.ts';
import { createSessionService } from './accounts/session.service.ts';
import { openBase } from './base.ts';
import { createDemoHandler } from './demo/demo.jobs.ts';
import { createAnomalyLearningHandler } from './diagnostics/anomalies/anomaly.jobs.ts';
import { anomalyRoutes } from './diagnostics/anomalies/anomaly.routes.ts';
import { type AnomalyService, createAnomalyService } from './diagnostics/anomalies/anomaly.service.ts';
import { createBaselineHandler } from './diagnostics/baselines/baseline.jobs.ts';
import { baselineRoutes } from './diagnostics/baselines/baseline.routes.ts';
import { type BaselineService, baselineKind, createBaselineService } from './diagnostics/baselines/baseline.service.ts';
import { catalogueRoutes } from './diagnostics/catalogue/catalogue.routes.ts';
import { type CatalogueService, createCatalogueService } from './diagnostics/catalogue/catalogue.service.ts';
import { createEntryService, type EntryService } from './diagnostics/catalogue/entries/entry.service.ts';
import { comparisonRoutes } from './diagnostics/comparisons/comparison.routes.ts';
import { decisionRoutes } from './diagnostics/decisions/decision.routes.ts';
import { createDecisionService } from './diagnostics/decisions/decision.service.ts';
import { createDiagnosisHandler } from './diagnostics/diagnosis.jobs.ts';
import { deleteDiagnosesOf } from './diagnostics/diagnosis.repository.ts';
import { diagnosisRoutes } from './diagnostics/diagnosis.routes.ts';
import { createDiagnosisService, type DiagnosisService } from './diagnostics/diagnosis.service.ts';
import { evaluationRoutes } from './diagnostics/evaluations/evaluation.routes.ts';
import { createEvaluationService } from './diagnostics/evaluations/evaluation.service.ts';
import { createGuidedTestHandler } from './diagnostics/guided-tests/test-run.jobs.ts';
import { deleteEvaluationsOf } from './diagnostics/guided-tests/test-run.repository.ts';
import { guidedTestRoutes } from './diagnostics/guided-tests/test-run.routes.ts';
import { createGuidedTestService, type GuidedTestService } from './diagnostics/guided-tests/test-run.service.ts';
import { definitions } from './diagnostics/indicator-run.ts';
import { indicatorRoutes } from './diagnostics/indicators/indicator.routes.ts';
import { createModelTrainingHandler } from './diagnostics/models/model.jobs.ts';
import { modelRoutes } from './diagnostics/models/model.routes.ts';
import { createModelService, type ModelService } from './diagnostics/models/model.service.ts';
import { outlookRoutes } from './diagnostics/outlooks/outlook.routes.ts';
import { createOutlookService, type OutlookService } from './diagnostics/outlooks/outlook.service.ts';
import { createReevaluationHandler } from './diagnostics/reevaluations/reevaluation.jobs.ts';
import { reevaluationRoutes } from './diagnostics/reevaluations/reevaluation.routes.ts';
import { reevaluationKind } from './diagnostics/reevaluations/reevaluation.schema.ts';
import { createReevaluationService, type ReevaluationService } from './diagnostics/reevaluations/reevaluation.service.ts';
import { wordingRoutes } from './diagnostics/wordings/wording.routes.ts';
import { type Measurements, openMeasurements } from './measurements/measurements.ts';
import { knowsFile } from './measurements/recording.repository.ts';
import type { RecordingDependents } from './measurements/retention/recording-removal.ts';
import { createDataExportHandler } from './operations/data-exports/data-export.jobs.ts';
import { knowsDataExportFile } from './operations/data-exports/data-export.repository.ts';
import { startDataExportRounds } from './operations/data-exports/data-export.rounds.ts';
import { dataExportRoutes } from './operations/data-exports/data-export.routes.ts';
import { dataExportKind } from './operations/data-exports/data-export.schema.ts';
import { createDataExportService, type DataExportService } from './operations/data-exports/data-export.service.ts';
import { openWorkFolders } from './operations/data-exports/work-folder.store.ts';
import { healthRoutes } from './operations/health.routes.ts';
import { createHealthService } from './operations/health.service.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config/config.ts';
import type { ContentStore } from './platform/files/content-store.ts';
import { createHttpServer } from './platform/http/http-server.ts';
import { serveUserInterface } from './platform/http/static-files.ts';
import { jobRoutes } from './platform/jobs/job.routes.ts';
import type { Job } from './platform/jobs/job.schema.ts';
import type { JobService } from './platform/jobs/job.service.ts';
import { createJobRunner, type JobRunner, joinRunners } from './platform/jobs/job-runner.ts';
import type { Logger } from './platform/logging/logger.ts';
import { openSigningKey } from './platform/signing/signing-key.ts';
import { createWorkerProcess } from './platform/workers/worker-process.ts';
import { createReportBatchHandler } from './reports/batches/report-batch.jobs.ts';
import { reportBatchRoutes } from './reports/batches/report-batch.routes.ts';
import { reportBatchKind } from './reports/batches/report-batch.schema.ts';
import { createReportBatchService, type ReportBatchService } from './reports/batches/report-batch.service.ts';
import { compositionRoutes } from './reports/compositions/composition.routes.ts';
import { createCompositionService } from './reports/compositions/composition.service.ts';
import { reportContentRoutes } from './reports/contents/content.routes.ts';
import { type ContentService, createContentService } from './reports/contents/content.service.ts';
import { createPreviewService } from './reports/previews/preview.service.ts';
import { createRefreshHandler, refreshKind } from './reports/refreshes/report-refresh.jobs.ts';
import { createReportHandler } from './reports/report.jobs.ts';
import { openReportLife, type ReportLife } from './reports/report.life.ts';
import { startReportWorker } from './reports/report.process.ts';
import { findReportCiting, knowsReportFile } from './reports/report.repository.ts';
import { reportRoutes } from './reports/report.routes.ts';
import { createReportService, type ReportService } from './reports/report.service.ts';
import { reportSettingRoutes } from './reports/settings/report-setting.routes.ts';
import { reportStatusRoutes } from './reports/statuses/status.routes.ts';
import { knowsLogo } from './reports/templates/report-template.repository.ts';
import { reportTemplateRoutes } from './reports/templates/report-template.routes.ts';
import { createReportTemplateService, type ReportTemplateService } from './reports/templates/report-template.service.ts';
import { createTraceService } from './reports/traces/trace.service.ts';
import { reportVersionRoutes } from './reports/versions/version.routes.ts';
import { limitRoutes } from './systems/limits/limit.routes.ts';
import { createLimitService, type LimitService } from './systems/limits/limit.service.ts';
import { operatingPointRoutes } from './systems/operating-points/operating-point.routes.ts';
import { createOperatingPointService, type OperatingPointService } from './systems/operating-points/operating-point.service.ts';
import { systemRoutes } from './systems/system.routes.ts';
import { createSystemService, type SystemService } from './systems/system.service.ts';

/** Everything the product can do, put together; HTTP and the command line are two ways to reach it. */
export interface Appliance extends Omit<Measurements, 'intakeHandlers' | 'handlers' | 'addRoutes' | 'startCleaning' | 'close'> {
  readonly config: Config;
  readonly logger: Logger;
  readonly accounts: AccountService;
  readonly systems: SystemService;
  readonly limits: LimitService;
  readonly operatingPoints: OperatingPointService;
  readonly baselines: BaselineService;
  readonly catalogue: CatalogueService;
  readonly catalogueEntries: EntryService;
  readonly diagnoses: DiagnosisService;
  readonly outlooks: OutlookService;
  readonly reevaluations: ReevaluationService;
  readonly guidedTests: GuidedTestService;
  readonly models: ModelService;
  readonly anomalies: AnomalyService;
  readonly reports: ReportService;
  readonly reportBatches: ReportBatchService;
  readonly reportTemplates: ReportTemplateService;
  readonly reportContents: ContentService;
  readonly dataExports: DataExportService;
  readonly reportLife: Omit<ReportLife, 'handlers'>;
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
  /** Cheaper ones for tests. */
  readonly passwords?: Passwords;
  /** Folder of the built user interface; absent when the shell serves it. */
  readonly userInterface?: string;
}

/** The only place where the domains are put together. */
export async function openAppliance(options: ApplianceOptions): Promise<Appliance> {
  const { config, role, now = systemClock, passwords = createPasswords() } = options;
  const base = await openBase({ config, role, now, knowsFile: dependents.knowsFile });
  const { folder, logger, db, files, audit, bell, jobs } = base;
  const workers = createWorkers(logger);
  const sessions = createSessionService({ db, now });
  const accounts = createAccountService({ db, now, audit, passwords });
  const systems = createSystemService({ db, now, audit });
  const secondPerson = createSecondPersonRule({ db });
  const indicators = new Map(definitions.map((definition) => [definition.id, definition]));
  const operatingPoints = createOperatingPointService({ db, now, audit, systems });
  const limits = createLimitService({ db, now, audit, systems, operatingPoints, secondPerson, indicators });
  const { intakeHandlers, handlers, addRoutes, startCleaning, close, ...measurements } = openMeasurements(base, {
    systems,
    dependents,
    async recordingCreated(trx, recording) {
      // Every new recording is diagnosed at once: the verdict waits for the engineer, not the other way round.
      const job = await diagnoses.startWithin(trx, recording, recording.createdBy);
      return { diagnosisJobId: job.id };
    },
  });
  const { imports, recordings, annotations } = measurements;
  const diagnoses = createDiagnosisService({ db, jobs, recordings, systems });
  const baselines = createBaselineService({ db, jobs, recordings, operatingPoints, indicators });
  const catalogue = createCatalogueService({ db });
  const catalogueEntries = createEntryService({ db, now, audit, secondPerson });
  const outlooks = createOutlookService({ db, systems });
  const reevaluations = createReevaluationService({ db, now, audit, jobs, systems, recordings });
  const guidedTests = createGuidedTestService({ db, now, audit, jobs, systems, operatingPoints, recordings });
  const models = createModelService({ db, jobs, files, systems, recordings, worker: workers.model });
  const anomalies = createAnomalyService({ db, jobs, files, recordings, worker: workers.anomaly });
  const health = createHealthService({ db, filesRoot: folder.filesRoot });

  const diagnosing = { db, now, audit, files, systems, recordings, models, worker: workers.diagnosis };
  const signingKey = () => openSigningKey(folder.root);
  const reauthentication = createReauthenticationService({ db, now, audit, passwords });
  const life = openReportLife({
    db,
    now,
    audit,
    files,
    jobs,
    systems,
    reevaluations,
    reauthentication,
    signingKey,
    worker: workers.report,
  });
  const reports = createReportService({
    ...{ db, audit, files, jobs, systems, recordings, diagnoses, guidedTests, signingKey },
    traces: createTraceService(diagnosing),
  });
  const compositions = createCompositionService({ db, audit, files, jobs, recordings, worker: workers.preview });
  const reportContents = createContentService({ db, audit, files, reports });
  const reportTemplates = createReportTemplateService({ db, now, audit, files, worker: workers.preview });
  const previews = createPreviewService({ db, files, worker: workers.preview });
  const exporting = { db, now, audit, files, folders: openWorkFolders(join(folder.filesRoot, 'exports')) };
  const dataExports = createDataExportService({ ...exporting, jobs });
  const reportBatches = createReportBatchService({ db, now, audit, jobs, systems });
  const makeReport = createReportHandler({ ...diagnosing, annotations, diagnoses, guidedTests, worker: workers.report });
  const runners = { db, now, logger, bell, concurrency: 2 };
  const runner = joinRunners([
    createJobRunner({ ...runners, handlers: intakeHandlers }),
    // Long work that nobody waits for must not keep imports and diagnoses waiting.
    createJobRunner({
      ...runners,
      handlers: {
        [dataExportKind]: createDataExportHandler({ ...exporting, signingKey: () => openSigningKey(folder.root) }),
        [reportBatchKind]: createReportBatchHandler({ db, audit, makeReport }),
      },
    }),
    createJobRunner({
      ...runners,
      handlers: {
        ...handlers,
        diagnosis: createDiagnosisHandler(diagnosing),
        [baselineKind]: createBaselineHandler({ ...diagnosing, limits }),
        [reevaluationKind]: createReevaluationHandler(diagnosing),
        'guided-test': createGuidedTestHandler({ db, now, audit, files, systems, recordings, worker: workers.diagnosis }),
        'model-training': createModelTrainingHandler({ now, audit, files, recordings, worker: workers.model }),
        'anomaly-learning': createAnomalyLearningHandler({ now, audit, files, recordings, worker: workers.anomaly }),
        ...life.handlers,
        report: makeReport,
        [refreshKind]: createRefreshHandler({ ...diagnosing, annotations, diagnoses, guidedTests, jobs, worker: workers.preview }),
        demo: createDemoHandler({ systems, limits, imports, files, worker: workers.simulation }),
      },
    }),
  ]);
  const stops = role === 'server' ? [startCleaning(), startDataExportRounds({ dataExports, logger })] : [];

  return {
    ...measurements,
    config,
    logger,
    accounts,
    systems,
    limits,
    operatingPoints,
    baselines,
    catalogue,
    catalogueEntries,
    diagnoses,
    outlooks,
    reevaluations,
    guidedTests,
    models,
    anomalies,
    reports,
    reportBatches,
    reportTemplates,
    reportContents,
    dataExports,
    reportLife: life,
    jobs,
    runner,
    files,
    enqueueDemo: (createdBy) =>
      db.transaction((trx) =>
        jobs.enqueue(trx, { kind: 'demo', title: 'Build the demo plant (simulated)', payload: {}, createdBy, idempotencyKey: 'demo' }),
      ),
    async buildHttp() {
      const app = await createHttpServer({ listen: config.listen, logger, authorise: createAuthorise(sessions) });
      await app.register(healthRoutes, { health });
      await app.register(accountRoutes, { accounts, sessions, audit });
      await app.register(systemRoutes, { systems });
      await app.register(limitRoutes, { limits });
      await app.register(operatingPointRoutes, { operatingPoints });
      await app.register(jobRoutes, { jobs });
      await addRoutes(app);
      await app.register(diagnosisRoutes, { diagnoses });
      await app.register(evaluationRoutes, { evaluations: createEvaluationService({ db, recordings }) });
      await app.register(reevaluationRoutes, { reevaluations });
      await app.register(indicatorRoutes);
      await app.register(baselineRoutes, { baselines });
      await app.register(comparisonRoutes, { diagnoses });
      await app.register(catalogueRoutes, { catalogue, entries: catalogueEntries });
      await app.register(wordingRoutes);
      await app.register(decisionRoutes, { decisions: createDecisionService({ db, now, audit, recordings, diagnoses }) });
      await app.register(outlookRoutes, { outlooks });
      await app.register(guidedTestRoutes, { guidedTests });
      await app.register(modelRoutes, { models });
      await app.register(anomalyRoutes, { anomalies });
      await app.register(reportRoutes, { reports });
      await app.register(reportContentRoutes, { contents: reportContents });
      await app.register(reportBatchRoutes, { reportBatches });
      await app.register(dataExportRoutes, { dataExports });
      await app.register(reportStatusRoutes, life);
      await app.register(compositionRoutes, { compositions, previews });
      await app.register(reportTemplateRoutes, { templates: reportTemplates });
      await app.register(reportVersionRoutes, life);
      await app.register(reportSettingRoutes, life);
      if (options.userInterface) await serveUserInterface(app, options.userInterface);
      return app;
    },
    async close() {
      for (const stop of stops) stop();
      await runner.stop();
      previews.close();
      for (const worker of Object.values(workers)) worker.close();
      close();
      await base.close();
    },
  };
}

/** What rests on a recording, and on a file, over all domains. */
const dependents: RecordingDependents = {
  async heldBy(db, recordingId) {
    const number = await findReportCiting(db, recordingId);
    return number === undefined ? null : `report ${number} rests on it`;
  },
  async removeWith(trx, recordingId) {
    await deleteEvaluationsOf(trx, recordingId);
    await deleteDiagnosesOf(trx, recordingId);
  },
  knowsFile: async (db, sha256) =>
    (await knowsFile(db, sha256)) ||
    (await knowsReportFile(db, sha256)) ||
    (await knowsDataExportFile(db, sha256)) ||
    (await knowsLogo(db, sha256)),
};

function createWorkers(logger: Logger) {
  const here = import.meta.url;
  return {
    diagnosis: createWorkerProcess({
      name: 'diagnosis',
      here,
      entry: 'diagnostics/diagnosis.worker',
      memoryMb: 1024,
      isPatient: true,
      logger,
    }),
    model: createWorkerProcess({ name: 'model', here, entry: 'diagnostics/models/model.worker', memoryMb: 1536, isPatient: true, logger }),
    anomaly: createWorkerProcess({ name: 'anomaly', here, entry: 'diagnostics/anomalies/anomaly.worker', memoryMb: 768, logger }),
    report: startReportWorker(logger),
    preview: startReportWorker(logger, 'preview'),
    simulation: createWorkerProcess({ name: 'simulation', here, entry: 'demo/simulation.worker', memoryMb: 512, isPatient: true, logger }),
  };
}
