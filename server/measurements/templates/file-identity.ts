import type { WorkerProcess } from '../../platform/workers/worker-process.ts';
import { type FingerprintParts, fingerprintOf, type IdentifyInput } from '../imports/previews/fingerprint.ts';

const deadlineMs = 120_000;

/** The fingerprint of the files at hand, found when it is first asked for; null: they are no files of one logger. */
export type Identity = () => Promise<string | null>;

export function createIdentity(worker: WorkerProcess, input: IdentifyInput, signal: AbortSignal): Identity {
  let found: Promise<FingerprintParts | null> | undefined;
  return async () => {
    found ??= identify(worker, input, signal);
    const parts = await found;
    return parts === null ? null : fingerprintOf(parts);
  };
}

/** Only what the worker needs crosses over to it. */
export async function identify(worker: WorkerProcess, input: IdentifyInput, signal: AbortSignal): Promise<FingerprintParts | null> {
  const { files, answers, siteZone, folder } = input;
  const task: IdentifyInput = { files, answers, siteZone, folder };
  return (await worker.run('identify', task, { signal, deadlineMs, onProgress: () => undefined })) as FingerprintParts | null;
}
