import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Base } from '../base.ts';
import type { JobHandler } from '../platform/jobs/job-runner.ts';
import type { Logger } from '../platform/logging/logger.ts';
import { createWorkerProcess } from '../platform/workers/worker-process.ts';
import type { SystemService } from '../systems/system.service.ts';
import { analysisRoutes } from './analyses/analysis.routes.ts';
import { createAnalysisService } from './analyses/analysis.service.ts';
import { createAnalysisStore } from './analyses/analysis.store.ts';
import { annotationRoutes } from './annotations/annotation.routes.ts';
import { type AnnotationService, createAnnotationService } from './annotations/annotation.service.ts';
import { createDerivationHandler } from './derived-channels/derived-channel.jobs.ts';
import { derivedChannelRoutes } from './derived-channels/derived-channel.routes.ts';
import { createDerivedChannelService } from './derived-channels/derived-channel.service.ts';
import { createEnvelopeStore } from './envelopes/envelope.store.ts';
import { exportRoutes } from './exports/export.routes.ts';
import { createExportService, type ExportService } from './exports/export.service.ts';
import { createExportStore } from './exports/export.store.ts';
import { firstLookRoutes } from './first-looks/first-look.routes.ts';
import { createFirstLookService } from './first-looks/first-look.service.ts';
import { createImportHandler, type ImportHandlerDeps } from './import.jobs.ts';
import { createImportService, type ImportService } from './import.service.ts';
import { previewRoutes } from './import-preview.routes.ts';
import { createPreviewService, type PreviewService } from './import-preview.service.ts';
import { mappingRoutes } from './mappings/mapping.routes.ts';
import { createMappingService } from './mappings/mapping.service.ts';
import { plotViewRoutes } from './plot-views/plot-view.routes.ts';
import { createPlotViewService } from './plot-views/plot-view.service.ts';
import { recipeCheckRoutes } from './recipe-check.routes.ts';
import { createRecipeCheckService, type RecipeCheckService } from './recipe-check.service.ts';
import { recordingRoutes } from './recording.routes.ts';
import { createRecordingService, type RecordingService } from './recording.service.ts';
import { createRecordingRemoval, type RecordingDependents } from './retention/recording-removal.ts';
import { createRetentionHandler } from './retention/retention.jobs.ts';
import { retentionRoutes } from './retention/retention.routes.ts';
import { createRetentionService, type RetentionService } from './retention/retention.service.ts';
import { templateRoutes } from './templates/template.routes.ts';
import { createTemplateService, type TemplateService } from './templates/template.service.ts';
import { createHandInHandler, startCleaning } from './uploads/hand-in.jobs.ts';
import { createIntake } from './uploads/intake.service.ts';
import { tusRoutes } from './uploads/tus.routes.ts';
import { createTusServer } from './uploads/tus-server.ts';
import { uploadRoutes } from './uploads/upload.routes.ts';
import { createUploadService, type UploadService } from './uploads/upload.service.ts';
import { openUploadStore } from './uploads/upload.store.ts';
import { createVerificationHandler } from './verifications/verification.jobs.ts';
import { verificationRoutes } from './verifications/verification.routes.ts';
import { createVerificationService, type VerificationService } from './verifications/verification.service.ts';

/** The domain put together: what others may call, the jobs it does, and its routes. */
export interface Measurements {
  readonly uploads: UploadService;
  readonly imports: ImportService;
  readonly recordings: RecordingService;
  readonly annotations: AnnotationService;
  readonly exports: ExportService;
  readonly verifications: VerificationService;
  readonly previews: PreviewService;
  readonly templates: TemplateService;
  readonly recipeChecks: RecipeCheckService;
  readonly retention: RetentionService;
  /** Work of a lane of its own: whoever hands in a file does not wait behind the imports of others. */
  readonly intakeHandlers: Readonly<Record<string, JobHandler>>;
  readonly handlers: Readonly<Record<string, JobHandler>>;
  addRoutes(app: FastifyInstance): Promise<void>;
  /** Clears away what uploads left behind, until the answer is called. */
  startCleaning(): () => void;
  close(): void;
}

export interface MeasurementNeeds {
  readonly systems: SystemService;
  /** What rests on a recording, and on a file, over all domains. */
  readonly dependents: RecordingDependents;
  readonly recordingCreated: ImportHandlerDeps['recordingCreated'];
}

