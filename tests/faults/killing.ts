import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { textOfLiving } from '../support/living-process.ts';

/** mulberry32: small, seeded, good enough to choose moments. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Kills a process at once and waits until it is gone. */
export async function killed(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

/** Kills whichever worker works now, or the next one to appear. */
export async function killWorker({ pid }: ChildProcess): Promise<string> {
  for (let waitedMs = 0; waitedMs < 3000; waitedMs += 10) {
    const worker = workersOf(pid as number).at(-1);
    if (worker !== undefined) {
      const words = textOfLiving(`/proc/${worker}/cmdline`)?.split('\0') ?? [];
      const name = words.find((word) => word.includes('.worker.')) ?? 'worker';
      if (!killLiving(worker)) continue;
      return name.split('/').at(-1) as string;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return 'none was at work';
}

/** False when it has ended by itself meanwhile. */
function killLiving(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

function workersOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(file)) throw new Error('no process lists in /proc: this test needs Linux');
  return readFileSync(file, 'utf8')
    .split(' ')
    .map(Number)
    .filter((child) => child > 0);
}
