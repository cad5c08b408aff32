import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Measurement } from './contender.ts';
import { ensureLoggerFile } from './logger-file.ts';

/**
 * Import of a logger's CSV beside DuckDB's `COPY read_csv TO parquet`: the same file, the same run, alternating, each time in a process
 * of its own. `--mb 200` size, `--runs 5`, `--save` keeps the numbers in results.json.
 */
const { values } = parseArgs({
  options: { mb: { type: 'string', default: '200' }, runs: { type: 'string', default: '5' }, save: { type: 'boolean', default: false } },
});
const megabytes = Number(values.mb);
const runs = Number(values.runs);
const here = fileURLToPath(new URL('.', import.meta.url));
const folder = fileURLToPath(new URL('../.cache/bench/', import.meta.url));
const file = `${folder}logger-${megabytes}mb.csv`;

function run(contender: string): Measurement {
  const out = `${folder}${contender}.out`;
  const printed = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', `${here}contender.ts`, contender, file, out], {
    encoding: 'utf8',
  });
  return JSON.parse(printed.trim().split('\n').at(-1)!) as Measurement;
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function summary(name: string, measurements: readonly Measurement[], csvBytes: number): Summary {
  const ms = median(measurements.map((measurement) => measurement.ms));
  const last = measurements.at(-1)!;
  return {
    name,
    version: last.version,
    ms: Math.round(ms),
    fastestMs: Math.round(Math.min(...measurements.map((measurement) => measurement.ms))),
    slowestMs: Math.round(Math.max(...measurements.map((measurement) => measurement.ms))),
    megabytesPerSecond: Math.round(csvBytes / 1000 / ms),
    storedBytes: last.storedBytes,
    storedShare: Number((last.storedBytes / csvBytes).toFixed(4)),
    peakRssMb: Math.round(Math.max(...measurements.map((measurement) => measurement.peakRssMb))),
    rows: last.rows,
  };
}

interface Summary {
  readonly name: string;
  readonly version: string;
  readonly ms: number;
  readonly fastestMs: number;
  readonly slowestMs: number;
  readonly megabytesPerSecond: number;
  readonly storedBytes: number;
  readonly storedShare: number;
  readonly peakRssMb: number;
  readonly rows: number;
}

ensureLoggerFile(file, megabytes * 1_000_000);
const csvBytes = statSync(file).size;
const measurements: Record<string, Measurement[]> = { sightglass: [], duckdb: [] };
for (let i = 0; i < runs; i++) for (const contender of ['sightglass', 'duckdb']) measurements[contender]!.push(run(contender));

const [ours, theirs] = ['sightglass', 'duckdb'].map((name) => summary(name, measurements[name]!, csvBytes));
if (ours!.rows !== theirs!.rows) throw new Error(`Not the same work: ${ours!.rows} rows against ${theirs!.rows}.`);
const ratio = theirs!.ms / ours!.ms;
const sizeRatio = ours!.storedBytes / theirs!.storedBytes;
const machine = `${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} cores, ${process.platform} ${release()}, Node ${process.versions.node}`;

const columns = ['', 'MB/s', 'median ms', 'min', 'max', 'stored / CSV', 'peak RSS MB'];
const rows = [ours!, theirs!].map((s) => [s.name, s.megabytesPerSecond, s.ms, s.fastestMs, s.slowestMs, s.storedShare, s.peakRssMb]);
const lines = [columns, ...rows].map((cells) => cells.map((cell) => String(cell).padStart(13)).join(' '));
process.stdout.write(
  [
    `Import of ${(csvBytes / 1e6).toFixed(0)} MB CSV (17 channels, 100 Hz, ${ours!.rows} rows), n=${runs} alternating, medians`,
    `${machine}; ${theirs!.version}`,
    ...lines,
    `ratio (DuckDB time / Sightglass time): ${ratio.toFixed(2)}   stored size Sightglass / Parquet: ${sizeRatio.toFixed(2)}`,
    '',
  ].join('\n'),
);
if (values.save) {
  const record = { measuredAt: new Date().toISOString(), machine, csvBytes, runs, ratio, sizeRatio, contenders: [ours, theirs] };
  writeFileSync(`${here}results.json`, `${JSON.stringify(record, null, 2)}\n`);
}