export function openMeasurements(base: Base, { systems, dependents, recordingCreated }: MeasurementNeeds): Measurements {
  const { config, now, folder, logger, db, files, audit, jobs } = base;
  const { scan, maxUploadBytes } = config;
  const { knowsFile } = dependents;
  const workers = createWorkers(logger);
  const envelopes = createEnvelopeStore(logger);
  const exportStore = createExportStore(logger);
  const store = openUploadStore(join(folder.filesRoot, 'uploads'));

  const recordings = createRecordingService({ db, files, envelopes });
  const intake = createIntake({ db, now, audit, files, store, worker: workers.intake, policy: scan, maxUploadBytes });
  const uploads = createUploadService({
    db,
    now,
    logger,
    jobs,
    store,
    intake,
    maxUploadBytes,
    onBegin() {
      workers.intake.warm();
      workers.import.warm();
    },
  });
  const imports = createImportService({ db, jobs, systems, uploads, scan });
  const previews = createPreviewService({ db, now, files, jobs, systems, worker: workers.import, scan, maxUploadBytes });
  const firstLooks = createFirstLookService({ db, files, systems, worker: workers.import, scan, maxUploadBytes });
  const templates = createTemplateService({ db, now, audit, recordings, files, worker: workers.import });
  const mappings = createMappingService({ db, now, audit, files, systems, recordings, worker: workers.import });
  const recipeChecks = createRecipeCheckService({ db, now, files, jobs, recordings, worker: workers.import, maxUploadBytes });
  const exports = createExportService({ db, audit, files, systems, recordings, store: exportStore });
  const verifications = createVerificationService({ db, audit, jobs, recordings });
  const removal = createRecordingRemoval({ db, audit, files, jobs, envelopes, dependents });
  const retention = createRetentionService({ db, now, audit, jobs, systems, removal });
  const annotations = createAnnotationService({ db, now, audit, recordings });
  const views = createPlotViewService({ db, now, audit, systems });
  const derived = createDerivedChannelService({ db, now, audit, files, jobs, recordings, envelopes, knowsFile });
  const analyses = createAnalysisService({ systems, recordings, store: createAnalysisStore({ files, worker: workers.analyses }) });

  return {
    uploads,
    imports,
    recordings,
    annotations,
    exports,
    verifications,
    previews,
    templates,
    recipeChecks,
    retention,
    intakeHandlers: { 'hand-in': createHandInHandler({ db, now, intake }) },
    handlers: {
      import: createImportHandler({
        db,
        now,
        audit,
        files,
        jobs,
        systems,
        worker: workers.import,
        maxUploadBytes,
        knowsFile,
        recordingCreated,
      }),
      'import-check': previews.handler,
      'recipe-check': recipeChecks.handler,
      derivation: createDerivationHandler({ db, now, audit, files, jobs, recordings, knowsFile, worker: workers.derivation }),
      retention: createRetentionHandler({ db, now, removal }),
      verification: createVerificationHandler({ db, files, logger, worker: workers.verification }),
    },
    async addRoutes(app) {
      envelopes.warm();
      await app.register(recordingRoutes, { imports, recordings });
      await app.register(uploadRoutes, { uploads });
      await app.register(tusRoutes, { tus: createTusServer({ uploads, store, maxUploadBytes }), uploads, maxUploadBytes });
      await app.register(exportRoutes, { exports });
      await app.register(verificationRoutes, { verifications });
      await app.register(previewRoutes, { previews });
      await app.register(firstLookRoutes, { firstLooks });
      await app.register(templateRoutes, { templates });
      await app.register(mappingRoutes, { mappings });
      await app.register(recipeCheckRoutes, { recipeChecks });
      await app.register(retentionRoutes, { retention });
      await app.register(analysisRoutes, { analyses });
      await app.register(annotationRoutes, { annotations });
      await app.register(plotViewRoutes, { views });
      await app.register(derivedChannelRoutes, { derived });
    },
    startCleaning: () => startCleaning(uploads, logger),
    close() {
      for (const worker of Object.values(workers)) worker.close();
      envelopes.close();
      exportStore.close();
    },
  };
}

/** The processes whose death the server survives. Those that hold much memory while they wait end soon. */
function createWorkers(logger: Logger) {
  const here = import.meta.url;
  return {
    intake: createWorkerProcess({ name: 'intake', here, entry: 'uploads/intake.worker', memoryMb: 256, idleMs: 1_000, logger }),
    import: createWorkerProcess({ name: 'import', here, entry: 'import.worker', memoryMb: 512, youngMb: 2, idleMs: 1_000, logger }),
    analyses: createWorkerProcess({ name: 'analyses', here, entry: 'analyses/analysis.worker', memoryMb: 512, logger }),
    derivation: createWorkerProcess({ name: 'derivation', here, entry: 'derived-channels/derivation.worker', memoryMb: 512, logger }),
    verification: createWorkerProcess({
      name: 'verification',
      here,
      entry: 'verifications/verification.worker',
      memoryMb: 256,
      isPatient: true,
      logger,
    }),
  };
}
