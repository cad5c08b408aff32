import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../../platform/problem.ts';
import { type ParquetWork, writeParquetTable } from './parquet-table.ts';

/** What the thread tells; `step`: it has come further, by so many bytes of text. */
export type ParquetAnswer =
  | { readonly kind: 'step'; readonly bytes: number }
  | { readonly kind: 'done'; readonly table: { readonly bytes: number; readonly notes: readonly string[] } }
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string };

const tell = (answer: ParquetAnswer): void => parentPort?.postMessage(answer);

try {
  const budget = { add: (bytes: number) => tell({ kind: 'step', bytes }) };
  tell({ kind: 'done', table: await writeParquetTable({ ...(workerData as ParquetWork), budget }) });
} catch (error) {
  // Anything else ends the thread and is told of by its 'error' event.
  if (!(error instanceof Problem)) throw error;
  tell({ kind: 'refused', code: error.code, detail: error.detail ?? '' });
}
