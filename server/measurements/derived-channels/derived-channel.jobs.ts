import { join } from 'node:path';
import type { AuditTrail } from '../../accounts/audit.service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import { newId } from '../../platform/ids.ts';
import type { JobService } from '../../platform/jobs/job.service.ts';
import type { JobContext, JobHandler } from '../../platform/jobs/job-runner.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import type { Quantity } from '../../systems/signal.schema.ts';
import { parseUnit } from '../../systems/units.ts';
import { seriesHashOf } from '../channel-series.ts';
import type { RecordingChannel, RecordingDetail } from '../recording.schema.ts';
import type { RecordingService } from '../recording.service.ts';
import type { DerivationResult, DerivationTask } from './derivation.ts';
import { type DerivedSamples, insertDerivedChannel, lastDerivedIndex } from './derived-channel.repository.ts';
import type { DerivedChannel } from './derived-channel.schema.ts';
import { assertNameFree, checkOrThrow, type DerivationPayload } from './derived-channel.service.ts';
import type { CheckedExpression } from './expression.ts';

const deadlineMs = 30 * 60_000;

interface Deps {
  db: Db;
  now: Clock;
  audit: AuditTrail;
  files: ContentStore;
  jobs: JobService;
  recordings: RecordingService;
  /** Whether any row of any domain names the file. */
  knowsFile(db: Db, sha256: string): Promise<boolean>;
  worker: WorkerProcess;
}

/** The job that computes a channel: a worker writes its series file, then file, row and audit event appear together. */
export function createDerivationHandler(deps: Deps): JobHandler {
  const { files, recordings, worker } = deps;
  return async (payload: DerivationPayload, context) => {
    const detail = await recordings.getDetail(payload.recordingId);
    const checked = checkOrThrow(payload.expression, detail.channels, payload.unit ?? undefined);
    assertNameFree(detail.channels, payload.name);
    const folder = files.stage(`derivation-${context.jobId}`);
    try {
      const task = toTask(deps, { payload, detail, checked, outFile: join(folder, 'series') });
      const options = { signal: context.signal, deadlineMs, onProgress: context.onProgress };
      const result = (await worker.run('derive', task, options)) as DerivationResult;
      const { sha256, bytes } = result.series;
      context.otherwise(async () => void (await files.remove(sha256, isNeeded(deps, payload))));
      await files.adopt(task.outFile, { sha256, bytes });
      return (trx) => commit(deps, trx, { payload, detail, checked, result, context });
    } finally {
      files.discard(folder);
    }
  };
}

/** A row names the file, or another job about the recording may have made the very same one. */
function isNeeded({ db, jobs, knowsFile }: Deps, { recordingId }: DerivationPayload): (sha256: string) => Promise<boolean> {
  return async (sha256) => (await jobs.isBusyWith(db, recordingId)) || knowsFile(db, sha256);
}

interface Made {
  readonly payload: DerivationPayload;
  readonly detail: RecordingDetail;
  readonly checked: CheckedExpression;
}

function toTask({ files }: Deps, { payload, detail, checked, outFile }: Made & { outFile: string }): DerivationTask {
  const { recording, channels } = detail;
  return {
    plan: checked.plan,
    channels: usedOf(channels, checked).map((channel) => ({
      index: channel.index,
      name: channel.name,
      unit: channel.unit,
      path: files.pathOf(seriesHashOf(recording, channel)),
      timeBase: channel.timeBase,
      position: channel.position,
      // The new file keeps the clock of the recording.
      zeroMs: 0,
    })),
    clock: recording.clock,
    name: payload.name,
    unit: checked.unit,
    outFile,
  };
}

async function commit(
  { now, audit }: Deps,
  trx: Db,
  made: Made & { result: DerivationResult; context: JobContext },
): Promise<Record<string, unknown>> {
  const { payload, detail, checked, result, context } = made;
  const own = detail.channels.filter((channel) => channel.derived === null).map((channel) => channel.index);
  const channel: DerivedChannel = {
    id: newId(),
    recordingId: payload.recordingId,
    index: Math.max(...own, await lastDerivedIndex(trx, payload.recordingId)) + 1,
    name: payload.name,
    unit: checked.unit,
    expression: payload.expression,
    sources: usedOf(detail.channels, checked).map((used) => ({
      channel: used.index,
      name: used.name,
      seriesSha256: seriesHashOf(detail.recording, used),
    })),
    seriesSha256: result.series.sha256,
    createdBy: context.createdBy,
    createdAt: now().toISOString(),
  };
  // Somebody was faster with the name or index: the job runs once more, and then says so in words.
  await insertDerivedChannel(trx, channel, samplesOf(result, checked));
  const actor = { name: context.createdBy, requestId: null };
  const what = { action: 'derived-channel.created', subjectType: 'derived-channel', subjectId: channel.id };
  await audit.record(trx, { actor, ...what, newValue: channel });
  return { derivedChannelId: channel.id, channel: channel.index, recordingId: payload.recordingId, unmatched: result.unmatched };
}

function usedOf(channels: readonly RecordingChannel[], { channels: used }: CheckedExpression): RecordingChannel[] {
  return channels.filter((channel) => used.includes(channel.index));
}

function samplesOf({ series }: DerivationResult, { unit, isDifference }: CheckedExpression): DerivedSamples {
  const base = series.timeBases[0]!;
  const { count, valid, min, max, mean } = base.channels[0]!;
  const interval = base.intervalMs ?? base.typicalIntervalMs;
  return {
    quantity: quantityOf(unit, isDifference),
    intervalMs: Number.isFinite(interval) ? interval : null,
    count,
    valid,
    min: finite(min),
    max: finite(max),
    mean: finite(mean),
    seriesBytes: series.bytes,
  };
}

function quantityOf(unit: string, isDifference: boolean): Quantity {
  const quantity = parseUnit(unit)?.quantity;
  if (quantity === undefined || quantity === 'frequency') return 'other';
  return quantity === 'temperature' && isDifference ? 'temperature-difference' : quantity;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
