import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { unpackSeries } from '../renderer/src/measurements/packed-series.ts';
import { seriesMediaType } from '../server/measurements/recording.schema.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { numbersOf, openDuckDb } from './duckdb.ts';
import { randomSource } from './random-source.ts';
import { median } from './runner.ts';
import { startClient } from './served-client.ts';
import { ensureServedRecording, intervalMs } from './served-recording.ts';

const buckets = 2000;
const questions = 200;
const shares = { 'whole range': 1, '10 %': 0.1, '1 %': 0.01, '0.01 %': 0.0001 };
const cold = { 'cold: whole range': 1, 'cold: 1 %': 0.01 };

/**
 * What a plot asks for, over HTTP from a server in its own process: 2,000 buckets of one channel. Warm: the 95th percentile of 200 questions
 * at random places. Cold: the first question to a fresh server whose file is not in memory. DuckDB: the same buckets of its Parquet file,
 * by row number (its fastest way), in its own process without HTTP; median of three.
 */
export const bench: Bench = {
  title: 'Envelope of one channel, 2,000 buckets, over HTTP (p95); DuckDB: bucket query on zstd Parquet',
  megabytes: 800,
  async prepare({ folder, megabytes }) {
    const served = await ensureServedRecording(folder, Math.round((megabytes * 1e6) / 8));
    const out = join(folder, 'envelope.out');
    const inputBytes = served.samples * 8;
    const task = (label: string, share: number) => ({ label, input: served.parquet, inputBytes, out, more: { ...served, share } });
    const cases = Object.entries({ ...shares, ...cold });
    // A trial on something small is about the bench itself: one case of each kind will do.
    const chosen = megabytes < 1 ? [cases[2]!, cases.at(-1)!] : cases;
    return chosen.map(([label, share]) => task(label, share));
  },
  contenders: { sightglass, duckdb },
  targets: [
    { name: 'p95 in ms', value: (of) => of.sightglass!.ms, atMost: 15, tasks: Object.keys(shares) },
    { name: 'first answer in ms', value: (of) => of.sightglass!.ms, atMost: 50, tasks: Object.keys(cold) },
    { name: 'DuckDB time / Sightglass time', value: (of) => of.duckdb!.ms / of.sightglass!.ms, atLeast: 100, tasks: ['whole range'] },
  ],
};

interface Place {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Ranges of the given share of the recording at random places; the whole one is always the same. */
function* places(samples: number, share: number): Generator<Place> {
  const random = randomSource(3);
  const last = samples - 1;
  const length = Math.max(1, Math.floor(last * share));
  for (;;) {
    const from = Math.floor(random() * (last - length));
    yield { fromMs: Math.max(0, from) * intervalMs, toMs: (Math.max(0, from) + length) * intervalMs };
  }
}

async function sightglass({ label, more }: Task): Promise<Measurement> {
  const { dataDir, recordingId, seriesFile } = more as Record<string, string>;
  const { samples, share } = more as Record<string, number>;
  const client = await startClient(dataDir!);
  try {
    const where = places(samples!, share!);
    const ask = async (): Promise<{ ms: number; body: Buffer }> => {
      const { fromMs, toMs } = where.next().value as Place;
      const started = performance.now();
      const body = await client.get(
        `/api/v1/recordings/${recordingId}/series?channels=0&fromMs=${fromMs}&toMs=${toMs}&buckets=${buckets}`,
        { accept: seriesMediaType },
      );
      return { ms: performance.now() - started, body };
    };
    if (label in cold) {
      dropFromMemory(seriesFile!);
      const { ms, body } = await ask();
      return { ms, isInChildren: true, work: workOf(body) };
    }
    const first = await ask();
    for (let i = 0; i < 20; i++) await ask();
    const times: number[] = [];
    for (let i = 0; i < questions; i++) times.push((await ask()).ms);
    times.sort((a, b) => a - b);
    return { ms: times[Math.floor(questions * 0.95)]!, isInChildren: true, work: workOf(first.body) };
  } finally {
    await client.stop();
  }
}

/** What proves that the same samples were looked at: how many, and their extremes. */
function workOf(body: Buffer): Record<string, number> {
  const { channels } = unpackSeries(new Uint8Array(body).buffer);
  const [{ count, min, max }] = channels as [(typeof channels)[0]];
  const numbers = (values: Iterable<number | null>) => [...values].filter((value) => value !== null);
  return {
    samples: [...count].reduce((a, b) => a + b, 0),
    min: numbers(min).reduce((a, b) => Math.min(a, b)),
    max: numbers(max).reduce((a, b) => Math.max(a, b)),
  };
}

/** Tells the system to forget what it has read of a file (posix_fadvise, by way of dd). */
function dropFromMemory(path: string): void {
  execFileSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0', 'status=none']);
  if (statSync(path).size === 0) throw new Error(`${path} is empty`);
}

async function duckdb({ input, more }: Task): Promise<Measurement> {
  const { samples, share } = more as Record<string, number>;
  const { connection, version } = await openDuckDb();
  const { fromMs, toMs } = places(samples!, share!).next().value as Place;
  const [from, to] = [fromMs / intervalMs, toMs / intervalMs];
  const size = Math.max(1, Math.ceil((to - from + 1) / buckets));
  const sql = `SELECT (file_row_number - ${from}) // ${size} AS b, min(c0) AS low, max(c0) AS high, avg(c0), count(c0) AS n
    FROM read_parquet('${input}', file_row_number = true) WHERE file_row_number >= ${from} AND file_row_number <= ${to} GROUP BY b ORDER BY b`;
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const started = performance.now();
    await connection.runAndReadAll(sql);
    times.push(performance.now() - started);
  }
  const [count = 0, min = 0, max = 0] = await numbersOf(connection, `SELECT sum(n), min(low), max(high) FROM (${sql})`);
  return { ms: median(times), version, work: { samples: count, min, max } };
}
