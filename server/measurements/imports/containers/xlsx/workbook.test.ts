import { afterAll, describe, expect, it } from 'vitest';
import { openSeries } from '../../../series/series-reader.ts';
import { fixture } from '../../import.fixture.ts';
import { kindOfCode, percentText } from './number-formats.ts';
import { type CellXml, rowXml, type WorkbookXml, workbookOf } from './workbook.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

/** Serial day of 4 March 2025, 10:00:00 plus seconds. */
const serial = (second: number): number => 45_720 + (10 * 3600 + second) / 86_400;
const dateTime = (second: number): CellXml => ({ value: serial(second), style: 1 });
const formats = ['dd\\.mm\\.yyyy\\ hh:mm:ss', 'dd/mm/yyyy', '[$-407]hh:mm:ss', '0.0%', '[h]:mm:ss'];

async function imported(xml: WorkbookXml, options = {}) {
  const { recordings } = await place.importTexts({ 'book.xlsx': await workbookOf({ formats, ...xml }) }, options);
  return recordings;
}
async function report(xml: WorkbookXml, options = {}) {
  const recordings = await imported(xml, options);
  expect(recordings).toHaveLength(1);
  return recordings[0]!.result.report;
}
const table = (count: number, from = 2): string =>
  Array.from({ length: count }, (_, i) => rowXml(from + i, [dateTime(i), 100 + (i % 5) + 0.25])).join('');

