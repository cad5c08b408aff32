import { createReadStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { numbersOf, openDuckDb } from './duckdb.ts';
import { ensureLoggerFile } from './logger-file.ts';
import { parseTable } from './parsed-file.ts';

const channels = 17;

/** Bytes to typed columns and nothing else; everybody adds up every value of every channel. */
export const bench: Bench = {
  title: 'CSV to numbers, nothing stored: Sightglass on one core, DuckDB on two threads (types given), parsers from npm',
  megabytes: 500,
  async prepare({ folder, megabytes }) {
    const input = join(folder, `logger-${megabytes}mb.csv`);
    ensureLoggerFile(input, { bytes: megabytes * 1e6 });
    return [{ label: 'rounded', input, inputBytes: statSync(input).size, out: join(folder, 'parse.out') }];
  },
  contenders: { sightglass, duckdb, udsv, papaparse, 'csv-parse': csvParse },
  once: ['papaparse', 'csv-parse'],
  targets: [
    { name: 'DuckDB time / Sightglass time', value: (of) => of.duckdb!.ms / of.sightglass!.ms, atLeast: 0.9 },
    { name: 'udsv (typed) time / Sightglass time', value: (of) => of.udsv!.ms / of.sightglass!.ms, atLeast: 3 },
  ],
};

async function sightglass({ input }: Task): Promise<Measurement> {
  const started = performance.now();
  const { rows, sum } = await parseTable(input);
  return { ms: performance.now() - started, work: { rows, sum } };
}

async function duckdb({ input }: Task): Promise<Measurement> {
  const { connection, version } = await openDuckDb();
  const names = Array.from({ length: channels }, (_, i) => `c${i}`);
  const types = ["'ts':'TIMESTAMP'", ...names.map((name) => `'${name}':'DOUBLE'`)].join(',');
  const started = performance.now();
  const [rows = 0, ...sums] = await numbersOf(
    connection,
    `SELECT count(ts), ${names.map((name) => `sum(${name})`).join(',')} FROM read_csv('${input}', auto_detect=false, header=true, delim=',', quote='', escape='', columns={${types}})`,
  );
  const ms = performance.now() - started;
  return { ms, version, work: { rows, sum: sums.reduce((total, sum) => total + sum, 0) } };
}

/** Rows and the sum of all numbers behind the time. */
interface Sum {
  rows: number;
  sum: number;
}

function addRow(total: Sum, row: readonly unknown[]): void {
  total.rows++;
  for (let i = 1; i < row.length; i++) total.sum += row[i] as number;
}

/** Its streaming interface with types inferred from the first rows, in pieces of a megabyte. */
async function udsv({ input }: Task): Promise<Measurement> {
  const { inferSchema, initParser } = await import('udsv');
  const total: Sum = { rows: 0, sum: 0 };
  const started = performance.now();
  let parser: ReturnType<typeof initParser> | undefined;
  for await (const piece of createReadStream(input, { encoding: 'utf8', highWaterMark: 1_048_576 }) as AsyncIterable<string>) {
    parser ??= initParser(inferSchema(piece));
    parser.chunk<unknown[]>(piece, parser.typedArrs, (row) => addRow(total, row));
  }
  parser?.end();
  return { ms: performance.now() - started, version: `udsv ${versionOf('udsv')}`, work: { ...total } };
}

/** Its own reading of a Node stream, many rows per call: an iterator over single rows would take several times as long. */
async function papaparse({ input }: Task): Promise<Measurement> {
  const { default: papa } = await import('papaparse');
  const total: Sum = { rows: 0, sum: 0 };
  const started = performance.now();
  let isHeader = true;
  await new Promise<void>((resolve, reject) => {
    papa.parse<unknown[]>(createReadStream(input, { encoding: 'utf8', highWaterMark: 1_048_576 }), {
      dynamicTyping: true,
      skipEmptyLines: true,
      chunk({ data }) {
        for (const row of isHeader ? data.slice(1) : data) addRow(total, row);
        isHeader = false;
      },
      complete: () => resolve(),
      error: reject,
    });
  });
  return { ms: performance.now() - started, version: `papaparse ${versionOf('papaparse')}`, work: { ...total } };
}

async function csvParse({ input }: Task): Promise<Measurement> {
  const { parse } = await import('csv-parse');
  const total: Sum = { rows: 0, sum: 0 };
  const started = performance.now();
  const parsing = createReadStream(input, { highWaterMark: 1_048_576 }).pipe(parse({ from: 2 }));
  parsing.on('readable', () => {
    for (let row = parsing.read() as string[] | null; row !== null; row = parsing.read() as string[] | null) addRow(total, row.map(Number));
  });
  await finished(parsing);
  return { ms: performance.now() - started, version: `csv-parse ${versionOf('csv-parse')}`, work: { ...total } };
}

function versionOf(name: string): string {
  const text = readFileSync(new URL(`../node_modules/${name}/package.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
