import type { Db } from '../../platform/database/database.ts';
import type { ContentStore } from '../../platform/files/content-store.ts';
import type { JobContext, JobHandler } from '../../platform/jobs/job-runner.ts';
import type { Logger } from '../../platform/logging/logger.ts';
import type { TaskProgress } from '../../platform/workers/worker-messages.ts';
import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import type { FileDamage, StoredFileCheck } from './stored-file.ts';
import { allTargets, targetsOfRecording, type VerificationTarget } from './verification.queries.ts';
import type { Damage, VerificationResult } from './verification.schema.ts';

const deadlineMs = 12 * 3600_000;
const mostNamed = 500;

interface Deps {
  db: Db;
  files: ContentStore;
  logger: Logger;
  worker: WorkerProcess;
}

export interface VerificationPayload {
  readonly recordingId: string | null;
}

/** Reads file after file in a worker process. Changes nothing: what is damaged must be restored by a person. */
export function createVerificationHandler(deps: Deps): JobHandler {
  const { db, logger } = deps;
  return async ({ recordingId }: VerificationPayload, context) => {
    const targets = recordingId === null ? await allTargets(db) : await targetsOfRecording(db, recordingId);
    const byFile = Map.groupBy(targets, ({ sha256 }) => sha256);
    const counter = createCounter(
      [...byFile.values()].map(([first]) => first!),
      context,
    );
    const damages: Damage[] = [];
    for (const owners of byFile.values()) {
      const found = await verify(deps, owners[0]!, { context, onProgress: counter.within });
      counter.next(owners[0]!.bytes);
      if (found.length > 0 && (await isStillWanted(db, owners[0]!)))
        damages.push(...owners.flatMap((owner) => found.map((damage) => toDamage(owner, damage))));
    }
    if (damages.length > 0) logger.error({ damageCount: damages.length, first: damages[0] }, 'stored files are damaged');
    const result: VerificationResult = {
      recordings: new Set(targets.flatMap(({ recording }) => recording?.id ?? [])).size,
      files: byFile.size,
      bytes: counter.bytes(),
      damageCount: damages.length,
      damages: damages.slice(0, mostNamed),
    };
    return async () => ({ ...result });
  };
}

async function verify(
  { files, worker }: Deps,
  { file, sha256 }: VerificationTarget,
  how: { context: JobContext; onProgress(progress: TaskProgress): void },
): Promise<FileDamage[]> {
  const check: StoredFileCheck = { path: files.pathOf(sha256), sha256, isSeries: file === 'series' };
  const options = { signal: how.context.signal, deadlineMs, onProgress: how.onProgress };
  return (await worker.run('verify', check, options)) as FileDamage[];
}

/** A recording may be removed while its files are read: what is gone on purpose is no damage. */
async function isStillWanted(db: Db, { sha256, recording }: VerificationTarget): Promise<boolean> {
  if (recording === null) return true;
  return (await targetsOfRecording(db, recording.id)).some((target) => target.sha256 === sha256);
}

function toDamage({ file, sha256, name, recording }: VerificationTarget, damage: FileDamage): Damage {
  const sinceStart = (ms: number | null) => (ms === null ? null : ms - (recording?.startMs ?? 0));
  return {
    file,
    sha256,
    name,
    recordingId: recording?.id ?? null,
    recordingName: recording?.name ?? null,
    part: damage.part as Damage['part'],
    channel: damage.channel,
    fromMs: sinceStart(damage.fromMs),
    toMs: sinceStart(damage.toMs),
  };
}

/** Progress in bytes over all files. Within a series file, which is read twice, it may stand still for a while; it never goes back. */
function createCounter(targets: readonly VerificationTarget[], { onProgress }: JobContext) {
  const total = targets.reduce((sum, { bytes }) => sum + bytes, 0);
  const startedMs = performance.now();
  let before = 0;
  let shown = 0;
  const show = (done: number) => {
    shown = Math.min(total, Math.max(shown, done));
    const seconds = (performance.now() - startedMs) / 1000;
    onProgress({ phase: 'reading', done: shown, total, unit: 'bytes', ratePerSecond: seconds > 0 ? shown / seconds : null });
  };
  show(0);
  return {
    within: ({ done }: TaskProgress) => show(before + done),
    next(bytes: number) {
      before += bytes;
      show(before);
    },
    bytes: () => before,
  };
}
