import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSeries } from '../../server/measurements/series/series-reader.ts';

/** What lies in a data folder, read past the product: the oracle of the fault tests. */
export interface StoredState {
  readonly integrity: string;
  readonly brokenReferences: number;
  readonly rawFiles: readonly string[];
  readonly users: readonly string[];
  /** Recordings per set of bytes; more than one is a doubled effect. */
  readonly recordingsOfContent: readonly { content_key: string; n: number }[];
  readonly seriesFiles: readonly string[];
  /** Hashes that some row speaks of. */
  readonly known: ReadonlySet<string>;
}

/** Reads copies of database and log, so that looking does not repair what the next start must be able to repair itself. */
export function readStoredState(dataDir: string): StoredState {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-look-'));
  try {
    for (const ending of ['', '-wal']) {
      const file = join(dataDir, `sightglass.sqlite${ending}`);
      if (existsSync(file)) copyFileSync(file, join(folder, `copy.sqlite${ending}`));
    }
    const db = new Database(join(folder, 'copy.sqlite'));
    const column = (sql: string) => db.prepare(sql).pluck().all() as string[];
    const rawFiles = column("SELECT sha256 FROM raw_file WHERE state = 'accepted'");
    const seriesFiles = column('SELECT series_sha256 FROM recording');
    const others = column(`SELECT rejected_sha256 FROM recording WHERE rejected_sha256 IS NOT NULL UNION SELECT sha256 FROM report_file
      UNION SELECT input_sha256 FROM report UNION SELECT content_sha256 FROM report`);
    const state: StoredState = {
      integrity: String(db.pragma('integrity_check', { simple: true })),
      brokenReferences: (db.pragma('foreign_key_check') as unknown[]).length,
      rawFiles,
      users: column('SELECT user_name FROM user_account'),
      recordingsOfContent: db
        .prepare('SELECT content_key, count(*) AS n FROM recording GROUP BY system_id, content_key')
        .all() as StoredState['recordingsOfContent'],
      seriesFiles,
      known: new Set([...rawFiles, ...seriesFiles, ...others]),
    };
    db.close();
    return state;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function stagedNames(dataDir: string): string[] {
  return readdirSync(join(dataDir, 'files/staging'));
}

export function storedObjects(dataDir: string): string[] {
  const objects = join(dataDir, 'files/objects');
  return readdirSync(objects).flatMap((prefix) => readdirSync(join(objects, prefix)));
}

const pathOf = (dataDir: string, sha256: string) => join(dataDir, 'files/objects', sha256.slice(0, 2), sha256);

/** What is wrong with the file of that name: missing, or not the bytes that its name promises. */
export function objectFault(dataDir: string, sha256: string): string | undefined {
  const path = pathOf(dataDir, sha256);
  if (!existsSync(path)) return `${sha256} is missing`;
  const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
  return hash === sha256 ? undefined : `${sha256} holds other bytes`;
}

/** Damages that the series file itself reports when every byte is read again. */
export function seriesFaults(dataDir: string, sha256: string): string[] {
  const series = openSeries(pathOf(dataDir, sha256));
  try {
    return series.verify().map((damage) => JSON.stringify(damage));
  } finally {
    series.close();
  }
}
