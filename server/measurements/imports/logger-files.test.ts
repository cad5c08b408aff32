import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Problem } from '../../platform/problem.ts';
import { dataFolder, fixture } from './import.fixture.ts';
import type { ImportAnswers, ImportReport } from './import.types.ts';

/** What the importer makes of each logger file today: imported, asked about, or refused with this code. Never anything else. */
const today: Readonly<Record<string, 'imported' | 'asked' | `import-${string}`>> = {
  'pruefstand_zeitumstellung.csv': 'imported',
  'line2_night_shift.csv': 'imported',
  'DataLog_Presse3.txt': 'asked',
  'kanalbloecke.txt': 'imported',
  'FS1.txt': 'asked',
  'trend_export.csv': 'asked',
  'datataker_epoch_ms.csv': 'imported',
  'Messreihe_Excel.csv': 'imported',
  'enregistreur_banc.csv': 'imported',
  'stromschleife_roh.txt': 'asked',
  'sps_kopplung.csv': 'imported',
  'fastlog_no_ms.csv': 'imported',
  'cooler_spring.csv.gz': 'imported',
  'leer.csv': 'import-empty',
  'nur_kopf.csv': 'import-no-data',
  'defekt.csv': 'import-binary',
};

interface Truth {
  readonly file: string;
  readonly acceptable: readonly string[];
  readonly questions?: readonly { readonly id: string; readonly answer: never }[];
  readonly instantTolerance_ms: number;
  readonly first: string;
  readonly last: string;
  readonly time: {
    readonly zone: string | null;
    readonly zoneFrom: string;
    readonly format: string | null;
    readonly columns: readonly string[];
  };
  readonly rejected: readonly { readonly line: number; readonly reason: string }[];
  readonly channels: readonly TruthChannel[];
  readonly [field: string]: unknown;
}

interface TruthChannel {
  readonly name: string;
  readonly column: number | null;
  readonly unitWritten: string | null;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly [field: string]: unknown;
}

const data = dataFolder();
const truths: readonly Truth[] = data === null ? [] : JSON.parse(readFileSync(join(data, 'loggers/truth.json'), 'utf8')).files;
const place = fixture();
afterAll(() => place.remove());

const exactFields = [
  'encoding',
  'bom',
  'eol',
  'delimiter',
  'decimalMark',
  'thousandsMark',
  'layout',
  'metadataLines',
  'headerLine',
  'unitsLine',
] as const;
const countFields = ['firstDataLine', 'interval_s', 'acceptedRows', 'rejectedRows', 'outOfOrderRows'] as const;

function compare(report: ImportReport, truth: Truth): void {
  for (const field of [...exactFields, ...countFields]) expect(report[field], field).toEqual(truth[field]);
  expect(report.rejected).toEqual(truth.rejected.slice(0, 100));
  expect(report.time.zone).toBe(truth.time.zone);
  expect(report.time.zoneFrom).toBe(truth.time.zoneFrom);
  expect(report.time.format).toBe(truth.time.format);
  expect(report.time.columns).toEqual(truth.time.columns);
  for (const end of ['first', 'last'] as const) {
    // Both are wall clocks or both are instants: compared as the same kind.
    expect(/Z|[+-]\d\d:\d\d$/.test(report[end]!), end).toBe(/Z|[+-]\d\d:\d\d$/.test(truth[end]));
    expect(Math.abs(Date.parse(report[end]!) - Date.parse(truth[end])), end).toBeLessThanOrEqual(truth.instantTolerance_ms);
  }
  expect(report.channels).toHaveLength(truth.channels.length);
  for (const expected of truth.channels) {
    const channel = report.channels.find(({ column, name }) =>
      expected.column === null ? name === expected.name : column === expected.column,
    )!;
    for (const field of ['unit', 'interval_s', 'valid', 'missingBlank', 'missingText', 'unitWritten'] as const) {
      expect(channel[field], `${expected.name} ${field}`).toEqual(expected[field]);
    }
    for (const field of ['min', 'max', 'mean'] as const) {
      const tolerance = Math.max(1e-6, 1e-5 * Math.abs(expected[field]));
      expect(Math.abs(channel[field]! - expected[field]), `${expected.name} ${field}`).toBeLessThanOrEqual(tolerance);
    }
  }
}

describe.skipIf(data === null)('logger files (set SIGHTGLASS_DATA to run)', () => {
  it('every file of the truth is listed here', () => {
    expect(truths.map(({ file }) => file).sort()).toEqual(Object.keys(today).sort());
  });

  it.each(truths.map((truth) => [truth.file, today[truth.file]!, truth] as const))('%s: %s', async (file, status, truth) => {
    const path = join(data!, 'loggers', file);
    if (status !== 'imported') {
      const error = await place.importFiles([path]).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Problem);
      const problem = error as Problem;
      expect(problem.code).toBe(status === 'asked' ? 'import-needs-answers' : status);
      expect(problem.detail).toBeTruthy();
      if (status !== 'asked') return;
      expect(truth.acceptable).toContain('needs-answer');
      const asked = ((problem.extra?.questions ?? []) as { id: string }[]).map(({ id }) => id);
      expect(asked.sort()).toEqual(truth.questions!.map(({ id }) => id).sort());
    }
    const answers: ImportAnswers = status === 'asked' ? Object.fromEntries(truth.questions!.map(({ id, answer }) => [id, answer])) : {};
    compare((await place.importFiles([path], { answers })).report, truth);
  });
});
