import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import { askedPeriod } from '../../platform/asked-period.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId, sha256 } from '../../platform/ids.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { System } from '../../systems/system.schema.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { reportFormats } from '../report.schema.ts';
import { findEdition } from '../templates/report-template.repository.ts';
import { editionFor } from '../templates/template.choice.ts';
import { namedPeriod } from './named-period.ts';
import { findBatch, insertBatch, listBatches, listItems } from './report-batch.repository.ts';
import {
  type BatchItemState,
  type NewReportBatch,
  type ReportBatch,
  type ReportBatchItem,
  reportBatchKind,
} from './report-batch.schema.ts';

export interface ReportBatchService {
  /** While the same is under way, asking again answers with that one. @throws Problem `batch-unclear`, `batch-empty`, `batch-too-large`, `period-wrong`, `system-not-found`, `report-template-not-found` */
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
      const edition = await editionFor(db, wanted.templateId);
      const template = edition && { ...edition, name: (await findEdition(db, edition))?.name ?? '' };
      const scope = {
        siteId: wanted.siteId ?? null,
        ...askedPeriod(wanted, wrongPeriod),
        period: periodOf(wanted),
        ...{ language: wanted.language ?? null, template },
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
          idempotencyKey: jobKey(actor, { wanted, template }),
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

/** The column is short: what was asked for goes in by its hash. */
function jobKey(actor: Actor, { wanted, template }: { wanted: NewReportBatch; template: ReportBatch['template'] }): string {
  const { siteId, systemIds = [], from, to, speaksOf = 'newest', language, formats = reportFormats } = wanted;
  const asked = [siteId, [...systemIds].sort(), from, to, speaksOf, language, template, [...formats].sort()];
  return `${actor.name.slice(0, 40)}|${sha256(JSON.stringify(asked))}`;
}

/** @throws Problem `period-wrong` when every recording of a period is meant and one end of it is open */
function periodOf({ speaksOf, from, to }: NewReportBatch): ReportBatch['period'] {
  if (speaksOf !== 'period') return null;
  if (from !== undefined && to !== undefined) return namedPeriod({ from, to });
  throw wrongPeriod(from === undefined ? 'from' : 'to', 'Reports that speak of a period need its beginning and its end.');
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
