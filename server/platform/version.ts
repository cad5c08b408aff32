import { readFileSync } from 'node:fs';

interface Manifest {
  version: string;
}

// Sources lie two folders below package.json, compiled files three (build/server/platform).
function readManifest(): Manifest {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      return JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as Manifest;
    } catch {
      // Try the next place; the last failure is reported below.
    }
  }
  throw new Error('package.json not found beside the program');
}

/** Version of this program, as package.json says it. */
export const version = readManifest().version;
