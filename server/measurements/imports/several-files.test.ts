// SQLite is enough: this is about files, not about tables.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSeries } from '../series/series-reader.ts';
import { dataFolder, fixture } from './import.fixture.ts';
import type { ImportOutcome, ImportReport } from './import.types.ts';

const place = fixture();
afterAll(() => place.remove());

const stamp = (second: number): string => new Date(Date.UTC(2025, 2, 3) + second * 1000).toISOString().slice(0, 19).replace('T', ' ');
const head = 'time;p [bar];q [l/min]';
const row = (second: number, shift = 0): string =>
  `${stamp(second)};${(100 + shift + (second % 7)).toFixed(2)};${(5 + (second % 3)).toFixed(3)}`;
const log = (from: number, to: number, shift = 0): string =>
  `${[head, ...Array.from({ length: to - from }, (_, i) => row(from + i, shift))].join('\n')}\n`;

const files = ({ recordings }: ImportOutcome): string[][] =>
  recordings.map(({ sources }) => sources.map(({ name, member }) => (member === null ? name : `${name}/${member}`)));
const adds = ({ files: all, acceptedRows, rejectedRows }: ImportReport): void => {
  for (const { lines, acceptedRows: accepted, rejectedRows: rejected, skippedLines } of all)
    expect(accepted + rejected + skippedLines).toBe(lines);
  expect(all.reduce((sum, file) => sum + file.acceptedRows, 0)).toBe(acceptedRows);
  expect(all.reduce((sum, file) => sum + file.rejectedRows, 0)).toBe(rejectedRows);
};

describe('files with the same columns and later times', () => {
  it('are appended in the order of their times, whatever they are called, and the gaps between them are told', async () => {
    const outcome = await place.importTexts({ 'z.csv': log(0, 100), 'a.csv': log(200, 260), 'm.csv': log(100, 150) });
    expect(files(outcome)).toEqual([['z.csv', 'm.csv', 'a.csv']]);
    const [{ result }] = outcome.recordings as [ImportOutcome['recordings'][0]];
    expect(result.series.timeBases).toMatchObject([{ count: 210, gaps: 1 }]);
    expect(result.report.files.map(({ gapBefore_s }) => gapBefore_s)).toEqual([null, 1, 51]);
    expect(result.report).toMatchObject({ acceptedRows: 210, first: '2025-03-03T00:00:00', last: '2025-03-03T00:04:19' });
    adds(result.report);
  });

  it('give the same bytes in any order of handing in', async () => {
    const parts = { 'd1.csv': log(0, 50), 'd2.csv': log(50, 100), 'd10.csv': log(100, 120) };
    const one = await place.importTexts(parts);
    const other = await place.importTexts(Object.fromEntries(Object.entries(parts).reverse()));
    expect(other.recordings[0]!.result.series.sha256).toBe(one.recordings[0]!.result.series.sha256);
    expect(other.recordings[0]!.result.report).toEqual(one.recordings[0]!.result.report);
  });

  it('that overlap repeat rows: duplicates are counted in the file and line where they stand', async () => {
    const { recordings } = await place.importTexts({ 'mon.csv': log(0, 100), 'tue.csv': log(70, 180) });
    const { report } = recordings[0]!.result;
    expect(report).toMatchObject({ acceptedRows: 180, rejectedRows: 30, rejectedByReason: { duplicate: 30 } });
    expect(report.files).toMatchObject([
      { name: 'mon.csv', rejectedRows: 0 },
      { name: 'tue.csv', rejectedByReason: { duplicate: 30 }, gapBefore_s: -29 },
    ]);
    expect(report.rejected[0]).toEqual({ line: 2, reason: 'duplicate', file: 'tue.csv' });
    adds(report);
  });

  it('of which one lies wholly within another add nothing and lose nothing', async () => {
    const { recordings } = await place.importTexts({ 'all.csv': log(0, 100), 'some.csv': log(20, 40) });
    expect(recordings.map(({ result }) => result.report.acceptedRows)).toEqual([100]);
    expect(recordings[0]!.result.report.files[1]).toMatchObject({ acceptedRows: 0, rejectedRows: 20 });
  });

  it('and other values for the same times are two machines: two recordings, never mixed', async () => {
    const begun = await place.importTexts({ 'press1.csv': log(0, 100), 'press2.csv': log(0, 100, 50) });
    expect(files(begun)).toEqual([['press1.csv'], ['press2.csv']]);
    const later = await place.importTexts({ 'press1.csv': log(0, 300), 'press2.csv': log(150, 400, 50) });
    expect(files(later)).toEqual([['press1.csv'], ['press2.csv']]);
    expect(later.recordings.map(({ result }) => result.report.acceptedRows)).toEqual([300, 250]);
    for (const { outFile, result } of later.recordings)
      expect(openSeries(outFile).summary.timeBases[0]!.count).toBe(result.report.acceptedRows);
  });

  it('whose columns stand in another order are read by name', async () => {
    const turned = log(100, 200)
      .split('\n')
      .map((line) => line.split(';'))
      .map(([time, p, q]) => (q === undefined ? time : `${time};${q};${p}`))
      .join('\n');
    const { recordings } = await place.importTexts({ 'a.csv': log(0, 100), 'b.csv': turned });
    expect(recordings).toHaveLength(1);
    expect(recordings[0]!.result.report.channels).toMatchObject([
      { name: 'p', min: 100, max: 106, valid: 200 },
      { name: 'q', min: 5, max: 7, valid: 200 },
    ]);
  });

  it('and another unit, or one column more, are recordings of their own', async () => {
    const psi = log(100, 200).replace('[bar]', '[psi]');
    const wider = log(200, 300)
      .split('\n')
      .map((line, i) => (line === '' ? '' : `${line};${i === 0 ? 'T [°C]' : 40 + (i % 2)}`))
      .join('\n');
    expect(files(await place.importTexts({ 'a.csv': log(0, 100), 'b.csv': psi, 'c.csv': wider }))).toEqual([
      ['a.csv'],
      ['b.csv'],
      ['c.csv'],
    ]);
  });

  it('settle the order of day and month for each other', async () => {
    const us = (month: string, day: number): string =>
      `time;p [bar]\n${Array.from({ length: 20 }, (_, i) => `${month}/${String(day).padStart(2, '0')}/2025 10:00:${String(i).padStart(2, '0')};${i}`).join('\n')}\n`;
    const { recordings } = await place.importTexts({ 'a.csv': us('03', 4), 'b.csv': us('03', 25) });
    expect(recordings).toHaveLength(1);
    expect(recordings[0]!.result.report).toMatchObject({ first: '2025-03-04T10:00:00', last: '2025-03-25T10:00:19' });
    expect(recordings[0]!.result.report.notes.join(' ')).toContain('a.csv: the order of day and month is that of b.csv');
  });

  it('with one value in a line are appended by the name of the channel', async () => {
    const long = (from: number, names: readonly string[]): string =>
      `time;tag;value;unit\n${Array.from({ length: 40 }, (_, i) => names.map((name) => `${stamp(from + i)};${name};${i};bar`).join('\n')).join('\n')}\n`;
    const { recordings } = await place.importTexts({ '1.csv': long(0, ['p1', 'p2']), '2.csv': long(100, ['p2', 'p3']) });
    expect(recordings[0]!.result.report.channels.map(({ name, valid }) => [name, valid])).toEqual([
      ['p1', 40],
      ['p2', 80],
      ['p3', 40],
    ]);
    adds(recordings[0]!.result.report);
  });
});

