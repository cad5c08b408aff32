import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSeries } from '../../server/measurements/series/series-reader.ts';
import { readDatabaseCopy, type Soundness } from './database-copy.ts';

/** What lies in a data folder, read past the product: the oracle of the fault tests. */
export interface StoredState extends Soundness {
  readonly rawFiles: readonly string[];
  readonly users: readonly string[];
  /** Recordings per set of bytes; more than one is a doubled effect. */
  readonly recordingsOfContent: readonly { content_key: string; n: number }[];
  readonly seriesFiles: readonly string[];
  /** Hashes that some row speaks of. */
  readonly known: ReadonlySet<string>;
}

export function readStoredState(dataDir: string): StoredState {
  return readDatabaseCopy(dataDir, (db) => {
    const column = (sql: string) => db.prepare(sql).pluck().all() as string[];
    const rawFiles = column("SELECT sha256 FROM raw_file WHERE state = 'accepted'");
    const seriesFiles = column('SELECT series_sha256 FROM recording');
    const others = column(`SELECT rejected_sha256 FROM recording WHERE rejected_sha256 IS NOT NULL UNION SELECT sha256 FROM report_file
      UNION SELECT input_sha256 FROM report UNION SELECT content_sha256 FROM report`);
    return {
      rawFiles,
      users: column('SELECT user_name FROM user_account'),
      recordingsOfContent: db
        .prepare('SELECT content_key, count(*) AS n FROM recording GROUP BY system_id, content_key')
        .all() as StoredState['recordingsOfContent'],
      seriesFiles,
      known: new Set([...rawFiles, ...seriesFiles, ...others]),
    };
  });
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
