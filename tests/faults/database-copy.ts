import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/** How sound the database of a data folder is. */
export interface Soundness {
  readonly integrity: string;
  readonly brokenReferences: number;
}

/** Reads copies of database and log, so that looking does not repair what the next start must be able to repair itself. */
export function readDatabaseCopy<T>(dataDir: string, read: (db: Database.Database) => T): T & Soundness {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-look-'));
  try {
    for (const ending of ['', '-wal']) {
      const file = join(dataDir, `sightglass.sqlite${ending}`);
      if (existsSync(file)) copyFileSync(file, join(folder, `copy.sqlite${ending}`));
    }
    const db = new Database(join(folder, 'copy.sqlite'));
    try {
      const integrity = String(db.pragma('integrity_check', { simple: true }));
      const brokenReferences = (db.pragma('foreign_key_check') as unknown[]).length;
      return { ...read(db), integrity, brokenReferences };
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