describe('files with other columns', () => {
  const channel = (name: string, seconds: number, stepMs: number): string =>
    `time;${name}\n${Array.from({ length: (seconds * 1000) / stepMs }, (_, i) => `${new Date(Date.UTC(2025, 2, 3) + i * stepMs).toISOString().slice(0, 23).replace('T', ' ')};${i % 5}.5`).join('\n')}\n`;

  it('and the same times stand side by side, each with its own rate', async () => {
    const { recordings } = await place.importTexts({ 'slow.csv': channel('T [°C]', 60, 1000), 'fast.csv': channel('p [bar]', 60, 10) });
    expect(recordings).toHaveLength(1);
    expect(recordings[0]!.result.series.timeBases).toMatchObject([
      { count: 6000, intervalMs: 10, channels: [{ name: 'p', unit: 'bar' }] },
      { count: 60, intervalMs: 1000, channels: [{ name: 'T', unit: '°C' }] },
    ]);
    expect(recordings[0]!.result.report).toMatchObject({ interval_s: 0.01, acceptedRows: 6060 });
    adds(recordings[0]!.result.report);
  });

  it('one channel each, called after the file when the column only says "value"', async () => {
    const { recordings } = await place.importTexts({
      'PS1.csv': channel('value [bar]', 30, 100),
      'FS1.csv': channel('value [l/min]', 30, 1000),
    });
    expect(recordings[0]!.result.report.channels.map(({ name, unit }) => [name, unit])).toEqual([
      ['FS1', 'l/min'],
      ['PS1', 'bar'],
    ]);
  });

  it('without a date stand side by side when they last equally long, and the report says what was assumed', async () => {
    const relative = (name: string, rows: number, step: number): string =>
      `t [s];${name}\n${Array.from({ length: rows }, (_, i) => `${(i * step).toFixed(2)};${i % 4}.25`).join('\n')}\n`;
    const together = await place.importTexts({ 'a.csv': relative('p [bar]', 600, 0.1), 'b.csv': relative('T [°C]', 60, 1) });
    expect(together.recordings[0]!.result).toMatchObject({ clock: 'relative', series: { timeBases: [{ count: 600 }, { count: 60 }] } });
    expect(together.recordings[0]!.result.report.notes.join(' ')).toContain('their zeros were taken as the same instant');
    const apart = await place.importTexts({ 'a.csv': relative('p [bar]', 600, 0.1), 'b.csv': relative('T [°C]', 25, 1) });
    expect(apart.recordings).toHaveLength(2);
    const runs = await place.importTexts({ 'run1.csv': relative('p [bar]', 600, 0.1), 'run2.csv': relative('p [bar]', 600, 0.1) });
    expect(files(runs)).toEqual([['run1.csv'], ['run2.csv']]);
  });

  it('and other times are recordings of their own', async () => {
    const later = channel('T [°C]', 60, 1000).replaceAll('2025-03-03', '2025-04-03');
    expect(files(await place.importTexts({ 'a.csv': channel('p [bar]', 60, 1000), 'b.csv': later }))).toEqual([['a.csv'], ['b.csv']]);
  });

  it('and the same channel name are told apart by the file', async () => {
    const two = (name: string): string =>
      `time;p [bar];${name}\n${Array.from({ length: 30 }, (_, i) => `${stamp(i)};${i};${i + 1}`).join('\n')}\n`;
    const { recordings } = await place.importTexts({ 'plc.csv': two('T [°C]'), 'logger.csv': two('q [l/min]') });
    expect(recordings[0]!.result.report.channels.map(({ name }) => name)).toEqual(['p', 'q', 'p (plc)', 'T']);
  });
});

