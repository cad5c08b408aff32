import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Peak memory (MB) of a process and all its descendants so far: the sum of each one's own peak, so never too small. Linux; elsewhere 0. */
export function createMemoryWatch(pid: number): { sample(): void; peakMb(): number } {
  const peaks = new Map<number, number>();
  return {
    sample() {
      for (const member of descendants(pid)) {
        const peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(readOr(`/proc/${member}/status`))?.[1] ?? 0) / 1024;
        peaks.set(member, Math.max(peak, peaks.get(member) ?? 0));
      }
    },
    peakMb: () => [...peaks.values()].reduce((sum, peak) => sum + peak, 0),
  };
}

function descendants(pid: number): number[] {
  let threads: string[];
  try {
    threads = readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
  const children = threads.flatMap((thread) => readOr(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number));
  return [pid, ...children.flatMap(descendants)];
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // The process has ended meanwhile.
    return '';
  }
}

/** CPU seconds that all processes of the machine have taken so far. */
export function machineCpuSeconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.sys + times.nice, 0) / 1000;
}