describe('a sheet', () => {
  it('is read as the table it shows; lines are the rows of the sheet', async () => {
    const rows = rowXml(1, ['Zeit', 'Druck [bar]']) + table(60);
    expect(await report({ sheets: [{ name: 'Messung', rows }] })).toMatchObject({
      acceptedRows: 60,
      rejectedRows: 0,
      headerLine: 1,
      firstDataLine: 2,
      first: '2025-03-04T10:00:00',
      last: '2025-03-04T10:00:59',
      interval_s: 1,
      files: [{ name: 'book.xlsx/Messung', container: 'xlsx', lines: 61, skippedLines: 1 }],
      channels: [{ name: 'Druck', unit: 'bar', valid: 60, min: 100.25, max: 104.25, column: 2 }],
    });
  });

  it('may begin anywhere, with a block of facts above it and a note beside it', async () => {
    const rows = [
      rowXml(3, ['Prüfstand 3'], 2),
      rowXml(4, ['Seriennummer', 12_345], 2),
      rowXml(7, ['Zeit', 'Druck [bar]', 'Kommentar'], 2),
      ...Array.from({ length: 60 }, (_, i) => rowXml(8 + i, [dateTime(i), i, null], 2)),
      rowXml(90, [dateTime(82), 5, null, null, 'Pumpe aus'], 2),
    ].join('');
    const found = await report({ sheets: [{ name: 'A', rows }] }, { answers: { unit: null } });
    expect(found).toMatchObject({
      acceptedRows: 61,
      rejectedRows: 0,
      headerLine: 7,
      channels: [{ name: 'Druck', column: 4 }],
    });
    expect(found.notes.join(' ')).toContain('The column "Kommentar" is empty and was not imported.');
    expect(found.files[0]).toMatchObject({ lines: 90, skippedLines: 29 });
    expect(found.notes.join(' ')).toContain('Cells to the right of the table that were not imported: 1.');
  });

  it('without references, with shared, rich and formula texts is read', async () => {
    const sharedStrings =
      '<si><t>Zeit</t></si><si><r><rPr><b/></rPr><t>Druck</t></r><r><t xml:space="preserve"> [bar]</t></r><rPh sb="0" eb="1"><t>読み</t></rPh></si>';
    const rows = `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><f>"q"&amp;"x"</f><v>Fluss [l/min]</v></c></row>${Array.from({ length: 30 }, (_, i) => `<row><c s="1"><v>${serial(i)}</v></c><c><v>${i}</v></c><c><f>B2*2</f><v>${2 * i}</v></c></row>`).join('')}`;
    expect(await report({ sheets: [{ name: 'A', rows }], sharedStrings })).toMatchObject({
      acceptedRows: 30,
      channels: [
        { name: 'Druck', max: 29 },
        { name: 'Fluss', unit: 'l/min', max: 58 },
      ],
    });
  });

  it('with errors, words and blanks: they are missing, and each is counted; booleans are 0 and 1', async () => {
    const odd: CellXml[] = [
      { xml: '<c t="e"><v>#DIV/0!</v></c>' },
      'OL',
      null,
      { xml: '<c t="b"><v>1</v></c>' },
      { xml: '<c><f>1/B9</f></c>' },
    ];
    const rows =
      rowXml(1, ['time', 'p [bar]']) +
      Array.from({ length: 40 }, (_, i) => rowXml(2 + i, [dateTime(i), i >= 10 && i < 15 ? odd[i - 10]! : i])).join('');
    const found = await report({ sheets: [{ name: 'A', rows }] });
    expect(found).toMatchObject({ acceptedRows: 40, channels: [{ valid: 36, missingText: 2, missingBlank: 2 }] });
    expect(found.notes.join(' ')).toMatch(/Formulas of "A" whose result is not stored.*: 1\./);
  });

  it('with date and clock in two columns, or a clock that hides its date, has the same times', async () => {
    const apart = Array.from({ length: 30 }, (_, i) =>
      rowXml(2 + i, [{ value: 45_720, style: 2 }, { value: serial(i) - 45_720, style: 3 }, i]),
    ).join('');
    const hidden = Array.from({ length: 30 }, (_, i) => rowXml(2 + i, [{ value: serial(i), style: 3 }, i])).join('');
    for (const rows of [rowXml(1, ['Datum', 'Uhrzeit', 'p [bar]']) + apart, rowXml(1, ['Zeit', 'p [bar]']) + hidden]) {
      expect(await report({ sheets: [{ name: 'A', rows }] })).toMatchObject({
        acceptedRows: 30,
        first: '2025-03-04T10:00:00',
        last: '2025-03-04T10:00:29',
      });
    }
  });

  it('whose dates pass midnight under a format of days only keeps midnight', async () => {
    const rows =
      rowXml(1, ['Zeit', 'p [bar]']) +
      Array.from({ length: 30 }, (_, i) => rowXml(2 + i, [{ value: 45_720 + i / 24, style: 2 }, i])).join('');
    expect(await report({ sheets: [{ name: 'A', rows }] })).toMatchObject({
      acceptedRows: 30,
      interval_s: 3600,
      first: '2025-03-04T00:00:00',
    });
  });

  it('of an old Mac (1904) has the same times', async () => {
    const rows =
      rowXml(1, ['Zeit', 'p [bar]']) +
      Array.from({ length: 30 }, (_, i) => rowXml(2 + i, [{ value: serial(i) - 1462, style: 1 }, i])).join('');
    expect(await report({ sheets: [{ name: 'A', rows }], is1904: true })).toMatchObject({
      first: '2025-03-04T10:00:00',
      last: '2025-03-04T10:00:29',
    });
  });

  it('means what it shows: percentages and durations', async () => {
    const rows =
      rowXml(1, ['Zeit', 'Wirkungsgrad']) +
      Array.from({ length: 30 }, (_, i) =>
        rowXml(2 + i, [
          { value: (i * 2) / 86_400, style: 5 },
          { value: 0.8125 + i / 1000, style: 4 },
        ]),
      ).join('');
    const found = await report({ sheets: [{ name: 'A', rows }] });
    expect(found).toMatchObject({
      interval_s: 2,
      time: { format: 'relative-seconds' },
      channels: [{ name: 'Wirkungsgrad', unit: '%', min: 81.25, max: 84.15 }],
    });
  });

  it('with text dates, thousandths and microseconds keeps them', async () => {
    const texts =
      rowXml(1, ['Zeit', 'p [bar]']) +
      Array.from({ length: 30 }, (_, i) => rowXml(2 + i, [`04.03.2025 10:00:${String(i).padStart(2, '0')}`, i])).join('');
    expect(await report({ sheets: [{ name: 'A', rows: texts }] })).toMatchObject({ first: '2025-03-04T10:00:00', acceptedRows: 30 });
    const fast =
      rowXml(1, ['Zeit', 'p [bar]']) +
      Array.from({ length: 200 }, (_, i) => rowXml(2 + i, [{ value: serial(i / 100), style: 1 }, i])).join('');
    const [fine] = await imported({ sheets: [{ name: 'A', rows: fast }] });
    const times = [...openSeries(fine!.outFile).readTimes(0, 0, 200)];
    expect(times).toEqual(Array.from({ length: 200 }, (_, i) => Date.UTC(2025, 2, 4, 10) + i * 10));
  });

  it('whose header has merged cells gives each column its whole name', async () => {
    const rows = [
      rowXml(1, ['Bericht'], 1),
      rowXml(2, ['Zeit', 'Pumpe 1', null, 'Pumpe 2', null], 1),
      rowXml(3, [null, 'Druck', 'Fluss', 'Druck', 'Fluss'], 1),
      rowXml(4, [null, 'bar', 'l/min', 'bar', 'l/min'], 1),
      ...Array.from({ length: 30 }, (_, i) => rowXml(5 + i, [dateTime(i), 1, 2, 3, 4], 1)),
    ].join('');
    const found = await report({ sheets: [{ name: 'A', rows, merged: ['B1:F1', 'B2:B3', 'C2:D2', 'E2:F2'] }] });
    expect(found.channels.map(({ name, unit }) => `${name} ${unit}`)).toEqual([
      'Pumpe 1 Druck bar',
      'Pumpe 1 Fluss l/min',
      'Pumpe 2 Druck bar',
      'Pumpe 2 Fluss l/min',
    ]);
    expect(found).toMatchObject({ headerLine: 3, unitsLine: 4, firstDataLine: 5, acceptedRows: 30 });
  });

  it('with a damaged row names sheet and row', async () => {
    const rows =
      rowXml(1, ['Zeit', 'p [bar]']) +
      table(20) +
      rowXml(30, ['gestern', 5]) +
      table(20, 40).replaceAll(String(serial(0)).slice(0, 5), '45721');
    const found = await report({ sheets: [{ name: 'Tag 1', rows }] });
    expect(found.rejected).toEqual([{ line: 30, reason: 'bad-time' }]);
    expect(found.files[0]).toMatchObject({ acceptedRows: 40, rejectedRows: 1 });
  });
});

