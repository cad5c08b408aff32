import { statSync } from 'node:fs';
import { detectFiles } from '../server/measurements/imports/import.runner.ts';
import { RejectedRows } from '../server/measurements/imports/quality/rejected-rows.ts';
import { RowStore } from '../server/measurements/imports/tables/row-store.ts';
import { TableParser } from '../server/measurements/imports/tables/table-parser.ts';
import { LineBlocks, openPlain } from '../server/measurements/imports/texts/line-blocks.ts';

/** The product's detection and parser without a store behind them: rows, and the sum of all values of all channels. */
export async function parseTable(path: string): Promise<{ rows: number; sum: number }> {
  const file = { path, name: 'bench.csv', sha256: '', bytes: statSync(path).size };
  const { recipe } = await detectFiles({ files: [file], answers: {} });
  if (recipe?.kind !== 'table') throw new Error('The bench file was not recognised as a table.');
  const store = new RowStore(recipe.channels.length, 0);
  const rejected = new RejectedRows('/dev/null');
  const parser = new TableParser({ recipe, store, rejected, clock: null });
  const source = openPlain(path);
  const blocks = new LineBlocks(source);
  let sum = 0;
  const drain = (all: boolean): void => {
    for (const { columns, rows } of store.take(all)) for (const column of columns) sum += sumOf(column, rows);
  };
  for (let block = await blocks.next(); block !== null; block = await blocks.next()) {
    parser.parse(block.bytes, 0, block.to);
    drain(false);
  }
  drain(true);
  source.close();
  return { rows: store.acceptedRows, sum };
}

function sumOf(column: Float64Array, rows: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += column[i]!;
  return sum;
}
