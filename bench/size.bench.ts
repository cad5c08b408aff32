import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runImport } from '../server/measurements/imports/import.runner.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { openDuckDb } from './duckdb.ts';
import { importInput, quietContext } from './imported-file.ts';
import { ensureLoggerFile, type Precision } from './logger-file.ts';

const cases: readonly Precision[] = ['rounded', 'single', 'unrounded'];

/** Bytes on disk of the same samples: rounded by the logger, printed single precision, and full float64. */
export const bench: Bench = {
  title: 'Stored size: series file (with pyramid and statistics) and zstd Parquet of the same CSV',
  megabytes: 200,
  async prepare({ folder, megabytes }) {
    return cases.map((precision) => {
      const input = join(folder, precision === 'rounded' ? `logger-${megabytes}mb.csv` : `logger-${precision}-${megabytes}mb.csv`);
      ensureLoggerFile(input, { bytes: megabytes * 1e6, precision });
      return { label: precision, input, inputBytes: statSync(input).size, out: join(folder, 'size.out') };
    });
  },
  contenders: { sightglass, parquet: (task) => parquet(task, ''), 'parquet-v2': (task) => parquet(task, ', PARQUET_VERSION v2') },
  targets: [
    { name: 'stored / CSV', value: (of, task) => of.sightglass!.storedBytes! / task.inputBytes, atMost: 0.16, tasks: ['rounded'] },
    {
      name: 'stored / CSV',
      value: (of, task) => of.sightglass!.storedBytes! / task.inputBytes,
      atMost: 0.45,
      tasks: ['single', 'unrounded'],
    },
    { name: 'stored / Parquet', value: (of) => of.sightglass!.storedBytes! / of.parquet!.storedBytes!, atMost: 1.05 },
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

async function parquet({ input, out }: Task, options: string): Promise<Measurement> {
  const { connection, version } = await openDuckDb();
  const started = performance.now();
  const answer = await connection.runAndReadAll(
    `COPY (SELECT * FROM read_csv('${input}')) TO '${out}' (FORMAT parquet, COMPRESSION zstd${options})`,
  );
  const ms = performance.now() - started;
  const storedBytes = statSync(out).size;
  rmSync(out);
  return { ms, storedBytes, version, work: { rows: Number(answer.getRows()[0]?.[0] ?? 0) } };
}
