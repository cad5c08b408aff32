import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAppliance } from '../server/app.ts';
import { insertRecording } from '../server/measurements/recording.repository.ts';
import type { RecordingChannel } from '../server/measurements/recording.schema.ts';
import type { SeriesSummary } from '../server/measurements/series/series-summary.ts';
import { createSeriesWriter } from '../server/measurements/series/series-writer.ts';
import { readConfig } from '../server/platform/config/config.ts';
import { openDatabase } from '../server/platform/database/database.ts';
import { newId } from '../server/platform/ids.ts';
import { openDuckDb } from './duckdb.ts';

/** A data folder with one long recording of one channel at 100 Hz, the same samples as Parquet, and somebody who may read them. */
export interface ServedRecording {
  readonly dataDir: string;
  readonly recordingId: string;
  readonly systemId: string;
  readonly seriesFile: string;
  readonly parquet: string;
  readonly samples: number;
}

export const benchUser = { userName: 'bench', displayName: 'Bench', role: 'engineer', password: 'a long enough passphrase' } as const;
const actor = { name: 'bench', requestId: null };
export const intervalMs = 10;
const startMs = Date.UTC(2026, 0, 5);
const block = 65_536;

/** Whole hundredths from whole numbers alone: a load cycle, noise of 1 bar, and a rare spike; DuckDB reckons the very same. */
const sampleSql =
  '(20000 + abs((i % 80000) - 40000) // 10 + ((i % 100003) * (i % 99991)) % 1000003 % 97 + CASE WHEN i % 999983 = 7 THEN 25000 ELSE 0 END)::DOUBLE / 100';

function sample(i: number): number {
  const cycle = Math.floor(Math.abs((i % 80_000) - 40_000) / 10);
  const noise = (((i % 100_003) * (i % 99_991)) % 1_000_003) % 97;
  return (20_000 + cycle + noise + (i % 999_983 === 7 ? 25_000 : 0)) / 100;
}

/** Made once, kept from run to run. */
export async function ensureServedRecording(folder: string, samples: number): Promise<ServedRecording> {
  const dataDir = join(folder, `served-${samples}`);
  const note = join(dataDir, 'bench.json');
  if (existsSync(note)) return JSON.parse(readFileSync(note, 'utf8')) as ServedRecording;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const parquet = join(dataDir, 'same.parquet');
  const { connection } = await openDuckDb();
  await connection.run(`COPY (SELECT ${sampleSql} AS c0 FROM range(${samples}) r(i)) TO '${parquet}' (FORMAT parquet, COMPRESSION zstd)`);
  const appliance = await openAppliance({ config: readConfig({ data: dataDir }), role: 'tool' });
  const { accounts, systems, files } = appliance;
  await accounts.createUser(benchUser, actor);
  const site = await systems.createSite({ name: 'Bench', timeZone: 'UTC' }, actor);
  const system = await systems.create({ siteId: site.id, name: 'Bench' }, actor);
  const staging = files.stage('bench');
  const path = join(staging, 'series');
  const series = await writeSamples(path, samples);
  await files.adopt(path, series);
  files.discard(staging);
  await appliance.close();
  const recordingId = await addRow(dataDir, { systemId: system.id, series, samples });
  const made = { dataDir, recordingId, systemId: system.id, seriesFile: files.pathOf(series.sha256), parquet, samples };
  writeFileSync(note, JSON.stringify(made));
  return made;
}

async function writeSamples(path: string, samples: number): Promise<SeriesSummary> {
  const writer = await createSeriesWriter({ path, clock: 'absolute', timeBases: [{ channels: [{ name: 'Pump pressure', unit: 'bar' }] }] });
  for (let from = 0; from < samples; from += block) {
    const rows = Math.min(block, samples - from);
    const times = Float64Array.from({ length: rows }, (_, i) => startMs + (from + i) * intervalMs);
    const values = Float64Array.from({ length: rows }, (_, i) => sample(from + i));
    await writer.append(0, { times, columns: [values], rows });
  }
  return await writer.finish();
}

async function addRow(dataDir: string, made: { systemId: string; series: SeriesSummary; samples: number }): Promise<string> {
  const { systemId, series, samples } = made;
  const db = openDatabase({ kind: 'sqlite', file: join(dataDir, 'sightglass.sqlite') });
  const id = newId();
  const summary = series.timeBases[0]!.channels[0]!;
  const channel: RecordingChannel = {
    index: 0,
    channelId: null,
    name: summary.name,
    quantity: 'pressure',
    unit: summary.unit,
    unitWritten: null,
    signal: null,
    timeBase: 0,
    position: 0,
    intervalMs,
    count: samples,
    valid: samples,
    min: summary.min,
    max: summary.max,
    mean: summary.mean,
    derived: null,
  };
  const recording = {
    id,
    systemId,
    name: 'Bench',
    clock: 'absolute' as const,
    startedAt: new Date(startMs).toISOString(),
    durationMs: (samples - 1) * intervalMs,
    cycleLengthMs: null,
    cycleCount: null,
    channelCount: 1,
    sampleCount: samples,
    seriesSha256: series.sha256,
    seriesBytes: series.bytes,
    importerVersion: 'bench',
    createdAt: new Date(startMs).toISOString(),
    createdBy: actor.name,
  };
  const account = { report: {} as never, recipe: {}, skippedFiles: [], settings: null };
  await insertRecording(db, { recording, contentKey: id, rejectedSha256: null, account, files: [], channels: [channel] });
  await db.destroy();
  return id;
}
