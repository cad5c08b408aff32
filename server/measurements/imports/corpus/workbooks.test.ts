import { afterAll } from 'vitest';
import { type CellXml, rowXml, type SheetXml, workbookOf } from '../containers/xlsx/workbook.fixture.ts';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, NONE } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

/** Serial day of 23 March 2026, 14:05:10 plus seconds. */
const DAY = 46_104;
const clock = (second: number): number => (14 * 3600 + 5 * 60 + 10 + second) / 86_400;
const at = (second: number): CellXml => ({ value: DAY + clock(second), style: 1 });
const formats = ['dd\\.mm\\.yyyy\\ hh:mm:ss', 'dd/mm/yyyy', 'hh:mm:ss', '0.0" bar"', '[h]:mm:ss'];
const first = '2026-03-23T14:05:10';
const many = (cells: (i: number) => readonly CellXml[], count = 8, from = 2): string =>
  Array.from({ length: count }, (_, i) => rowXml(from + i, cells(i))).join('');
const p = Array.from({ length: 8 }, (_, i) => 100.5 + i);

async function book(
  title: string,
  sheet: string | SheetXml | readonly SheetXml[],
  rest: Omit<CorpusFile, 'title' | 'content'>,
  more: { is1904?: boolean; sharedStrings?: string } = {},
): Promise<CorpusFile> {
  const sheets = typeof sheet === 'string' ? [{ name: 'A', rows: sheet }] : Array.isArray(sheet) ? sheet : [sheet as SheetXml];
  return { title, name: 'book.xlsx', content: await workbookOf({ sheets, formats, ...more }), ...rest };
}

const plain = { first, channels: [['p', 'bar', p]] } as const;

