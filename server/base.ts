import { migrations } from '../migrations/index.ts';
import { type AuditTrail, createAuditTrail } from './accounts/audit.service.ts';
import type { Clock } from './platform/clock.ts';
import type { Config } from './platform/config/config.ts';
import { type Db, openDatabase, openingProblem } from './platform/database/database.ts';
import { migrate } from './platform/database/migrate.ts';
import { type ContentStore, openContentStore } from './platform/files/content-store.ts';
import { type DataFolder, openDataFolder } from './platform/files/data-folder.ts';
import { fileProblem } from './platform/files/durable.ts';
import { releaseLostJobs } from './platform/jobs/job.repository.ts';
import { createJobService, type JobService } from './platform/jobs/job.service.ts';
import { createJobBell, type JobBell } from './platform/jobs/job-bell.ts';
import { createLogger, type Logger } from './platform/logging/logger.ts';

/** What every domain stands on. */
export interface Base {
  readonly config: Config;
  readonly now: Clock;
  readonly folder: DataFolder;
  readonly logger: Logger;
  readonly db: Db;
  readonly files: ContentStore;
  readonly audit: AuditTrail;
  readonly bell: JobBell;
  readonly jobs: JobService;
  close(): Promise<void>;
}

/**
 * Opens data folder, log, database and files; what a dead process left behind goes, and its jobs may run again.
 *
 * @param knowsFile whether any row of any domain names the file
 * @throws Problem when the folder is taken, cannot be written, or holds the database of a newer version
 */
export async function openBase(options: {
  config: Config;
  role: 'server' | 'tool';
  now: Clock;
  knowsFile(db: Db, sha256: string): Promise<boolean>;
}): Promise<Base> {
  const { config, role, now, knowsFile } = options;
  const folder = openDataFolder(config.dataDir, role);
  const logger = openLogger(config.logLevel, folder);
  const db = await openTables(config, folder);
  const files = openContentStore(folder.filesRoot);
  // Only when nobody else is at work here.
  await folder.withoutOthers(async () => {
    const swept = await files.sweep((sha256) => knowsFile(db, sha256));
    const released = await releaseLostJobs(db, now().toISOString());
    if (swept.files + swept.stagings + released > 0) logger.warn({ ...swept, released }, 'tidied up after an unclean end');
  });
  const bell = createJobBell();
  return {
    config,
    now,
    folder,
    logger,
    db,
    files,
    audit: createAuditTrail({ db, now }),
    bell,
    jobs: createJobService({ db, now, bell, lanes: [['hand-in'], ['data-export', 'report-batch']] }),
    async close() {
      await db.destroy();
      folder.close();
    },
  };
}

function openLogger(level: string, folder: DataFolder): Logger {
  try {
    return createLogger(level, folder.logFile);
  } catch (error) {
    folder.close();
    throw fileProblem(error, folder.logFile);
  }
}

async function openTables({ database }: Config, folder: DataFolder): Promise<Db> {
  const db = openDatabase(database.kind === 'sqlite' ? { kind: 'sqlite', file: folder.databaseFile } : database);
  try {
    await migrate(db, migrations, database.kind === 'sqlite' ? { file: folder.databaseFile } : undefined);
  } catch (error) {
    await db.destroy();
    folder.close();
    throw openingProblem(error, folder.databaseFile);
  }
  return db;
}
