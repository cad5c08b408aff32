import type { Logger } from '../../platform/logging/logger.ts';
import type { DataExportService } from './data-export.service.ts';

const roundMs = 10 * 60_000;

/** At start and then every ten minutes: what has had its time goes. Returns the function that ends the rounds. */
export function startDataExportRounds({ dataExports, logger }: { dataExports: DataExportService; logger: Logger }): () => void {
  const round = () =>
    void dataExports.tidy().catch((error: unknown) => logger.error({ err: error }, 'old data exports could not be removed'));
  round();
  const timer = setInterval(round, roundMs);
  timer.unref();
  return () => clearInterval(timer);
}
