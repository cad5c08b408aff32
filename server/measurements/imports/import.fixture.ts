import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openSeries, type SeriesFile } from '../series/series-reader.ts';
import { runImport } from './import.runner.ts';
import type { ImportAnswers, ImportFile, ImportInput, ImportResult } from './import.types.ts';

/** For tests: imports in a folder of its own that goes away afterwards. */
export interface Fixture {
  readonly folder: string;
  importFiles(paths: readonly string[], options?: FixtureOptions): Promise<ImportResult>;
  importText(text: string | Uint8Array, options?: FixtureOptions): Promise<ImportResult>;
  /** The series file of the last import. */
  series(): SeriesFile;
  seriesBytes(): Buffer;
  rejectedText(): string;
  remove(): void;
}

interface FixtureOptions {
  readonly answers?: ImportAnswers;
  readonly siteZone?: string;
  readonly maxBytes?: number;
  readonly template?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: () => void;
}

export function fixture(): Fixture {
  const folder = mkdtempSync(join(tmpdir(), 'sightglass-import-'));
  const outFile = join(folder, 'out.sgs');
  const rejectedFile = join(folder, 'rejected.csv');
  const importFiles = async (paths: readonly string[], options: FixtureOptions = {}): Promise<ImportResult> => {
    const files = paths.map((path): ImportFile => {
      const bytes = readFileSync(path);
      return { path, name: path.split('/').at(-1)!, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
    });
    const input: ImportInput = {
      files,
      outFile,
      rejectedFile,
      siteZone: options.siteZone ?? 'UTC',
      answers: options.answers ?? {},
      limits: { maxBytes: options.maxBytes ?? 1e9 },
      ...(options.template === undefined ? {} : { template: options.template }),
    };
    const signal = options.signal ?? new AbortController().signal;
    return runImport(input, { signal, onProgress: options.onProgress ?? (() => {}) });
  };
  return {
    folder,
    importFiles,
    importText: (text, options) => {
      const path = join(folder, 'in.csv');
      writeFileSync(path, text);
      return importFiles([path], options);
    },
    series: () => openSeries(outFile),
    seriesBytes: () => readFileSync(outFile),
    rejectedText: () => readFileSync(rejectedFile, 'utf8'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Folder of the shared data, or null when this machine has none. */
export function dataFolder(): string | null {
  const folder = resolve(import.meta.dirname, '../../..', process.env.SIGHTGLASS_DATA ?? '../shared/data');
  return existsSync(folder) ? folder : null;
}