corpus('workbooks', place, [
  await book(
    'date and clock as two unformatted serial numbers',
    rowXml(1, ['Datum', 'Uhrzeit', 'p [bar]']) + many((i) => [DAY, clock(i), 100.5 + i]),
    { truth: { ...plain, seconds: [0, 1, 2, 3, 4, 5, 6, 7] } },
  ),
  await book(
    'a formatted date and an unformatted clock',
    rowXml(1, ['Date', 'Time', 'p [bar]']) + many((i) => [{ value: DAY, style: 2 }, clock(i), 100.5 + i]),
    { truth: { ...plain, seconds: [0, 1, 2, 3, 4, 5, 6, 7] } },
  ),
  await book(
    'a formatted date and a clock as text',
    rowXml(1, ['Date', 'Time', 'p [bar]']) + many((i) => [{ value: DAY, style: 2 }, `14:05:1${i}`, 100.5 + i]),
    { truth: { ...plain, seconds: [0, 1, 2, 3, 4, 5, 6, 7] } },
  ),
  await book('an unformatted serial time', rowXml(1, ['Time', 'p [bar]']) + many((i) => [DAY + clock(i), 100.5 + i]), {
    truth: { ...plain, seconds: [0, 1, 2, 3, 4, 5, 6, 7] },
  }),
  await book(
    'an unformatted serial time of 1904',
    rowXml(1, ['Time', 'p [bar]']) + many((i) => [DAY - 1462 + clock(i), 100.5 + i]),
    { truth: plain },
    { is1904: true },
  ),
  await book(
    'blank columns behind the table that were touched once',
    rowXml(1, ['Time', 'p [bar]', { xml: '<c s="1"/>' }, { xml: '<c s="1"/>' }, '']) +
      many((i) => [at(i), 100.5 + i, { xml: '<c s="1"/>' }, null, '']),
    { truth: plain },
  ),
  await book(
    'named columns without a value are told',
    rowXml(1, ['Time', 'p [bar]', 'Reserve 1', 'Reserve 2']) + many((i) => [at(i), 100.5 + i]),
    { truth: { ...plain, notes: /Reserve 1/ } },
  ),
  await book(
    'some dates became dates and others stayed text',
    rowXml(1, ['Time', 'p [bar]']) + many((i) => [i < 4 ? at(i) : `23/03/2026 14:05:1${i}`, 100.5 + i]),
    { refused: { code: 'import-not-understood', says: /form|text/ } },
  ),
  await book('numbers that are text, with a comma', rowXml(1, ['Time', 'p [bar]']) + many((i) => [at(i), `${100 + i},5`]), {
    truth: plain,
  }),
  await book('some numbers are text with a comma', rowXml(1, ['Time', 'p [bar]']) + many((i) => [at(i), i === 3 ? '103,5' : 100.5 + i]), {
    truth: plain,
  }),
  await book('the unit in the format of the cells', rowXml(1, ['Time', 'Druck']) + many((i) => [at(i), { value: 100.5 + i, style: 4 }]), {
    asks: ['unit'],
    answers: { unit: { Druck: 'bar' } },
    truth: { first, channels: [['Druck', 'bar', p]] },
  }),
  await book(
    'a sum below the table',
    rowXml(1, ['Time', 'p [bar]']) + many((i) => [at(i), 100.5 + i]) + rowXml(11, ['Mittelwert', 104]) + rowXml(12, ['Max', 107.5]),
    {
      truth: {
        ...plain,
        rejected: [
          [11, 'footer'],
          [12, 'footer'],
        ],
      },
    },
  ),
  await book(
    'an error among the times',
    rowXml(1, ['Time', 'p [bar]']) + many((i) => [i === 4 ? { xml: '<c t="e"><v>#VALUE!</v></c>' } : at(i), 100.5 + i]),
    { truth: { first, channels: [['p', 'bar', p.filter((_, i) => i !== 4)]], rejected: [[6, 'bad-time']] } },
  ),
  await book(
    'ISO dates of strict workbooks',
    rowXml(1, ['Time', 'p [bar]']) + many((i) => [{ xml: `<c s="1" t="d"><v>2026-03-23T14:05:1${i}</v></c>` }, 100.5 + i]),
    { truth: plain },
  ),
  await book('a line end in the name of a column', rowXml(1, ['Time', 'p\n[bar]']) + many((i) => [at(i), 100.5 + i]), { truth: plain }),
  await book(
    'a title across the table, and a group above names that differ',
    {
      name: 'A',
      rows:
        rowXml(1, ['Presse 3, Messung vom Montag']) +
        rowXml(2, ['Time', 'Pumpe']) +
        rowXml(3, [null, 'p [bar]', 'T [°C]']) +
        many((i) => [at(i), 100.5 + i, 40], 8, 4),
      merged: ['A1:C1', 'B2:C2', 'A2:A3'],
    },
    {
      truth: {
        first,
        channels: [
          ['p', 'bar', p],
          ['T', '°C', p.map(() => 40)],
        ],
      },
    },
  ),
  await book(
    'formulas that nobody computed are missing and told',
    rowXml(1, ['Time', 'p [bar]', 'q [l/min]']) + many((i) => [at(i), 100.5 + i, { xml: `<c><f>B${2 + i}*2</f></c>` }]),
    {
      truth: {
        first,
        channels: [
          ['p', 'bar', p],
          ['q', 'l/min', p.map(() => NONE)],
        ],
        notes: /Formulas/,
      },
    },
  ),
  await book(
    'a duration that begins above a day',
    rowXml(1, ['Laufzeit', 'p [bar]']) + many((i) => [{ value: 26 / 24 + i / 86_400, style: 5 }, 100.5 + i]),
    { truth: { first: null, seconds: Array.from({ length: 8 }, (_, i) => 93_600 + i), channels: [['p', 'bar', p]] } },
  ),
  await book(
    'booleans without a unit',
    rowXml(1, ['Time', 'p [bar]', 'Pumpe ein']) + many((i) => [at(i), 100.5 + i, { xml: `<c t="b"><v>${i % 2}</v></c>` }]),
    {
      truth: {
        first,
        channels: [
          ['p', 'bar', p],
          ['Pumpe ein', '', p.map((_, i) => i % 2)],
        ],
      },
    },
  ),
  await book('a running number before the time', rowXml(1, ['Nr.', 'Time', 'p [bar]']) + many((i) => [i + 1, at(i), 100.5 + i]), {
    truth: { ...plain, notes: /Nr/ },
  }),
]);
