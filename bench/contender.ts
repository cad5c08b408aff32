import { rmSync, statSync } from 'node:fs';

/** One import of one file in its own process; the last line it prints is a `Measurement` as JSON. */
export interface Measurement {
  readonly ms: number;
  readonly storedBytes: number;
  readonly peakRssMb: number;
  readonly rows: number;
  readonly version: string;
}

async function sightglass(file: string, out: string): Promise<Measurement> {
  const { runImport } = await import('../server/measurements/imports/import.runner.ts');
  const bytes = statSync(file).size;
  const started = performance.now();
  const result = await runImport(
    {
      files: [{ path: file, name: 'bench.csv', sha256: '', bytes }],
      outFile: out,
      rejectedFile: `${out}.rejected.csv`,
      siteZone: 'UTC',
      answers: {},
      limits: { maxBytes: Number.MAX_SAFE_INTEGER },
    },
    { signal: new AbortController().signal, onProgress() {} },
  );
  const ms = performance.now() - started;
  rmSync(`${out}.rejected.csv`, { force: true });
  return measured({ ms, out, rows: result.report.acceptedRows, version: 'working tree' });
}

async function duckdb(file: string, out: string): Promise<Measurement> {
  const { DuckDBInstance, version } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const started = performance.now();
  const answer = await connection.runAndReadAll(`COPY (SELECT * FROM read_csv('${file}')) TO '${out}' (FORMAT parquet, COMPRESSION zstd)`);
  const ms = performance.now() - started;
  return measured({ ms, out, rows: Number(answer.getRows()[0]?.[0] ?? 0), version: `DuckDB ${version()}` });
}

function measured({ ms, out, rows, version }: { ms: number; out: string; rows: number; version: string }): Measurement {
  const storedBytes = statSync(out).size;
  rmSync(out);
  return { ms, storedBytes, peakRssMb: process.resourceUsage().maxRSS / 1024, rows, version };
}

const [contender = '', file = '', out = ''] = process.argv.slice(2);
const measurement = contender === 'duckdb' ? await duckdb(file, out) : await sightglass(file, out);
process.stdout.write(`${JSON.stringify(measurement)}\n`);
