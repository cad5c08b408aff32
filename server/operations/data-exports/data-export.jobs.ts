import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore, StoredFile } from '../../platform/files/content-store.ts';
import { dataFolderWords, fileProblem } from '../../platform/files/durable.ts';
import { hashOfFile } from '../../platform/files/file-hash.ts';
import { zipArchive } from '../../platform/files/zip-archive.ts';
import type { JobContext, JobHandler } from '../../platform/jobs/job-runner.ts';
import { Problem } from '../../platform/problem.ts';
import { type SignedFile, signArchive } from '../../platform/signing/signed-archive.ts';
import type { SigningKey } from '../../platform/signing/signing-key.ts';
import { completeDataExport, findDataExport } from './data-export.repository.ts';
import { type DataExport, dataExportSchemaId, type ExportedRows } from './data-export.schema.ts';
import { countRows, newestKey } from './exported-row.queries.ts';
import { type ExportedTable, tablesOf } from './exported-table.ts';
import { writeTable } from './table-writing.ts';
import type { WorkFolder, WorkFolders, WorkState } from './work-folder.store.ts';

export interface DataExportDeps {
  readonly db: Db;
  readonly now: Clock;
  readonly audit: AuditTrail;
  readonly files: ContentStore;
  readonly folders: WorkFolders;
  signingKey(): SigningKey;
  /** Bytes after which what is written is made to count; 16 MiB when absent. */
  readonly checkpointBytes?: number;
}

const dayMs = 24 * 3600_000;

/**
 * Writes table after table, then one signed ZIP of them. Killed at any moment, it goes on behind the last row that is on the disk: every row
 * of the snapshot is in it once. Stopped by a person or by a full disk, it leaves nothing behind.
 */
export function createDataExportHandler(deps: DataExportDeps): JobHandler {
  const { db, now, audit, files, folders } = deps;
  return async ({ dataExportId }: { dataExportId: string }, context) => {
    const wanted = await findDataExport(db, { id: dataExportId });
    if (!wanted) throw new Error(`no data export ${dataExportId}`);
    const work = folders.of(wanted.id);
    context.afterwards(async () => work.remove());
    context.otherwise(async () => {
      // Put back into the queue, as at the server's end: then it goes on from there.
      const state = (await findDataExport(db, { id: wanted.id }))?.jobState;
      if (state !== 'queued' && state !== 'running') work.remove();
    });
    try {
      const tables = tablesOf(wanted.datasets);
      const state = work.load() ?? (await snapshot(db, tables, { wanted, takenAt: now().toISOString() }));
      await writeTables(deps, { wanted, tables, state, work, context });
      const packed = await pack(deps, { wanted, tables, state, work, context });
      await files.adopt(packed.path, packed);
      const made = now();
      const file = {
        ...{ name: packed.name, sha256: packed.sha256, bytes: packed.bytes, tables: packed.tables, madeAt: made.toISOString() },
        ...{ expiresAt: new Date(made.getTime() + wanted.keepDays * dayMs).toISOString(), removedAt: null },
      };
      return async (trx) => {
        await completeDataExport(trx, wanted.id, file);
        const actor = { name: context.createdBy, requestId: null };
        const about = { subjectType: 'data-export', subjectId: wanted.id };
        await audit.record(trx, { actor, action: 'data-export.made', ...about, newValue: file });
        return { dataExportId: wanted.id, bytes: file.bytes, rows: file.tables.reduce((sum, { rows }) => sum + rows, 0) };
      };
    } catch (error) {
      const told = fileProblem(error, dataFolderWords);
      // What was written may be all that fills the disk: the row that says so needs room, too.
      if (told instanceof Problem && told.code === 'disk-full') work.remove();
      throw told;
    }
  };
}

/** Which rows there are now: each table's newest key bounds what is read, however long that takes and whatever is written meanwhile. */
async function snapshot(
  db: Db,
  tables: readonly ExportedTable[],
  { wanted, takenAt }: { wanted: DataExport; takenAt: string },
): Promise<WorkState> {
  const state: WorkState = { snapshotAt: takenAt, tables: {} };
  // All bounds first: what is counted afterwards lies within them.
  const bounds = await db.transaction(async (trx) => {
    const found: (string | null)[] = [];
    for (const table of tables) found.push(await newestKey(trx, table));
    return found;
  });
  for (const [i, table] of tables.entries()) {
    const bound = bounds[i] ?? null;
    const expected = bound === null ? 0 : await countRows(db, table, { scope: wanted, bound });
    state.tables[table.name] = { bound, expected, rows: 0, after: null, files: [], isDone: false };
  }
  return state;
}

