import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { RecordingService } from '../../measurements/recording.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import { newId } from '../../platform/ids.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { findReevaluation, insertReevaluation, listItems, listReevaluations, type NewRun } from './reevaluation.repository.ts';
import { type NewReevaluation, type Outcome, type Reevaluation, type ReevaluationItem, reevaluationKind } from './reevaluation.schema.ts';

/** `about` is the id of the recording or system: whoever wants to remove it finds the job by it. */
export interface ReevaluationPayload {
  readonly reevaluationId: string;
  readonly about: string | null;
  /** The diagnosis that the new one is compared with; absent: the newest of the recording. */
  readonly comparedWithId?: string;
}

/** `comparedWithId`: a diagnosis that something was made of, such as a report; only for a dry run of its recording. */
export type ReevaluationOrder = NewReevaluation & { readonly comparedWithId?: string };

export interface ReevaluationService {
  /** While the same is under way, asking again answers with that run. @throws Problem `reevaluation-scope-unclear`, `recording-not-found`, `system-not-found` */
  start(wanted: ReevaluationOrder, actor: Actor): Promise<Reevaluation>;
  list(request: PageRequest): Promise<Page<Reevaluation>>;
  /** @throws Problem `reevaluation-not-found` */
  get(id: string): Promise<Reevaluation>;
  items(id: string, request: PageRequest & { outcome?: Outcome }): Promise<Page<ReevaluationItem>>;
}

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  jobs: JobService;
  systems: SystemService;
  recordings: RecordingService;
}

export function createReevaluationService({ db, now, audit, jobs, systems, recordings }: Deps): ReevaluationService {
  async function get(id: string): Promise<Reevaluation> {
    const found = await findReevaluation(db, { id });
    if (found) return found;
    throw new Problem('reevaluation-not-found', 404, 'There is no such re-evaluation', { detail: 'List the re-evaluations.' });
  }

  /** What is judged again, in words for the list of jobs. */
  async function subjectOf({ recordingId, systemId }: Scope): Promise<string> {
    if (recordingId !== null) return (await recordings.getDetail(recordingId)).recording.name;
    return systemId === null ? 'all recordings' : `all recordings of ${(await systems.getDetail(systemId)).system.name}`;
  }

  return {
    async start(wanted, actor) {
      const scope = scopeOf(wanted);
      const isDryRun = wanted.isDryRun === true;
      const { comparedWithId } = wanted;
      if (comparedWithId !== undefined && !(isDryRun && scope.recordingId !== null))
        throw new Error('only a dry run of one recording compares');
      const subject = await subjectOf(scope);
      const about = scope.recordingId ?? scope.systemId;
      return db.transaction(async (trx) => {
        const payload: ReevaluationPayload = {
          reevaluationId: newId(),
          about,
          ...(comparedWithId === undefined ? {} : { comparedWithId }),
        };
        const job = await jobs.enqueue(trx, {
          kind: reevaluationKind,
          title: `${isDryRun ? 'What would change in' : 'Re-evaluate'} ${subject}`.slice(0, 300),
          payload,
          createdBy: actor.name,
          idempotencyKey: [about ?? 'all', isDryRun, ...(comparedWithId === undefined ? [] : [comparedWithId])].join(':'),
        });
        const running = await findReevaluation(trx, { jobId: job.id });
        if (running) return running;
        const createdAt = now().toISOString();
        const run: NewRun = { id: payload.reevaluationId, jobId: job.id, ...scope, isDryRun, createdAt, createdBy: actor.name };
        await insertReevaluation(trx, run);
        const what = { action: 'reevaluation.started', subjectType: 'reevaluation', subjectId: run.id };
        await audit.record(trx, { actor, ...what, newValue: run });
        return { ...run, jobState: job.state, counts: { unchanged: 0, changed: 0, first: 0, failed: 0 } };
      });
    },
    list: (request) => listReevaluations(db, request),
    get,
    async items(id, request) {
      await get(id);
      return listItems(db, id, request);
    },
  };
}

type Scope = Pick<Reevaluation, 'scope' | 'recordingId' | 'systemId'>;

function scopeOf(wanted: NewReevaluation): Scope {
  const { scope } = wanted;
  const [recordingId, systemId] = [wanted.recordingId ?? null, wanted.systemId ?? null];
  const isClear = (scope === 'recording') === (recordingId !== null) && (scope === 'system') === (systemId !== null);
  if (isClear) return { scope, recordingId, systemId };
  throw new Problem('reevaluation-scope-unclear', 422, 'It is not clear what shall be judged again', {
    detail: 'Name one recording (scope recording, recordingId), one system (scope system, systemId), or all (scope all, no id).',
  });
}
