import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Real measurements for acceptance tests; not part of the repository. Tests that need them skip, and say so. */
export const dataFolder = resolve(root, process.env.SIGHTGLASS_DATA ?? '../shared/data');

export function hasData(folder: string): boolean {
  const isThere = existsSync(resolve(dataFolder, folder));
  if (!isThere) console.warn(`SKIPPED: no real measurements at ${resolve(dataFolder, folder)} (set SIGHTGLASS_DATA)`);
  return isThere;
}