interface Work {
  readonly wanted: DataExport;
  readonly tables: readonly ExportedTable[];
  readonly state: WorkState;
  readonly work: WorkFolder;
  readonly context: JobContext;
}

async function writeTables(
  { db, checkpointBytes = 16 * 1024 ** 2 }: DataExportDeps,
  { wanted, tables, state, work, context }: Work,
): Promise<void> {
  const all = Object.values(state.tables);
  const total = all.reduce((sum, { expected }) => sum + expected, 0);
  const before = all.reduce((sum, { rows }) => sum + rows, 0);
  const startedMs = performance.now();
  let done = before;
  const onRows = (count: number) => {
    done += count;
    const ratePerSecond = ((done - before) * 1000) / Math.max(1, performance.now() - startedMs);
    context.onProgress({ phase: 'writing-rows', done, total: Math.max(done, total), unit: 'rows', ratePerSecond });
  };
  onRows(0);
  work.save(state);
  for (const table of tables) {
    const of = state.tables[table.name];
    if (!of) throw new Error(`the snapshot has no table ${table.name}`);
    await writeTable(table, of, {
      ...{ db, scope: wanted, format: wanted.format, work, signal: context.signal, checkpointBytes },
      save: () => work.save(state),
      onRows,
    });
  }
}

type Packed = StoredFile & { readonly path: string; readonly name: string; readonly tables: ExportedRows[] };

/** One ZIP of the files with their signed manifest. */
async function pack({ signingKey }: DataExportDeps, { wanted, tables, state, work, context }: Work): Promise<Packed> {
  const { signal, onProgress } = context;
  const total = Object.values(state.tables).reduce((sum, { files }) => sum + files.reduce((all, { bytes }) => all + bytes, 0), 0);
  const signed: SignedFile[] = [];
  const rows: ExportedRows[] = [];
  for (const { name } of tables) {
    const { files = [], rows: count = 0 } = state.tables[name] ?? {};
    rows.push({ table: name, rows: count, files: files.map((file) => file.name) });
    for (const file of files) {
      const path = work.pathOf(file.name);
      const hashed = await hashOfFile(path, { signal });
      if (!hashed || hashed.bytes !== file.bytes) throw new Error(`${file.name} is not as it was written`);
      signed.push({ name: file.name, ...hashed, compress: wanted.format !== 'parquet', open: () => createReadStream(path) });
    }
  }
  const { id, datasets, format, siteId, from, to, createdBy } = wanted;
  const head = {
    schema: dataExportSchemaId,
    export: { id, datasets, format, siteId, from, to, snapshotAt: state.snapshotAt, createdBy, tables: rows },
  } as const;
  const name = `sightglass-data-${state.snapshotAt.slice(0, 10)}-${id.slice(-6)}.zip`;
  const archive = signArchive({ name, about: `Data export ${id}`, head, files: signed, key: signingKey() });
  const startedMs = performance.now();
  let read = 0;
  const entries = archive.entries.map((entry) => ({ ...entry, content: () => counted(entry.content()) }));
  async function* counted(content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      signal.throwIfAborted();
      read += piece.length;
      const ratePerSecond = (read * 1000) / Math.max(1, performance.now() - startedMs);
      onProgress({ phase: 'packing', done: Math.min(read, total), total, unit: 'bytes', ratePerSecond });
      yield piece;
    }
  }
  const path = work.pathOf('export.zip');
  return { path, name, tables: rows, ...(await writeSynced(path, zipArchive(entries))) };
}

async function writeSynced(path: string, content: AsyncIterable<Uint8Array>): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'w', 0o600);
  try {
    for await (const piece of content) {
      hash.update(piece);
      for (let offset = 0; offset < piece.length; ) offset += (await file.write(piece, offset)).bytesWritten;
      bytes += piece.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}
