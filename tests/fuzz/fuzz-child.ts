// A process that may die: imports mutated files one by one and says before and after each what happens to it.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runImport } from '../../server/measurements/imports/import.runner.ts';
import type { ImportResult } from '../../server/measurements/imports/import.types.ts';
import { Problem } from '../../server/platform/problem.ts';
import { fuzzFile } from './fuzz-file.ts';
import { type SeedFile, seedFiles } from './seed-files.ts';

export interface FuzzRange {
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}
export type FuzzEvent =
  | { readonly kind: 'begun'; readonly index: number }
  | { readonly kind: 'ended'; readonly index: number; readonly outcome: string; readonly failure?: string };

const folder = mkdtempSync(join(tmpdir(), 'sightglass-fuzz-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const seeds = await seedFiles();

async function attempt(file: SeedFile): Promise<{ outcome: string; failure?: string }> {
  const path = join(folder, 'in');
  writeFileSync(path, file.bytes);
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const input = {
    files: [{ path, name: file.name, sha256, bytes: file.bytes.length }],
    outFile: join(folder, 'out'),
    rejectedFile: join(folder, 'rejected.csv'),
    siteZone: 'Europe/Berlin',
    answers: {},
    limits: { maxBytes: 1e9 },
  };
  try {
    const wrong = contradiction(await runImport(input, { signal: new AbortController().signal, onProgress: () => undefined }));
    return wrong === null ? { outcome: 'imported' } : { outcome: 'contradiction', failure: wrong };
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return { outcome: error.code };
    return { outcome: 'crash', failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  } finally {
    for (const name of ['out', 'rejected.csv']) rmSync(join(folder, name), { force: true });
  }
}

/** What no import may say of itself. */
function contradiction({ report, series }: ImportResult): string | null {
  if (report.acceptedRows <= 0) return `imported with ${report.acceptedRows} accepted rows`;
  if (report.rejectedRows < report.rejected.length) return `${report.rejected.length} rejected rows listed, ${report.rejectedRows} counted`;
  // A channel of its own clock whose every value was rejected is kept without samples.
  if (series.timeBases.every((base) => base.count <= 0)) return 'nothing but empty time bases';
  return null;
}

process.on('message', async ({ seed, from, to, step }: FuzzRange) => {
  for (let index = from; index < to; index += step) {
    send({ kind: 'begun', index });
    send({ kind: 'ended', index, ...(await attempt(fuzzFile(seed, index, seeds))) });
  }
  process.disconnect();
});

function send(event: FuzzEvent): void {
  process.send?.(event);
}
