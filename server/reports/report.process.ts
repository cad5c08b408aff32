import type { Logger } from '../platform/logging/logger.ts';
import { createWorkerProcess, type WorkerProcess } from '../platform/workers/worker-process.ts';

/** The process that composes, typesets and writes reports: one for files, one more for the pages somebody looks at while editing. */
export function startReportWorker(logger: Logger, name: 'report' | 'preview' = 'report'): WorkerProcess {
  // One arena: 220 pages took 17 MB less, and no longer.
  return createWorkerProcess({ name, here: import.meta.url, entry: 'report.worker', memoryMb: 512, mallocArenas: 1, logger });
}
