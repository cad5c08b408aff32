import type { Actor } from '../../accounts/actor.ts';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { Page, PageRequest } from '../../platform/http/page.schema.ts';
import type { Job } from '../../platform/jobs/job.schema.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { EnvelopeStore } from '../envelopes/envelope.store.ts';
import type { RecordingChannel } from '../recording.schema.ts';
import type { RecordingService } from '../recording.service.ts';
import { findDerivedChannel, listDerivedChannels, markDeleted } from './derived-channel.repository.ts';
import type { DerivedChannel, ExpressionCheck, NewDerivedChannel } from './derived-channel.schema.ts';
import { type CheckedExpression, checkExpression } from './expression.ts';
import { ExpressionFault } from './expression-node.ts';

export interface DerivationPayload {
  readonly recordingId: string;
  readonly name: string;
  readonly expression: string;
  readonly unit: string | null;
}

export interface DerivedChannelService {
  list(recordingId: string, request: PageRequest): Promise<Page<DerivedChannel>>;
  check(recordingId: string, input: { expression: string; unit?: string }): Promise<ExpressionCheck>;
  /** @throws Problem `expression-invalid` with the position, `name-taken`, `too-many-derived-channels` */
  start(recordingId: string, input: NewDerivedChannel, actor: Actor): Promise<Job>;
  /** @throws Problem `channel-in-use` while another derived channel is computed from it */
  remove(recordingId: string, id: string, actor: Actor): Promise<void>;
}

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  jobs: JobService;
  recordings: RecordingService;
  envelopes: EnvelopeStore;
  /** Does any row of any domain speak of the file? */
  knowsFile(db: Db, sha256: string): Promise<boolean>;
}

const mostDerived = 64;

export function createDerivedChannelService(deps: Deps): DerivedChannelService {
  const { db, now, audit, files, jobs, recordings, envelopes, knowsFile } = deps;

  return {
    async list(recordingId, request) {
      await recordings.getDetail(recordingId);
      return listDerivedChannels(db, recordingId, request);
    },
    async check(recordingId, { expression, unit }) {
      const { channels } = await recordings.getDetail(recordingId);
      try {
        const checked = checkExpression(expression, channels, unit);
        return { ok: true, unit: checked.unit, channels: [...checked.channels], errors: [] };
      } catch (error) {
        if (!(error instanceof ExpressionFault)) throw error;
        return { ok: false, unit: null, channels: [], errors: [{ ...error.place, message: error.message }] };
      }
    },
    async start(recordingId, input, actor) {
      const { channels } = await recordings.getDetail(recordingId);
      checkOrThrow(input.expression, channels, input.unit);
      assertNameFree(channels, input.name);
      if (channels.filter((channel) => channel.derived !== null).length >= mostDerived)
        throw new Problem('too-many-derived-channels', 422, 'This recording has as many computed channels as it may have', {
          detail: `There are ${mostDerived}. Remove one that is not needed any more.`,
        });
      const payload: DerivationPayload = { recordingId, name: input.name.trim(), expression: input.expression, unit: input.unit ?? null };
      return db.transaction((trx) =>
        jobs.enqueue(trx, {
          kind: 'derivation',
          title: `Compute ${input.name.trim()}`.slice(0, 300),
          payload,
          createdBy: actor.name,
          idempotencyKey: `${recordingId}:${input.name.trim().toLowerCase()}`.slice(0, 200),
        }),
      );
    },
    async remove(recordingId, id, actor) {
      const channel = await findDerivedChannel(db, recordingId, id);
      if (!channel) throw notFound();
      await db.transaction(async (trx) => {
        await assertUnused(trx, channel);
        if (!(await markDeleted(trx, id, now().toISOString()))) throw notFound();
        const what = { action: 'derived-channel.deleted', subjectType: 'derived-channel', subjectId: id };
        await audit.record(trx, { actor, ...what, oldValue: channel });
      });
      await envelopes.forget(files.pathOf(channel.seriesSha256));
      await files.remove(channel.seriesSha256, (sha256) => knowsFile(db, sha256));
    },
  };
}

/** @throws Problem `expression-invalid` */
export function checkOrThrow(expression: string, channels: readonly RecordingChannel[], unit: string | undefined): CheckedExpression {
  try {
    return checkExpression(expression, channels, unit);
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    throw new Problem('expression-invalid', 422, 'The expression cannot be computed', {
      detail: error.message,
      errors: [{ pointer: '#/expression', detail: error.message }],
      extra: { errors: [{ ...error.place, message: error.message }] },
    });
  }
}

export function assertNameFree(channels: readonly RecordingChannel[], name: string): void {
  if (!channels.some((channel) => channel.name.trim().toLowerCase() === name.trim().toLowerCase())) return;
  throw new Problem('name-taken', 409, 'There is already a channel of that name', {
    detail: `The recording has a channel "${name.trim()}". Choose another name.`,
    errors: [{ pointer: '#/name', detail: 'is taken' }],
  });
}

async function assertUnused(db: Db, channel: DerivedChannel): Promise<void> {
  const { items } = await listDerivedChannels(db, channel.recordingId, { limit: 500 });
  const user = items.find((other) => other.sources.some((source) => source.channel === channel.index));
  if (!user) return;
  throw new Problem('channel-in-use', 409, 'Another computed channel rests on this one', {
    detail: `"${user.name}" is computed from it. Remove that one first.`,
  });
}

function notFound(): Problem {
  return new Problem('derived-channel-not-found', 404, 'There is no such computed channel', { detail: 'Somebody may have removed it.' });
}
