import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { SystemService } from '../../systems/system.service.ts';
import { recordingNotFound } from '../recording-not-found.ts';
import type { RecordingRemoval } from './recording-removal.ts';
import {
  findAgedRecording,
  findPolicy,
  listRecordingsBefore,
  listStorageUse,
  savePolicy,
  systemsWithTerm,
} from './retention.repository.ts';
import type { DueRecording, RetentionChange, RetentionPolicy, StorageUse } from './retention.schema.ts';

const dayMs = 86_400_000;

export interface RetentionService {
  storage(request: PageRequest): Promise<Page<StorageUse>>;
  /** @throws Problem `system-not-found` */
  get(systemId: string): Promise<RetentionPolicy>;
  /** @throws Problem `version-conflict` when somebody changed the policy meanwhile */
  change(systemId: string, change: RetentionChange, actor: Actor): Promise<RetentionPolicy>;
  due(systemId: string, request: PageRequest): Promise<Page<DueRecording>>;
  run(systemId: string, actor: Actor): Promise<Job>;
  /** Queues a run for every system whose policy has a term: the daily round. */
  runAll(actor: Actor): Promise<number>;
  /** @throws Problem `recording-not-found`, `removal-not-allowed`, `recording-held` */
  remove(recordingId: string, reason: string, actor: Actor): Promise<void>;
}

const none: RetentionPolicy = { keepDays: null, allowsRemoval: false, version: 0, updatedAt: null, updatedBy: null };

export function createRetentionService(deps: {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  jobs: JobService;
  systems: SystemService;
  removal: RecordingRemoval;
}): RetentionService {
  const { db, now, audit, jobs, systems, removal } = deps;

  async function policyOf(systemId: string): Promise<RetentionPolicy> {
    await systems.getDetail(systemId);
    return (await findPolicy(db, systemId)) ?? none;
  }

  function enqueue(systemId: string, name: string, actor: Actor): Promise<Job> {
    const job = { kind: 'retention', title: `Delete what ${name} no longer keeps`, payload: { systemId }, createdBy: actor.name };
    return db.transaction((trx) => jobs.enqueue(trx, { ...job, idempotencyKey: systemId }));
  }

  return {
    storage: (request) => listStorageUse(db, request),
    get: policyOf,
    async change(systemId, { keepDays, allowsRemoval, version }, actor) {
      const before = await policyOf(systemId);
      const policy = { keepDays, allowsRemoval, version: version + 1, updatedAt: now().toISOString(), updatedBy: actor.name };
      await db.transaction(async (trx) => {
        if (before.version !== version || !(await savePolicy(trx, systemId, policy))) throw changedMeanwhile();
        const subject = { subjectType: 'system', subjectId: systemId, oldValue: before, newValue: policy };
        await audit.record(trx, { actor, action: 'retention.changed', ...subject });
      });
      return policy;
    },
    async due(systemId, request) {
      const { keepDays } = await policyOf(systemId);
      if (keepDays === null) return { items: [] };
      const page = await listRecordingsBefore(db, systemId, endOfTerm(now(), keepDays), request);
      const items = page.items.map(async ({ id, name, createdAt, seriesBytes }) => {
        return { recordingId: id, name, createdAt, bytes: seriesBytes, heldBy: await removal.heldBy(db, id) };
      });
      return { ...page, items: await Promise.all(items) };
    },
    async run(systemId, actor) {
      const { system } = await systems.getDetail(systemId);
      return enqueue(systemId, system.name, actor);
    },
    async runAll(actor) {
      const found = await systemsWithTerm(db);
      for (const { systemId } of found) await enqueue(systemId, (await systems.getDetail(systemId)).system.name, actor);
      return found.length;
    },
    async remove(recordingId, reason, actor) {
      const recording = await findAgedRecording(db, recordingId);
      if (!recording) throw recordingNotFound();
      if (!(await policyOf(recording.systemId)).allowsRemoval) {
        throw new Problem('removal-not-allowed', 409, 'This system keeps its recordings', {
          detail:
            'Its retention policy allows no removal by hand. An admin can change the policy first; that is written to the audit trail.',
        });
      }
      await removal.remove(recording, { actor, reason });
    },
  };
}

/** Recordings imported before this instant are due. */
export function endOfTerm(now: Date, keepDays: number): string {
  return new Date(now.getTime() - keepDays * dayMs).toISOString();
}

function changedMeanwhile(): Problem {
  return new Problem('version-conflict', 409, 'Somebody changed this meanwhile', {
    detail: 'Load the policy again and repeat your change.',
    errors: [{ pointer: '#/version', detail: 'is not the newest' }],
  });
}
