import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import { askedPeriod } from '../../platform/asked-period.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { ByteRange } from '../../platform/http/byte-range.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import {
  findDataExport,
  insertDataExport,
  knowsDataExportFile,
  listDataExports,
  listExpired,
  markRemoved,
} from './data-export.repository.ts';
import { type DataExport, dataExportKind, type NewDataExport } from './data-export.schema.ts';
import { hasSite } from './exported-row.queries.ts';
import type { WorkFolders } from './work-folder.store.ts';

export type ExportFile = NonNullable<DataExport['file']>;

export interface DataExportService {
  /** While the same is under way, asking again answers with that one. @throws Problem `export-range-wrong`, `export-audit-has-no-site`, `site-not-found` */
  start(wanted: NewDataExport, actor: Actor): Promise<DataExport>;
  list(request: PageRequest): Promise<Page<DataExport>>;
  /** @throws Problem `data-export-not-found` */
  get(id: string): Promise<DataExport>;
  /** @throws Problem `data-export-not-found`, `data-export-unfinished`, `data-export-removed` */
  getFile(id: string): Promise<ExportFile>;
  /** Opens the file, or a part of it; every opening is audited. From its beginning, its bytes are compared with its hash first. */
  open(id: string, range: ByteRange | null, actor: Actor): Promise<Readable>;
  /** Removes the file before its time. */
  remove(id: string, actor: Actor): Promise<DataExport>;
  /** Removes every file whose time is over, and what stopped exports left behind. */
  tidy(): Promise<void>;
}

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  jobs: JobService;
  files: ContentStore;
  folders: WorkFolders;
}

const keeper: Actor = { name: 'data-exports', requestId: null };

export function createDataExportService({ db, now, audit, jobs, files, folders }: Deps): DataExportService {
  async function get(id: string): Promise<DataExport> {
    const found = await findDataExport(db, { id });
    if (found) return found;
    throw new Problem('data-export-not-found', 404, 'There is no such data export', { detail: 'List the data exports.' });
  }

  async function getFile(id: string): Promise<ExportFile> {
    const { file, jobState } = await get(id);
    if (!file)
      throw new Problem('data-export-unfinished', 409, 'The data export has no file', {
        detail: jobState === 'failed' || jobState === 'cancelled' ? 'It was stopped. Start another one.' : 'It is still being written.',
      });
    if (file.removedAt !== null)
      throw new Problem('data-export-removed', 410, 'The file of the data export was removed', {
        detail: `It was kept until ${file.expiresAt} at most and removed at ${file.removedAt}. Start another one.`,
      });
    return file;
  }

  async function remove(id: string, actor: Actor): Promise<void> {
    const file = await getFile(id);
    const removedAt = now().toISOString();
    await db.transaction(async (trx) => {
      if (!(await markRemoved(trx, id, removedAt))) return;
      const about = { subjectType: 'data-export', subjectId: id };
      await audit.record(trx, { actor, action: 'data-export.removed', ...about, oldValue: file, newValue: { removedAt } });
    });
    // Killed in between? The next start sweeps files that no row speaks of.
    await files.remove(file.sha256, (sha256) => knowsDataExportFile(db, sha256));
  }

  return {
    async start(wanted, actor) {
      const scope = await scopeOf(db, wanted);
      return db.transaction(async (trx) => {
        const id = newId();
        const job = await jobs.enqueue(trx, {
          kind: dataExportKind,
          title: `Export data: ${scope.datasets.join(', ')}`,
          payload: { dataExportId: id },
          createdBy: actor.name,
          idempotencyKey: JSON.stringify(scope),
        });
        const running = await findDataExport(trx, { jobId: job.id });
        if (running) return running;
        const made = { id, jobId: job.id, ...scope, createdAt: now().toISOString(), createdBy: actor.name };
        await insertDataExport(trx, made);
        await audit.record(trx, { actor, action: 'data-export.started', subjectType: 'data-export', subjectId: id, newValue: scope });
        return { ...made, jobState: job.state, file: null };
      });
    },
    list: (request) => listDataExports(db, request),
    get,
    getFile,
    async open(id, range, actor) {
      const file = await getFile(id);
      const isFromStart = range === null || range.from === 0;
      if (isFromStart) (await files.open(file.sha256)).destroy();
      const about = { subjectType: 'data-export', subjectId: id };
      await audit.record(db, { actor, action: 'data-export.downloaded', ...about, newValue: { sha256: file.sha256, range } });
      return createReadStream(files.pathOf(file.sha256), range ? { start: range.from, end: range.to } : {});
    },
    async remove(id, actor) {
      await remove(id, actor);
      return get(id);
    },
    async tidy() {
      for (const id of await listExpired(db, now().toISOString())) await remove(id, keeper);
      for (const id of folders.list()) {
        const state = (await findDataExport(db, { id }))?.jobState;
        if (state !== 'queued' && state !== 'running') folders.of(id).remove();
      }
    },
  };
}

type Scope = Pick<DataExport, 'datasets' | 'format' | 'siteId' | 'from' | 'to' | 'keepDays'>;

async function scopeOf(db: Db, { datasets, format, from, to, ...wanted }: NewDataExport): Promise<Scope> {
  const siteId = wanted.siteId ?? null;
  const scope: Scope = {
    ...{ datasets: [...datasets].sort(), format, siteId, keepDays: wanted.keepDays ?? 7 },
    ...askedPeriod({ from, to }, wrongRange),
  };
  if (siteId !== null && !(await hasSite(db, siteId)))
    throw new Problem('site-not-found', 404, 'There is no such site', { detail: 'List the sites.' });
  if (siteId !== null && datasets.includes('audit'))
    throw new Problem('export-audit-has-no-site', 422, 'The audit trail belongs to no site', {
      detail: 'Export the audit trail on its own, for all sites, or leave it out.',
      errors: [{ pointer: '#/datasets', detail: 'must not hold audit beside a site' }],
    });
  return scope;
}

function wrongRange(name: 'from' | 'to', detail: string): Problem {
  return new Problem('export-range-wrong', 422, 'The range of time is not clear', { detail, errors: [{ pointer: `#/${name}`, detail }] });
}
