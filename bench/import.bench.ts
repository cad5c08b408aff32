import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runImport } from '../server/measurements/imports/import.runner.ts';
import { importThroughAppliance } from './appliance-import.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { openDuckDb } from './duckdb.ts';
import { importInput, quietContext } from './imported-file.ts';
import { ensureLoggerFile } from './logger-file.ts';

/** A logger's CSV to a stored recording, with every check the product always makes, beside DuckDB that only stores. */
export const bench: Bench = {
  title: 'CSV (17 channels, 100 Hz) to a stored recording, all checks, statistics, pyramid, fsync; DuckDB: COPY read_csv to zstd Parquet',
  megabytes: 1000,
  async prepare({ folder, megabytes }) {
    const input = join(folder, `logger-${megabytes}mb.csv`);
    ensureLoggerFile(input, { bytes: megabytes * 1e6 });
    return [{ label: 'rounded', input, inputBytes: statSync(input).size, out: join(folder, 'import.out') }];
  },
  contenders: { sightglass, duckdb, appliance: importThroughAppliance },
  targets: [
    { name: 'DuckDB time / Sightglass time', value: (of) => of.duckdb!.ms / of.sightglass!.ms, atLeast: 1.1 },
    { name: 'peak MB of all processes together', value: (of) => of.appliance!.peakRssMb, atMost: 400 },
  ],
};

async function sightglass({ input, out }: Task): Promise<Measurement> {
  const started = performance.now();
  const { report } = await runImport(importInput([input], out), quietContext());
  const ms = performance.now() - started;
  const storedBytes = statSync(out).size;
  for (const path of [out, `${out}.rejected.csv`]) rmSync(path, { force: true });
  return { ms, storedBytes, work: { rows: report.acceptedRows } };
}

async function duckdb({ input, out }: Task): Promise<Measurement> {
  const { connection, version } = await openDuckDb();
  const started = performance.now();
  const answer = await connection.runAndReadAll(`COPY (SELECT * FROM read_csv('${input}')) TO '${out}' (FORMAT parquet, COMPRESSION zstd)`);
  const ms = performance.now() - started;
  const storedBytes = statSync(out).size;
  rmSync(out);
  return { ms, storedBytes, version, work: { rows: Number(answer.getRows()[0]?.[0] ?? 0) } };
}
