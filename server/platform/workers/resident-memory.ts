import { readFile } from 'node:fs/promises';

/**
 * How much memory a process occupies, in MB. `--max-old-space-size` bounds JavaScript objects only: typed arrays, buffers and native code
 * lie outside of it, and a process that spins can no longer tell by itself.
 * @returns undefined where the system does not say (Windows, macOS: there only the limit of the heap holds) or the process is gone
 */
export async function residentMb(pid: number): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}
