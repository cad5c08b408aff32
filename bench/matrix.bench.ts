import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { detectFiles, runImport } from '../server/measurements/imports/import.runner.ts';
import type { MatrixRecipe } from '../server/measurements/imports/import.types.ts';
import { MatrixRows } from '../server/measurements/imports/matrices/matrix-rows.ts';
import { RejectedRows } from '../server/measurements/imports/quality/rejected-rows.ts';
import { openPlain } from '../server/measurements/imports/texts/line-blocks.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { numbersOf, openDuckDb } from './duckdb.ts';
import { importInput, quietContext } from './imported-file.ts';
import { ensureMatrixFile, matrixColumns } from './matrix-file.ts';

const answers = {
  layout: 'samples-in-row',
  'sample-interval': 0.01,
  channel: { name: 'PS1', unit: 'bar' },
  'start-time': 'relative',
} as const;

/** A sensor of the UCI/ZeMA set: one cycle of 6000 samples per line. `parse` adds up all values, `store` writes them. */
export const bench: Bench = {
  title: '2205 lines of 6000 numbers: added up (parse) and stored (store)',
  megabytes: 93,
  async prepare({ folder, megabytes }) {
    const input = join(folder, `matrix-${megabytes}mb.txt`);
    ensureMatrixFile(input, megabytes * 1e6);
    return [{ label: 'UCI-wide', input, inputBytes: statSync(input).size, out: join(folder, 'matrix.out') }];
  },
  contenders: {
    'sightglass-parse': parse,
    'duckdb-parse': duckDbParse,
    'sightglass-store': store,
    'duckdb-store': duckDbStore,
  },
  targets: [
    { name: 'store: DuckDB time / Sightglass time', value: (of) => of['duckdb-store']!.ms / of['sightglass-store']!.ms, atLeast: 3 },
    { name: 'parse: DuckDB (string_split) time / Sightglass time', value: (of) => of['duckdb-parse']!.ms / of['sightglass-parse']!.ms },
  ],
};

async function parse({ input }: Task): Promise<Measurement> {
  const started = performance.now();
  const { recipe } = await detectFiles({ files: importInput([input], '').files, answers });
  const reader = new MatrixRows({
    recipe: (recipe as MatrixRecipe).files[0]!,
    source: openPlain(input),
    rejected: new RejectedRows('/dev/null'),
  });
  const row = new Float64Array(matrixColumns);
  let values = 0;
  while (await reader.next(row, 0)) values += row.length;
  return { ms: performance.now() - started, work: { values } };
}

/** One text column, split into a list: three times as fast as 6000 columns. */
async function duckDbParse({ input }: Task): Promise<Measurement> {
  const { connection, version } = await openDuckDb();
  const started = performance.now();
  const lines = `read_csv('${input}', auto_detect=false, header=false, delim='\\x01', quote='', escape='', columns={'line':'VARCHAR'})`;
  const [values = 0] = await numbersOf(
    connection,
    `SELECT count(v), sum(v) FROM (SELECT unnest(string_split(line, chr(9)))::DOUBLE AS v FROM ${lines})`,
  );
  return { ms: performance.now() - started, version, work: { values } };
}

async function store({ input, out }: Task): Promise<Measurement> {
  const started = performance.now();
  const { report, series } = await runImport(importInput([input], out, { answers }), quietContext());
  const ms = performance.now() - started;
  const storedBytes = statSync(out).size;
  for (const path of [out, `${out}.rejected.csv`]) rmSync(path, { force: true });
  if (report.rejectedRows > 0) throw new Error(`${report.rejectedRows} lines were rejected.`);
  return { ms, storedBytes, work: { values: series.timeBases[0]!.count } };
}

async function duckDbStore({ input, out }: Task): Promise<Measurement> {
  const { connection, version } = await openDuckDb();
  const started = performance.now();
  const answer = await connection.runAndReadAll(
    `COPY (SELECT * FROM read_csv('${input}', header=false)) TO '${out}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  const ms = performance.now() - started;
  const storedBytes = statSync(out).size;
  rmSync(out);
  return { ms, storedBytes, version, work: { values: Number(answer.getRows()[0]?.[0] ?? 0) * matrixColumns } };
}
