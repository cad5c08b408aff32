import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/**
 * Peak of the memory (resident, MB) that a process and all its descendants held at the same moment; `ofChildren` leaves the process itself
 * out. What belongs to each alone is added up; of mapped files (the program itself, which they share) the largest share counts. Linux;
 * elsewhere 0.
 */
export function createMemoryWatch(pid: number): { sample(): void; readonly peakMb: number; readonly ofChildrenMb: number } {
  let peakMb = 0;
  let ofChildrenMb = 0;
  return {
    sample() {
      const [own, ...children] = descendants(pid).map(residentMb);
      if (own === undefined) return;
      peakMb = Math.max(peakMb, together([own, ...children]));
      ofChildrenMb = Math.max(ofChildrenMb, together(children));
    },
    get peakMb() {
      return peakMb;
    },
    get ofChildrenMb() {
      return ofChildrenMb;
    },
  };
}

interface Resident {
  readonly aloneMb: number;
  readonly filesMb: number;
}

function residentMb(pid: number): Resident {
  const status = readOr(`/proc/${pid}/status`);
  const megabytes = (field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { aloneMb: megabytes('RssAnon') + megabytes('RssShmem'), filesMb: megabytes('RssFile') };
}

function together(processes: readonly Resident[]): number {
  return processes.reduce((sum, { aloneMb }) => sum + aloneMb, 0) + Math.max(0, ...processes.map(({ filesMb }) => filesMb));
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