describe('a workbook', () => {
  const sheet = (channel: string, at: (i: number) => CellXml, count = 40): string =>
    rowXml(1, ['Zeit', channel]) + Array.from({ length: count }, (_, i) => rowXml(2 + i, [at(i), i])).join('');

  it('of daily sheets is one recording; other sheets are skipped and told', async () => {
    const recordings = await imported({
      sheets: [
        { name: 'Deckblatt', rows: rowXml(1, ['Bericht über die Messung']) + rowXml(2, ['von Frau Müller']) },
        { name: 'Tag 2', rows: sheet('p [bar]', (i) => dateTime(86_400 + i)) },
        { name: 'Tag 1', rows: sheet('p [bar]', dateTime) },
        { name: 'Alt', rows: sheet('p [bar]', dateTime), state: 'hidden' },
        { name: 'Leer', rows: '' },
      ],
    });
    expect(recordings).toHaveLength(1);
    const { result } = recordings[0]!;
    expect(result.report).toMatchObject({
      acceptedRows: 80,
      files: [{ name: 'book.xlsx/Tag 1' }, { name: 'book.xlsx/Tag 2', gapBefore_s: 86_361 }],
    });
    expect(result.skippedFiles.map(({ name }) => name).sort()).toEqual(['book.xlsx/Alt', 'book.xlsx/Deckblatt', 'book.xlsx/Leer']);
  });

  it('with a sheet per rate is one recording with a time base each', async () => {
    const [first] = await imported({
      sheets: [
        { name: 'schnell', rows: sheet('p [bar]', (i) => dateTime(i / 10), 400) },
        { name: 'langsam', rows: sheet('T [°C]', dateTime) },
      ],
    });
    expect(first!.result.series.timeBases).toMatchObject([
      { count: 40, intervalMs: 1000 },
      { count: 400, intervalMs: 100 },
    ]);
  });

  it('with macros is read, and they are not looked at', async () => {
    const more = {
      'xl/vbaProject.bin': 'Sub AutoOpen()',
      '[Content_Types].xml':
        '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
    };
    const [first, ...others] = await imported({ sheets: [{ name: 'A', rows: sheet('p [bar]', dateTime) }], more });
    expect(others).toEqual([]);
    expect(first!.result.report.notes.join(' ')).toContain(
      'holds macros. Its values were read; the macros were neither run nor looked at.',
    );
  });

  it.each([
    ['entities of its own', '<!DOCTYPE x [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>', 'import-archive-unsafe'],
    ['a file of ours named in it (XXE)', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 'import-archive-unsafe'],
    ['XML that is cut off', '<worksheet><sheetData><row r="1"><c r="A1"><v>1', 'import-not-understood'],
    ['rows that go back', `<worksheet><sheetData>${rowXml(5, [1])}${rowXml(2, [1])}</sheetData></worksheet>`, 'import-not-understood'],
    [
      'a column that does not exist',
      '<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>',
      'import-not-understood',
    ],
    [
      'a cell without end',
      `<worksheet><sheetData><row r="1"><c r="A1"><v>${'1'.repeat(5_000_000)}</v></c></row></sheetData></worksheet>`,
      'import-not-understood',
    ],
  ])('with %s is refused', async (_, xml, code) => {
    const more = {
      'xl/worksheets/sheet1.xml': xml.startsWith('<!')
        ? `${xml}<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`
        : xml,
    };
    await expect(imported({ sheets: [{ name: 'A', rows: '' }], more })).rejects.toMatchObject({
      code,
      detail: expect.stringContaining('book.xlsx'),
    });
  });

  it('that holds no visible table is refused in words', async () => {
    const hidden = imported({ sheets: [{ name: 'A', rows: sheet('p [bar]', dateTime), state: 'veryHidden' }] });
    await expect(hidden).rejects.toMatchObject({ code: 'import-no-data' });
  });
});

describe('a number format', () => {
  it.each([
    ['General', 'number'],
    ['0.00E+00', 'number'],
    ['#,##0.00" bar"', 'number'],
    ['[Red]-0.0;[Blue]0.0', 'number'],
    ['0.0" days"', 'number'],
    ['yyyy\\-mm\\-dd', 'date'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
    ['mmm yy', 'date'],
    ['m/d/yyyy h:mm AM/PM', 'datetime'],
    ['hh:mm:ss.000', 'time'],
    ['[hh]:mm', 'elapsed'],
    ['mm:ss.0', 'elapsed'],
    ['0%', 'percent'],
  ])('%s shows a %s', (code, kind) => expect(kindOfCode(code)).toBe(kind));

  it.each([
    ['0.153', '15.3'],
    ['1', '100'],
    ['-0.0005', '-0.05'],
    ['12.3456', '1234.56'],
    ['.5', '50'],
    ['1e-3', '0.1'],
  ])('%s is %s percent', (written, shown) => expect(percentText(written)).toBe(shown));
});
