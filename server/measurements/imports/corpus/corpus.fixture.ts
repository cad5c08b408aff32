import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../platform/problem.ts';
import type { Fixture } from '../import.fixture.ts';
import type { ImportAnswers, ImportReport, ImportResult, QuestionId, RefusalCode } from '../import.types.ts';

/** A small file as a real logger writes it, and what an importer must make of it. */
export interface CorpusFile {
  readonly title: string;
  /** Default `in.csv`. */
  readonly name?: string;
  readonly content: string | Uint8Array;
  /** Without the answers exactly these are asked; with them the truth holds. */
  readonly asks?: readonly QuestionId[];
  readonly answers?: ImportAnswers;
  readonly siteZone?: string;
  readonly truth?: Truth;
  readonly refused?: { readonly code: RefusalCode; readonly says: RegExp };
}

export interface Truth {
  /** Wall clock of the first sample (`2026-01-03T08:15:00`), instant when it ends in Z, or null for a relative clock. */
  readonly first: string | null;
  /** Seconds of every time of the first channel since `first` (relative: as written). */
  readonly seconds?: readonly number[];
  /** Name, canonical unit, values; NaN is missing. */
  readonly channels: readonly (readonly [name: string, unit: string, values: readonly number[]])[];
  readonly rejected?: readonly (readonly [line: number, reason: string])[];
  readonly report?: Partial<ImportReport>;
  readonly zone?: string | null;
  readonly format?: string;
  readonly notes?: RegExp;
}

export function corpus(title: string, place: Fixture, files: readonly CorpusFile[]): void {
  describe(title, () => {
    it.each(files.map((file) => [file.title, file] as const))('%s', (_, file) => check(place, file));
  });
}

async function check(place: Fixture, file: CorpusFile): Promise<void> {
  const path = join(place.folder, file.name ?? 'in.csv');
  writeFileSync(path, file.content);
  const zone = file.siteZone === undefined ? {} : { siteZone: file.siteZone };
  if (file.asks !== undefined || file.refused !== undefined) {
    const problem = await place.importFiles([path], zone).catch((error: unknown) => error);
    if (!(problem instanceof Problem)) throw problem instanceof Error ? problem : new Error(`was imported: ${summary(problem)}`);
    if (file.refused) {
      expect(`${problem.code}: ${problem.detail}`).toMatch(file.refused.says);
      expect(problem.code).toBe(file.refused.code);
      return;
    }
    expect(problem.code, problem.detail).toBe('import-needs-answers');
    expect(((problem.extra?.questions ?? []) as { id: string }[]).map(({ id }) => id).sort()).toEqual([...file.asks!].sort());
  }
  const result = await place.importFiles([path], { answers: file.answers ?? {}, ...zone }).catch((error: unknown) => {
    throw error instanceof Problem ? new Error(`${error.code}: ${error.detail}`) : error;
  });
  compare(place, result, file.truth!);
}

function summary(result: unknown): string {
  return JSON.stringify((result as ImportResult).report.channels);
}

function compare(place: Fixture, { report }: ImportResult, truth: Truth): void {
  expect(report.channels.map(({ name, unit }) => `${name} [${unit}]`)).toEqual(truth.channels.map(([name, unit]) => `${name} [${unit}]`));
  const firstMs = truth.first === null ? 0 : Date.parse(/Z|[+-]\d\d:\d\d$/.test(truth.first) ? truth.first : `${truth.first}Z`);
  if (truth.first === null) expect(report.first).toBeNull();
  const series = place.series();
  try {
    const bases = series.summary.timeBases;
    let at = 0;
    for (const [b, base] of bases.entries()) {
      for (const [c] of base.channels.entries()) {
        const [name, , values] = truth.channels[at++]!;
        expect([...series.readValues(b, c, 0, base.count)].map(rounded), name).toEqual(values.map(rounded));
      }
    }
    const times = [...series.readTimes(0, 0, bases[0]!.count)].map((ms) => rounded((ms - firstMs) / 1000));
    if (truth.seconds) expect(times).toEqual(truth.seconds.map(rounded));
    else if (truth.first !== null) expect(times[0]).toBe(0);
  } finally {
    series.close();
  }
  checkAccount(report);
  expect(report.rejected.map(({ line, reason }) => [line, reason])).toEqual(truth.rejected ?? []);
  if (truth.report) expect(report).toMatchObject(truth.report);
  if (truth.zone !== undefined) expect(report.time.zone).toBe(truth.zone);
  if (truth.format !== undefined) expect(report.time.format).toBe(truth.format);
  if (truth.notes) expect(report.notes.join('\n')).toMatch(truth.notes);
}

/** Nothing is lost and nothing invented: every line, and every cell of an accepted row, is counted once. */
function checkAccount({ files, layout, channels, acceptedRows, rejectedRows, rejectedByReason }: ImportReport): void {
  for (const file of files) expect(file.acceptedRows + file.rejectedRows + file.skippedLines, `lines of ${file.name}`).toBe(file.lines);
  expect(files.reduce((sum, file) => sum + file.acceptedRows, 0)).toBe(acceptedRows);
  expect(Object.values(rejectedByReason).reduce((sum, count) => sum + count, 0)).toBe(rejectedRows);
  if (layout !== 'wide' || files.length > 1) return;
  for (const { name, valid, missingBlank, missingText } of channels)
    expect(valid + missingBlank + missingText, `cells of ${name}`).toBe(acceptedRows);
}

function rounded(value: number): number | string {
  return Number.isNaN(value) ? 'missing' : Number(value.toPrecision(9)) + 0;
}

/** Lines with LF. */
export function lines(...texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}

export const NONE = Number.NaN;
