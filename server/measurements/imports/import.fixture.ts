import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openSeries, type SeriesFile } from '../series/series-reader.ts';
import { importFiles as importAll, runImport } from './import.runner.ts';
import type { ImportAnswers, ImportContext, ImportFile, ImportInput, ImportOutcome, ImportResult } from './import.types.ts';

/** For tests: imports in a folder of its own that goes away afterwards. */
export interface Fixture {
  readonly folder: string;
  importFiles(paths: readonly string[], options?: FixtureOptions): Promise<ImportResult>;
  /** Files that may become several recordings; `names` as handed in, else the last part of each path. */
  importAll(paths: readonly string[], options?: FixtureOptions & { names?: readonly string[] }): Promise<ImportOutcome>;
  /** Writes files (name to content) and imports them together. */
  importTexts(texts: Readonly<Record<string, string | Uint8Array>>, options?: FixtureOptions): Promise<ImportOutcome>;
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
  const inputOf = (paths: readonly string[], options: FixtureOptions & { names?: readonly string[] }): ImportInput => {
    const files = paths.map((path, i): ImportFile => {
      const bytes = readFileSync(path);
      const name = options.names?.[i] ?? path.split('/').at(-1)!;
      return { path, name, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
    });
    return {
      files,
      outFile,
      rejectedFile,
      siteZone: options.siteZone ?? 'UTC',
      answers: options.answers ?? {},
      limits: { maxBytes: options.maxBytes ?? 1e9 },
      ...(options.template === undefined ? {} : { template: options.template }),
    };
  };
  const contextOf = (options: FixtureOptions): ImportContext => ({
    signal: options.signal ?? new AbortController().signal,
    onProgress: options.onProgress ?? (() => {}),
  });
  const importFiles = async (paths: readonly string[], options: FixtureOptions = {}): Promise<ImportResult> =>
    runImport(inputOf(paths, options), contextOf(options));
  return {
    folder,
    importFiles,
    importAll: async (paths, options = {}) => importAll(inputOf(paths, options), contextOf(options)),
    importTexts: async (texts, options = {}) => {
      const place = mkdtempSync(join(folder, 'texts-'));
      const paths = Object.entries(texts).map(([, text], i) => {
        const path = join(place, String(i));
        writeFileSync(path, text);
        return path;
      });
      return importAll(inputOf(paths, { ...options, names: Object.keys(texts) }), contextOf(options));
    },
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
