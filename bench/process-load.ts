import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/**
 * Peak of the memory (resident, MB) that a process and all its descendants held at the same moment; `ofChildren` leaves the process itself
 * out. Pages that two of them share count twice. Linux; elsewhere 0.
 */
export function createMemoryWatch(pid: number): { sample(): void; readonly peakMb: number; readonly ofChildrenMb: number } {
  let peakMb = 0;
  let ofChildrenMb = 0;
  return {
    sample() {
      const [own = 0, ...children] = descendants(pid).map(residentMb);
      const sum = children.reduce((total, megabytes) => total + megabytes, 0);
      peakMb = Math.max(peakMb, own + sum);
      ofChildrenMb = Math.max(ofChildrenMb, sum);
    },
    get peakMb() {
      return peakMb;
    },
    get ofChildrenMb() {
      return ofChildrenMb;
    },
  };
}

function residentMb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readOr(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
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
