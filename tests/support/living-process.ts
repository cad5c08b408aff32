import { readFileSync } from 'node:fs';

/** What `/proc` shows of a process. It may end at any moment; then there is nothing to read any more. */
export function textOfLiving(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
