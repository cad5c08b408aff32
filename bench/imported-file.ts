import { statSync } from 'node:fs';
import type { ImportContext, ImportInput } from '../server/measurements/imports/import.types.ts';

/** What the import worker is handed for files, with everything read in UTC. */
export function importInput(paths: readonly string[], out: string, extra: Partial<ImportInput> = {}): ImportInput {
  return {
    files: paths.map((path) => ({ path, name: path.split('/').at(-1)!, sha256: '', bytes: statSync(path).size })),
    outFile: out,
    rejectedFile: `${out}.rejected.csv`,
    siteZone: 'UTC',
    answers: {},
    limits: { maxBytes: Number.MAX_SAFE_INTEGER },
    ...extra,
  };
}

/** Nobody cancels, nobody watches. */
export function quietContext(): ImportContext {
  return { signal: new AbortController().signal, onProgress() {} };
}
