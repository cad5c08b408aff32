import { parentPort, workerData } from 'node:worker_threads';
import { describeFailure } from '../../platform/workers/worker-host.ts';
import type { Failure } from '../../platform/workers/worker-messages.ts';
import { openSeries, type SeriesFile } from '../series/series-reader.ts';
import { csvRows } from './csv-table.ts';
import type { ExportTable, ExportTask } from './export-task.ts';
import { readBlock, type SampleRange } from './table-blocks.ts';

/** What the thread is started with. */
export interface CsvBlockTask {
  readonly table: ExportTable;
  readonly style: Pick<ExportTask, 'text' | 'time'>;
}
export type CsvBlockAnswer = { readonly pieces: readonly Uint8Array<ArrayBuffer>[] } | { readonly failure: Failure };

const { table, style } = workerData as CsvBlockTask;
let file: SeriesFile | undefined;

parentPort?.on('message', (range: SampleRange) => {
  try {
    file ??= openSeries(table.path);
    const pieces = [...csvRows(readBlock(file, table, range), style)];
    const buffers = pieces.map(({ buffer }) => buffer);
    parentPort?.postMessage({ pieces } satisfies CsvBlockAnswer, buffers);
  } catch (error) {
    parentPort?.postMessage({ failure: describeFailure(error) } satisfies CsvBlockAnswer);
  }
});
