import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { dataFolder, type Fixture, fixture } from '../import.fixture.ts';
import type { ImportAnswers } from '../import.types.ts';
import { runPreview } from './preview.runner.ts';
import type { Preview } from './preview.types.ts';

const loggers = dataFolder() === null ? null : join(dataFolder()!, 'loggers');
const hasLoggers = loggers !== null && existsSync(loggers);
if (!hasLoggers) console.warn('SKIPPED: no real logger files (set SIGHTGLASS_DATA)');

let folder: string;
let real: Fixture;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightglass-preview-'));
  real = fixture();
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  real.remove();
});

function preview(path: string, options: { answers?: ImportAnswers; wholeBytes?: number } = {}): Promise<Preview> {
  const bytes = readFileSync(path);
  const file = { path, name: path.split('/').at(-1)!, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  const limits = { maxBytes: 1e9, wholeBytes: options.wholeBytes ?? 1e7 };
  const input = { files: [file], answers: options.answers ?? {}, siteZone: 'UTC', folder, limits };
  return runPreview(input, { signal: new AbortController().signal, onProgress: () => undefined });
}

function written(text: string): string {
  const path = join(folder, 'log.csv');
  writeFileSync(path, text);
  return path;
}

interface Truth {
  file: string;
  verdict: string;
  questions: { id: string; answer: ImportAnswers['unit'] }[];
}
const truths: Truth[] = hasLoggers ? JSON.parse(readFileSync(join(loggers, 'truth.json'), 'utf8')).files : [];

describe.skipIf(!hasLoggers)('real logger files', () => {
  test.each(truths)('the preview of $file says what its import says', async ({ file, verdict, questions }) => {
    const path = join(loggers!, file);
    const found = await preview(path);
    expect(found.verdict).toBe(verdict);
    if (verdict === 'refused') return expect(found.refusal?.detail).not.toBe('');
    const needed = verdict === 'needs-answer' ? questions.map(({ id }) => id).sort() : [];
    expect(found.questions.map(({ id }) => id).sort()).toEqual(needed);
    expect(found.rows.filter(({ kind }) => kind === 'data').length).toBeGreaterThan(file === 'FS1.txt' ? 9 : 20);

    const answers: ImportAnswers = Object.fromEntries(questions.map(({ id, answer }) => [id, answer]));
    const answered = await preview(path, { answers });
    const imported = await real.importFiles([path], { answers });
    expect(answered).toMatchObject({ verdict: 'ok', isComplete: true, report: imported.report });
    expect(readdirSync(folder).filter((name) => !['series', 'rejected.csv'].includes(name))).toEqual([]);
    if (imported.recipe.kind === 'table') expectSameSamples(answered, real);
  });
});

/** The accepted rows shown are, in time order, the first samples of the series file. */
function expectSameSamples({ rows }: Preview, { series }: Fixture): void {
  const file = series();
  const [base] = file.summary.timeBases;
  const shown = rows.filter(({ kind }) => kind === 'data');
  const earliest = [...shown].sort((a, b) => a.time!.localeCompare(b.time!)).slice(0, 20);
  expect(shown.every(({ time }) => time !== null)).toBe(true);
  base!.channels.forEach((_, channel) => {
    const stored = [...file.readValues(0, channel, 0, earliest.length)].map((value) => (Number.isNaN(value) ? null : value));
    expect(earliest.map(({ values }) => values[channel])).toEqual(stored);
  });
  file.close();
}

test('each way to read a date says when the recording would begin and end', async () => {
  const rows = Array.from({ length: 30 }, (_, i) => `03/04/2025 08:00:${String(i).padStart(2, '0')};${100 + i}.5`);
  const found = await preview(written(`time;p [bar]\n${rows.join('\n')}\n`));
  expect(found.questions.map(({ id }) => id)).toEqual(['date-order']);
  expect(found.outcomes).toEqual([
    { question: 'date-order', answer: 'dmy', first: '2025-04-03T08:00:00', last: '2025-04-03T08:00:29' },
    { question: 'date-order', answer: 'mdy', first: '2025-03-04T08:00:00', last: '2025-03-04T08:00:29' },
  ]);
  expect(found.rows.filter(({ kind }) => kind === 'data').map(({ time }) => time)).toEqual(Array(30).fill(null));
  const answered = await preview(written(`time;p [bar]\n${rows.join('\n')}\n`), { answers: { 'date-order': 'mdy' } });
  expect(answered.rows[1]).toMatchObject({ line: 2, kind: 'data', time: '2025-03-04T08:00:00', values: [100.5] });
});

test('a damaged row is shown with its reason, and a value in its canonical unit', async () => {
  const found = await preview(
    written('t;p [psi]\n2025-01-01 00:00:00;100\n2025-01-01 00:00:01;OL\nx;y;z;a\n2025-01-01 00:00:01;200\n2025-01-01 00:00:03;300\n'),
  );
  expect(found.rows.map(({ line, kind, reason }) => [line, kind, reason])).toEqual([
    [1, 'header', null],
    [2, 'data', null],
    [3, 'data', null],
    [4, 'rejected', 'bad-time'],
    [5, 'rejected', 'conflicting-duplicate'],
    [6, 'data', null],
  ]);
  expect(found.rows[1]?.values[0]).toBeCloseTo(6.894757, 5);
  expect(found.rows[2]?.values).toEqual([null]);
});

test('of a large file the beginning is read and said to be no more than that', async () => {
  const rows = Array.from({ length: 40_000 }, (_, i) => `${new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString()};${i}.25;${i % 9}`);
  const found = await preview(written(`time;p [bar];T [°C]\n${rows.join('\n')}\n`), { wholeBytes: 100_000 });
  expect(found).toMatchObject({ verdict: 'ok', isComplete: false });
  expect(found.report?.acceptedRows).toBeGreaterThan(20_000);
  expect(found.report?.acceptedRows).toBeLessThan(40_000);
  expect(found.report?.files[0]?.bytes).toBeGreaterThan(1_048_576);
});

test('what is no table is shown as it is written, with the reason of its refusal', async () => {
  const found = await preview(written('Dear colleague,\nplease find the values attached.\nBest regards\n'));
  expect(found).toMatchObject({ verdict: 'refused', report: null });
  expect(found.rows[1]?.cells.join(' ')).toContain('please find');
});

test('an archive is shown with the rows of its first member, and large archives are left to a check', async () => {
  const path = join(folder, 'book.zip');
  const csv = `t;p [bar]\n${Array.from({ length: 20 }, (_, i) => `2026-01-05 10:00:${10 + i};${i}.5`).join('\n')}\n`;
  await writeZip(path, { 'logs/day.csv': csv });
  const found = await preview(path);
  expect(found).toMatchObject({ verdict: 'ok', isComplete: true, recordings: 1, report: { acceptedRows: 20 } });
  expect(found.rows[1]).toMatchObject({ line: 2, kind: 'data', time: '2026-01-05T10:00:10', values: [0.5] });
  expect(await preview(path, { wholeBytes: 10 })).toMatchObject({ verdict: 'ok', isComplete: false, report: null, rows: [] });
});

function writeZip(path: string, members: Readonly<Record<string, string>>): Promise<void> {
  const zip = new ZipFile();
  for (const [name, text] of Object.entries(members)) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return pipeline(zip.outputStream, createWriteStream(path));
}

test('a value that its logger calls bad is shown as it is read: missing', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, i) => `2026-01-05 06:00:${String(i).padStart(2, '0')};${150 + i};${i === 3 ? 'Bad' : 'Good'}`,
  );
  const { report, rows: shown } = await preview(written(`Time;Pump [bar];Pump Quality\n${rows.join('\n')}\n`));
  expect(report?.channels[0]).toMatchObject({ valid: 29 });
  expect(shown.filter(({ kind }) => kind === 'data').map(({ values }) => values[0])).toEqual(
    Array.from({ length: 30 }, (_, i) => (i === 3 ? null : 150 + i)),
  );
});
