import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { zipOf } from './containers/zip.fixture.ts';
import { dataFolder, type Fixture, fixture } from './import.fixture.ts';
import type { ImportAnswers, ImportRecipe, ImportResult } from './import.types.ts';
import { importByRecipe } from './recipe-import.ts';

const loggers = join(dataFolder() ?? '', 'loggers');
const hasLoggers = existsSync(join(loggers, 'truth.json'));
if (!hasLoggers) console.warn('SKIPPED: no real logger files (set SIGHTGLASS_DATA)');

let at: Fixture;
beforeEach(() => {
  at = fixture();
});
afterEach(() => at.remove());

/** The recipe goes through JSON, as it does in the database. */
function again(
  paths: readonly string[],
  recipe: ImportRecipe,
  options: { answers?: ImportAnswers; siteZone?: string } = {},
): Promise<ImportResult> {
  const files = paths.map((path) => ({ path, name: path.split('/').at(-1)!, sha256: '0'.repeat(64), bytes: statSync(path).size }));
  const input = {
    files,
    recipe: JSON.parse(JSON.stringify(recipe)) as ImportRecipe,
    outFile: join(at.folder, 'again.sgs'),
    rejectedFile: join(at.folder, 'again.csv'),
    siteZone: options.siteZone ?? 'UTC',
    answers: options.answers ?? {},
    limits: { maxBytes: 1e9 },
  };
  return importByRecipe(input, { signal: new AbortController().signal, onProgress: () => undefined });
}

interface Truth {
  file: string;
  verdict: string;
  questions: { id: string; answer: ImportAnswers['unit'] }[];
}
const truths: Truth[] = hasLoggers ? JSON.parse(readFileSync(join(loggers, 'truth.json'), 'utf8')).files : [];

describe.skipIf(!hasLoggers)('the stored recipe', () => {
  test.each(truths.filter(({ verdict }) => verdict !== 'refused'))('of $file gives the same bytes again', async ({ file, questions }) => {
    const answers: ImportAnswers = Object.fromEntries(questions.map(({ id, answer }) => [id, answer]));
    const path = join(loggers, file);
    const first = await at.importFiles([path], { answers, siteZone: 'Europe/Berlin' });
    const second = await again([path], first.recipe, { answers, siteZone: 'Europe/Berlin' });
    expect(second.series).toMatchObject({ sha256: first.series.sha256, bytes: first.series.bytes });
    expect(second.report.acceptedRows).toBe(first.report.acceptedRows);
  });
});

const day = (of: number, rows = 30) =>
  `time;p [bar];T [°C]\n${Array.from({ length: rows }, (_, i) => `2026-01-0${of} 10:00:${10 + i};${of * 10 + i};4${i % 10}`).join('\n')}\n`;

test('the recipe of several files gives the same bytes again, in whatever order they lie', async () => {
  const paths = [2, 1, 3].map((of) => {
    writeFileSync(join(at.folder, `day${of}.csv`), day(of));
    return join(at.folder, `day${of}.csv`);
  });
  const first = await at.importFiles(paths);
  expect(first.recipe.kind).toBe('files');
  const second = await again([...paths].reverse(), first.recipe);
  expect(second.series.sha256).toBe(first.series.sha256);
});

test('another recipe gives other bytes, and one for a file that is missing is refused', async () => {
  const path = join(at.folder, 'day1.csv');
  writeFileSync(path, day(1));
  const first = await at.importFiles([path]);
  if (first.recipe.kind !== 'table') throw new Error('a table was expected');
  const other = { ...first.recipe, channels: first.recipe.channels.map((channel) => ({ ...channel, factor: 2 })) };
  expect((await again([path], other)).series.sha256).not.toBe(first.series.sha256);
  const files: ImportRecipe = {
    kind: 'files',
    version: 1,
    tracks: [{ parts: [{ file: 'gone.csv', recipe: first.recipe }], channels: [] }],
  };
  await expect(again([path], files)).rejects.toMatchObject({ code: 'recipe-file-missing' });
});

test('each recording of an archive is read again from its own member, whatever the container', async () => {
  const path = join(at.folder, 'mixed.zip');
  const json = Array.from(
    { length: 30 },
    (_, i) => `${JSON.stringify({ time: `2026-03-01T10:00:${10 + i}Z`, 'q [l/min]': i / 3 })}\n`,
  ).join('');
  writeFileSync(path, await zipOf({ 'a.csv': day(1), 'b.csv': day(9).replace('T [°C]', 'n [rpm]'), 'c.jsonl': json }));
  const { recordings } = await at.importAll([path]);
  expect(recordings.map(({ sources }) => sources[0]!.member)).toEqual(['a.csv', 'b.csv', 'c.jsonl']);
  for (const { result } of recordings) expect((await again([path], result.recipe)).series.sha256).toBe(result.series.sha256);
});
