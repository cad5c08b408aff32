import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportTask } from '../server/measurements/exports/export-task.ts';
import { writeExport } from '../server/measurements/exports/export-writing.ts';
import { runImport } from '../server/measurements/imports/import.runner.ts';
import { openSeries } from '../server/measurements/series/series-reader.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { numbersOf, openDuckDb } from './duckdb.ts';
import { importInput, quietContext } from './imported-file.ts';
import { ensureLoggerFile } from './logger-file.ts';

/** A stored recording written as CSV, beside DuckDB that writes the same samples from its Parquet file. Both to disk, both whole. */
export const bench: Bench = {
  title: 'A recording (17 channels, 100 Hz) as CSV: from the series file; DuckDB: COPY FROM zstd Parquet TO csv',
  megabytes: 1000,
  async prepare({ folder, megabytes }) {
    const csv = join(folder, `logger-${megabytes}mb.csv`);
    ensureLoggerFile(csv, { bytes: megabytes * 1e6 });
    const [series, parquet] = [join(folder, `export-${megabytes}mb.sgs`), join(folder, `export-${megabytes}mb.parquet`)];
    if (!existsSync(series)) {
      await runImport(importInput([csv], `${series}.new`), quietContext());
      rmSync(`${series}.new.rejected.csv`, { force: true });
      renameSync(`${series}.new`, series);
    }
    if (!existsSync(parquet)) {
      const { connection } = await openDuckDb();
      await connection.run(`COPY (SELECT * FROM read_csv('${csv}')) TO '${parquet}' (FORMAT parquet, COMPRESSION zstd)`);
    }
    return [{ label: 'csv', input: series, inputBytes: statSync(csv).size, out: join(folder, 'export.csv'), more: { parquet } }];
  },
  contenders: { sightglass, duckdb },
  targets: [{ name: 'DuckDB time / Sightglass time', value: (of) => of.duckdb!.ms / of.sightglass!.ms, atLeast: 1.5 }],
};

async function sightglass({ input, out }: Task): Promise<Measurement> {
  const started = performance.now();
  const file = openSeries(input);
  const channels = file.summary.timeBases[0]!.channels.map(({ name, unit }, position) => ({ position, name, unit }));
  const task: ExportTask = {
    format: 'csv',
    tables: [{ name: 'bench', path: input, timeBase: 0, channels }],
    text: { decimalMark: '.', delimiter: ',' },
    time: { kind: 'clock', zone: 'Europe/Berlin' },
    origin: { recordingId: '', recording: 'bench', seriesSha256: '' },
  };
  const target = await open(out, 'w');
  for await (const piece of writeExport(task, () => file)) await target.write(piece);
  await target.close();
  const ms = performance.now() - started;
  file.close();
  return { ms, ...(await written(out, 'skip = 2, header = false')) };
}

async function duckdb({ out, more }: Task): Promise<Measurement> {
  const { connection, version } = await openDuckDb();
  const started = performance.now();
  await connection.run(`COPY (SELECT * FROM '${more?.parquet}') TO '${out}' (FORMAT csv, HEADER)`);
  const ms = performance.now() - started;
  return { ms, version, ...(await written(out, 'skip = 1, header = false')) };
}

/** What stands in the file, read back: rows and the sums of two channels. */
async function written(out: string, options: string): Promise<Pick<Measurement, 'work' | 'storedBytes'>> {
  const { connection } = await openDuckDb();
  const columns = "columns = {'time': 'VARCHAR', ".concat(Array.from({ length: 17 }, (_, i) => `'c${i}': 'DOUBLE'`).join(', '), '}');
  const [rows = 0, first = 0, last = 0] = await numbersOf(
    connection,
    `SELECT count(*), fsum(c0), fsum(c16) FROM read_csv('${out}', ${options}, ${columns}, auto_detect = false)`,
  );
  const storedBytes = statSync(out).size;
  rmSync(out);
  return { storedBytes, work: { rows, first, last } };
}
