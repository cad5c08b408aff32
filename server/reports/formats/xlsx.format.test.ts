import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { unzipped } from '../../../tests/support/archive.ts';
import { composeReport } from '../document.composer.ts';
import { fixtureInput, fixtureInputWithVotesAndTests } from '../fixtures/report-input.fixture.ts';
import { printedValue } from './tables/printed-table.sheet.ts';
import { reportXlsx } from './xlsx.format.ts';

const document = composeReport(fixtureInputWithVotesAndTests());
const bytes = Buffer.from(await reportXlsx(document));
const members = await unzipped(bytes);
const titles = [...(members.get('xl/workbook.xml') ?? '').matchAll(/sheet name="([^"]+)"/g)].map((match) => match[1] ?? '');

/** Rows of a sheet, cells by their column: a number where the sheet holds one. */
function rowsOf(title: string, of = members): Record<string, string | number>[] {
  const xml = of.get(`xl/worksheets/sheet${titles.indexOf(title) + 1}.xml`) ?? '';
  return [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map((row) =>
    Object.fromEntries(
      [...(row[1] ?? '').matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<v>(.*?)<\/v>|<is><t[^>]*>(.*?)<\/t><\/is>)<\/c>/gs)].map((cell) => [
        cell[1] ?? '',
        cell[2] === undefined ? (cell[3] ?? '') : Number(cell[2]),
      ]),
    ),
  );
}

it('has a sheet for what the report is, for each kind of value, the evidence, the printed tables and the figures', () => {
  expect(titles.slice(0, 6)).toEqual(['Report', 'Indicators', 'Findings', 'Learned models', 'Guided tests', 'Evidence']);
  for (const figure of document.figures) expect(titles).toContain(`Figure ${figure.number}`);
  const printed = document.sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === 'table' ? [block.number] : [])));
  const inSheets = titles.slice(6, -document.figures.length).flatMap((title) =>
    rowsOf(title)
      .slice(2)
      .map((row) => row.A),
  );
  expect([...new Set(inSheets)].sort()).toEqual(printed.sort());
});

it('values are numbers in full, with their unit and the id of their evidence', () => {
  const [names, units, first] = rowsOf('Indicators');
  const [value] = document.parts[0]!.diagnosis.indicators;
  const column = (title: string) => Object.entries(names ?? {}).find(([, name]) => name === title)?.[0] ?? '';
  expect(first?.[column('Evidence')]).toBe('I1');
  expect(first?.[column('Value')]).toBe(value?.value);
  expect(first?.[column('U (k = 2)')]).toBe(value?.uncertainty);
  expect(first?.[column('Unit')]).toBe(value?.unit);
  expect(units?.[column('Value')]).toBe('see Unit');
  expect(rowsOf('Findings')[1]).toMatchObject({ [columnOf('Findings', 'Confidence')]: '1' });
});

function columnOf(title: string, name: string): string {
  return Object.entries(rowsOf(title)[0] ?? {}).find(([, other]) => other === name)?.[0] ?? '';
}

it('curves of a figure are the numbers that it draws, missing ones empty', () => {
  const figure = document.figures.find(({ panes }) => panes.some(({ series }) => series.some(({ mean }) => mean.includes(null))));
  const [series] = figure?.panes.flatMap((pane) => pane.series) ?? [];
  const rows = rowsOf(`Figure ${figure?.number}`).slice(2);
  expect(rows.map((row) => row.A)).toEqual(series?.at);
  expect(rows.map((row) => row.B ?? null)).toEqual(series?.min);
});

it('the same document gives the same bytes, and every member is well-formed', async () => {
  expect(Buffer.from(await reportXlsx(composeReport(fixtureInputWithVotesAndTests()))).equals(bytes)).toBe(true);
  for (const xml of members.values()) {
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(xml).close();
  }
});

it('text of people and files never becomes a formula', async () => {
  const input = fixtureInput();
  const hostile = '=HYPERLINK("http://x","y")';
  const [indicator] = input.parts[0]!.diagnosis.indicators;
  if (indicator !== undefined) indicator.name = hostile;
  const made = await unzipped(Buffer.from(await reportXlsx(composeReport({ ...input, title: hostile }))));
  const all = [...made.values()].join('');
  expect(all).not.toContain('<f>');
  expect(all).not.toMatch(/<t[^>]*>\s*[=+@]/);
  expect(all).toContain("'=HYPERLINK(&quot;http://x&quot;,&quot;y&quot;)");
});

it('printed numbers become numbers in both ways of writing them; names of digits stay text', () => {
  const en = { decimal: '.', thousands: '\u202f' };
  const de = { decimal: ',', thousands: '\u202f' };
  expect(printedValue('104.1', en)).toBe(104.1);
  expect(printedValue('−9\u202f194\u202f506', en)).toBe(-9_194_506);
  expect(printedValue('104,1', de)).toBe(104.1);
  expect(printedValue('104.1', de)).toBe('104.1');
  expect(printedValue('007', en)).toBe('007');
  expect(printedValue('0.843\u00a0±\u00a00.019', en)).toBe('0.843\u00a0±\u00a00.019');
  expect(printedValue('2026-00001', en)).toBe('2026-00001');
});