describe('files that are no table', () => {
  it('are skipped with their reason while the others are imported', async () => {
    const { recordings } = await place.importTexts({
      'a.csv': log(0, 30),
      'readme.txt': 'Prüfung am Montag\nalles gut\n',
      'empty.csv': '',
    });
    expect(recordings).toHaveLength(1);
    expect(recordings[0]!.result.skippedFiles.map(({ name }) => name)).toEqual(['empty.csv', 'readme.txt']);
  });

  it('only, are refused together with the reason of each', async () => {
    const refused = place.importTexts({ 'readme.txt': 'Prüfung am Montag\nalles gut\n', 'empty.csv': '' });
    await expect(refused).rejects.toMatchObject({
      code: 'import-not-understood',
      detail: expect.stringMatching(/empty\.csv: .*readme\.txt: /),
    });
  });

  it('and questions of several files are asked once', async () => {
    const unitless = (from: number): string =>
      log(from, from + 30)
        .replace(' [bar]', '')
        .replace(' [l/min]', '');
    const asked = await place.importTexts({ 'a.csv': unitless(0), 'b.csv': unitless(30) }).catch((error: unknown) => error);
    expect(asked).toMatchObject({ code: 'import-needs-answers', extra: { questions: [{ id: 'unit', about: ['p', 'q'] }] } });
    const { recordings } = await place.importTexts(
      { 'a.csv': unitless(0), 'b.csv': unitless(30) },
      { answers: { unit: { p: 'bar', q: null } } },
    );
    expect(recordings[0]!.result.report).toMatchObject({ acceptedRows: 60, channels: [{ unit: 'bar' }, { unit: '' }] });
  });
});

const data = dataFolder();
describe.skipIf(data === null)('folders of real data (set SIGHTGLASS_DATA to run)', () => {
  const below = (folder: string): { paths: string[]; names: string[] } => {
    const names = readdirSync(join(data!, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.(csv|txt)$/.test(name));
    return { names, paths: names.map((name) => join(data!, folder, name)) };
  };

  it('SKAB: every experiment is imported; those with the same columns follow each other, the one without labels is its own', async () => {
    const { paths, names } = below('skab');
    const outcome = await place.importAll(paths, { names, answers: { unit: null } });
    expect(
      files(outcome)
        .map((group) => group.length)
        .sort((a, b) => b - a),
    ).toEqual([names.length - 1, 1]);
    const rows = outcome.recordings.map(({ result }) => result.report.acceptedRows);
    expect(rows.toSorted((a, b) => b - a)[1]).toBe(9405);
    for (const { result } of outcome.recordings) {
      expect(result.report.rejectedRows).toBe(0);
      adds(result.report);
    }
  });

  it('actuators: undated runs with the same columns are a recording each', async () => {
    const { paths, names } = below('actuators');
    const columns = ['Accel_1', 'Accel_2', 'Accel_3', 'Angle', 'Temp_1', 'Temp_2', 'Temp_3', 'PG_1', 'PG_2', 'PG_3'];
    const more = ['Lim_2', 'Lim_3', 'Lim_1', 'Internal_Temp', 'F_Values', 'Prediction'];
    const unit = { Time: 's', ...Object.fromEntries([...columns, ...more].map((name) => [name, null])) };
    const { recordings } = await place.importAll(paths, { names, answers: { unit } });
    expect(recordings).toHaveLength(18);
    for (const { result } of recordings) {
      expect(result.report).toMatchObject({ acceptedRows: 3000, rejectedRows: 0 });
      adds(result.report);
    }
  });
});
