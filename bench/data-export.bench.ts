import { createReadStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrations } from '../migrations/index.ts';
import { exportedTables } from '../server/operations/data-exports/exported-table.ts';
import { writeTable } from '../server/operations/data-exports/table-writing.ts';
import { openWorkFolders } from '../server/operations/data-exports/work-folder.store.ts';
import { type Db, openDatabase } from '../server/platform/database/database.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { newId } from '../server/platform/ids.ts';
import type { Bench, Measurement, Task } from './bench.types.ts';
import { openDuckDb } from './duckdb.ts';

const audit = exportedTables.find(({ name }) => name === 'audit')!;
/** Rows for one megabyte of input. */
const rowsPerMegabyte = 4000;

/** The audit trail as a data export writes it (read from SQLite by key, checkpoints and all), beside DuckDB that writes the same rows from Parquet. */
export const bench: Bench = {
  title: '1,000,000 audit events as CSV: from SQLite, page by page with checkpoints; DuckDB: COPY FROM zstd Parquet TO csv',
  megabytes: 250,
  async prepare({ folder, megabytes }) {
    const tasks: Task[] = [];
    // A quarter of the rows as well: what they take in memory must be the same.
    for (const rows of [(megabytes * rowsPerMegabyte) / 4, megabytes * rowsPerMegabyte]) {
      const base = join(folder, `data-export-${rows}`);
      await ensureDatabase(`${base}.sqlite`, rows);
      if (!existsSync(`${base}.parquet`)) {
        await exportRows(`${base}.sqlite`, `${base}-made`);
        const { connection } = await openDuckDb();
        const csv = `read_csv('${base}-made/work/audit.csv', header = true, all_varchar = true)`;
        await connection.run(`COPY (SELECT * FROM ${csv}) TO '${base}.parquet' (FORMAT parquet, COMPRESSION zstd)`);
        rmSync(`${base}-made`, { recursive: true });
      }
      const inputBytes = statSync(`${base}.sqlite`).size;
      tasks.push({ label: `${rows} rows`, input: `${base}.sqlite`, inputBytes, out: `${base}-out`, more: { parquet: `${base}.parquet` } });
    }
    return tasks;
  },
  contenders: { sightglass, duckdb },
  targets: [
    { name: 'DuckDB time / Sightglass time', value: (of) => of.duckdb!.ms / of.sightglass!.ms, atLeast: 0.5 },
    { name: 'Peak memory of Sightglass in MB', value: (of) => of.sightglass!.peakRssMb, atMost: 250 },
  ],
};

async function sightglass({ input, out }: Task): Promise<Measurement> {
  const started = performance.now();
  const path = await exportRows(input, out);
  const ms = performance.now() - started;
  return { ms, ...(await written(path, out)) };
}

async function duckdb({ out, more }: Task): Promise<Measurement> {
  const { connection, version } = await openDuckDb();
  mkdirSync(out);
  const path = join(out, 'audit.csv');
  const started = performance.now();
  await connection.run(`COPY (SELECT * FROM '${more?.parquet}') TO '${path}' (FORMAT csv, HEADER)`);
  const ms = performance.now() - started;
  return { ms, version, ...(await written(path, out)) };
}

async function exportRows(sqlite: string, folder: string): Promise<string> {
  const db = openDatabase({ kind: 'sqlite', file: sqlite });
  const work = openWorkFolders(folder).of('work');
  work.load();
  const state = { snapshotAt: '', tables: { audit: { bound: '~', expected: 0, rows: 0, after: null, files: [], isDone: false } } };
  await writeTable(audit, state.tables.audit, {
    ...{ db, scope: { siteId: null, from: null, to: null }, format: 'csv', work, signal: new AbortController().signal },
    checkpointBytes: 16 * 1024 ** 2,
    save: () => work.save(state),
    onRows: () => undefined,
  });
  await db.destroy();
  return work.pathOf('audit.csv');
}

/** What stands in the file, read back: lines, letters and digits; quotes and marks are each writer's own. */
async function written(path: string, folder: string): Promise<Pick<Measurement, 'work' | 'storedBytes'>> {
  let [lines, signs] = [0, 0];
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    for (const byte of piece) {
      if (byte === 10) lines++;
      else if ((byte >= 48 && byte <= 57) || (byte >= 97 && byte <= 122)) signs++;
    }
  }
  const storedBytes = statSync(path).size;
  rmSync(folder, { recursive: true });
  return { storedBytes, work: { rows: lines - 1, signs } };
}

async function ensureDatabase(path: string, rows: number): Promise<void> {
  if (existsSync(path)) return;
  const fresh = `${path}.new`;
  rmSync(fresh, { force: true });
  const db: Db = openDatabase({ kind: 'sqlite', file: fresh });
  await migrate(db, migrations);
  await db.destroy();
  const direct = new Database(fresh);
  const insert = direct.prepare(
    'INSERT INTO audit_event (id, at, actor, action, subject_type, subject_id, new_value) VALUES (?,?,?,?,?,?,?)',
  );
  direct.transaction(() => {
    for (let i = 0; i < rows; i++) {
      const document = JSON.stringify({ id: i, name: `Press ${i % 97}`, note: 'Ventil "7" geprüft, ≤ 250 bar', isActive: i % 2 === 0 });
      const at = new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString();
      insert.run(newId(), at, `user-${i % 31}`, 'system.changed', 'system', newId(), document);
    }
  })();
  direct.close();
  renameSync(fresh, path);
}
