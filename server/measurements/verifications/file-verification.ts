import { hashOfFile } from '../../platform/files/file-hash.ts';
import { Problem } from '../../platform/problem.ts';
import type { TaskContext } from '../../platform/workers/worker-host.ts';
import type { SeriesDamage } from '../series/series-damage.ts';
import { openSeries } from '../series/series-reader.ts';
import type { FileDamage, StoredFileCheck } from './stored-file.ts';

/** Bytes between two looks at the outside world. */
const breath = 16 * 1024 * 1024;

/** Reads a file from its first to its last byte. Progress counts bytes; a series file is read twice (hash and checksums). */
export async function verifyStoredFile({ path, sha256, isSeries }: StoredFileCheck, context: TaskContext): Promise<FileDamage[]> {
  let told = 0;
  const found = await hashOfFile(path, {
    signal: context.signal,
    onProgress(bytes) {
      if (bytes - told < breath) return;
      told = bytes;
      context.onProgress(progress(bytes));
    },
  });
  if (found === undefined) return [whole('missing')];
  const damages = isSeries ? await verifySeries(path, context) : [];
  // The checksums of a series file say where; the hash says that nothing else was touched either.
  return found.sha256 === sha256 || damages.length > 0 ? damages : [whole('content')];
}

async function verifySeries(path: string, { signal, onProgress }: TaskContext): Promise<FileDamage[]> {
  try {
    const file = openSeries(path);
    try {
      const steps = file.verifySteps();
      for (let since = 0, done = 0; ; ) {
        const step = steps.next();
        if (step.done) return step.value.map(toDamage);
        since += step.value;
        if (since < breath) continue;
        done += since;
        since = 0;
        onProgress(progress(done));
        await new Promise((resolve) => setImmediate(resolve));
        signal.throwIfAborted();
      }
    } finally {
      file.close();
    }
  } catch (error) {
    // Header, directory or end: without them nothing of the file can be read.
    const damage = error instanceof Problem ? (error.extra?.damage as SeriesDamage | undefined) : undefined;
    if (!damage) throw error;
    return [toDamage(damage)];
  }
}

function toDamage({ part, channel, fromMs, toMs }: SeriesDamage): FileDamage {
  return { part, channel, fromMs: finite(fromMs), toMs: finite(toMs) };
}

function finite(ms: number | null): number | null {
  return ms !== null && Number.isFinite(ms) ? ms : null;
}

function whole(part: string): FileDamage {
  return { part, channel: null, fromMs: null, toMs: null };
}

function progress(done: number) {
  return { phase: 'reading', done, total: 0, unit: 'bytes', ratePerSecond: null };
}
