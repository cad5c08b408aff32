import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import { askedPeriod } from '../../platform/asked-period.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { System } from '../../systems/system.schema.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { reportFormats } from '../report.schema.ts';
import { findBatch, insertBatch, listBatches, listItems } from './report-batch.repository.ts';
import {
  type BatchItemState,
  type NewReportBatch,
  type ReportBatch,
  type ReportBatchItem,
  reportBatchKind,
} from './report-batch.schema.ts';

export interface ReportBatchService {
  /** While the same is under way, asking again answers with that one. @throws Problem `batch-unclear`, `batch-empty`, `batch-too-large`, `period-wrong`, `system-not-found` */
  start(wanted: NewReportBatch, actor: Actor): Promise<ReportBatch>;
  list(request: PageRequest): Promise<Page<ReportBatch>>;
  /** @throws Problem `batch-not-found` */
  get(id: string): Promise<ReportBatch>;
  items(id: string, request: PageRequest & { state?: BatchItemState }): Promise<Page<ReportBatchItem>>;
}

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  jobs: JobService;
  systems: SystemService;
}

const mostSystems = 500;

export function createReportBatchService({ db, now, audit, jobs, systems }: Deps): ReportBatchService {
  async function get(id: string): Promise<ReportBatch> {
    const found = await findBatch(db, { id });
    if (found) return found;
    throw new Problem('batch-not-found', 404, 'There is no such batch of reports', { detail: 'List the batches.' });
  }

  return {
    async start(wanted, actor) {
      const chosen = await chooseSystems(systems, wanted);
      const scope = {
        siteId: wanted.siteId ?? null,
        ...askedPeriod(wanted, wrongPeriod),
        formats: wanted.formats ?? [...reportFormats],
      };
      const items = chosen.map(({ id, name }) => ({ id: newId(), systemId: id, systemName: name }));
      return db.transaction(async (trx) => {
        const id = newId();
        const job = await jobs.enqueue(trx, {
          kind: reportBatchKind,
          title: `Reports on ${items.length} systems`,
          payload: { reportBatchId: id },
          createdBy: actor.name,
          idempotencyKey: jobKey(actor, wanted),
        });
        const running = await findBatch(trx, { jobId: job.id });
        if (running) return running;
        const batch = { id, jobId: job.id, ...scope, createdAt: now().toISOString(), createdBy: actor.name };
        await insertBatch(trx, batch, items);
        const about = { subjectType: 'report-batch', subjectId: id };
        await audit.record(trx, { actor, action: 'report-batch.started', ...about, newValue: { ...scope, systems: items.length } });
        return { ...batch, jobState: job.state, counts: { open: items.length, made: 0, failed: 0 } };
      });
    },
    list: (request) => listBatches(db, request),
    get,
    async items(id, request) {
      await get(id);
      return listItems(db, id, request);
    },
  };
}

/** The column is short: a long choice of systems goes in by its length and ends. */
function jobKey(actor: Actor, { siteId, systemIds = [], from, to, formats = [] }: NewReportBatch): string {
  const sorted = [...systemIds].sort();
  const systems = sorted.length === 0 ? siteId : `${sorted.length}:${sorted[0]}:${sorted.at(-1)}`;
  return `${actor.name.slice(0, 40)}|${systems}|${from ?? ''}|${to ?? ''}|${[...formats].sort().join(',')}`.slice(0, 200);
}

/** In the order of their names. */
async function chooseSystems(systems: SystemService, { siteId, systemIds }: NewReportBatch): Promise<System[]> {
  if ((siteId === undefined) === (systemIds === undefined))
    throw new Problem('batch-unclear', 422, 'It is not clear which systems are meant', { detail: 'Name either a site or the systems.' });
  const chosen: System[] = [];
  if (systemIds) for (const id of systemIds) chosen.push((await systems.getDetail(id)).system);
  for (let cursor: string | undefined; siteId !== undefined; ) {
    const { items, next } = await systems.list({ siteId, limit: 500, ...(cursor ? { cursor } : {}) });
    chosen.push(...items);
    if (chosen.length > mostSystems)
      throw new Problem('batch-too-large', 422, 'These are too many systems for one batch', {
        detail: `The site has more than ${mostSystems}. Choose some of them.`,
      });
    if (next === undefined) break;
    cursor = next;
  }
  if (chosen.length === 0)
    throw new Problem('batch-empty', 422, 'There is no system to report on', { detail: 'The site has none, or there is no such site.' });
  return chosen.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function wrongPeriod(name: 'from' | 'to', detail: string): Problem {
  return new Problem('period-wrong', 422, 'The period is not clear', { detail, errors: [{ pointer: `#/${name}`, detail }] });
}
