import type { TaskContext } from '../../platform/workers/worker-host.ts';

const REPORT_EVERY_MS = 150;

/** Tells how far a pass over bytes is and how fast, a few times a second. */
export function createStepMeter(
  phase: string,
  total: number,
  { onProgress }: Pick<TaskContext, 'onProgress'>,
): { at(bytes: number): void } {
  const startedMs = performance.now();
  let toldMs = Number.NEGATIVE_INFINITY;
  return {
    at(bytes) {
      const nowMs = performance.now();
      if (nowMs - toldMs < REPORT_EVERY_MS) return;
      toldMs = nowMs;
      const seconds = (nowMs - startedMs) / 1000;
      onProgress({ phase, done: bytes, total, unit: 'bytes', ratePerSecond: seconds > 0 ? Math.round(bytes / seconds) : null });
    },
  };
}
