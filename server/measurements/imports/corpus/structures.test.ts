import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { corpus, lines, NONE } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const first = '2026-01-03T08:15:00';
const header = 'time;p [bar];T [°C]';
/** Row i: a second later, 0.5 bar more. */
const row = (i: number, p = `${100 + i / 2}`): string => `2026-01-03 08:15:${String(i).padStart(2, '0')};${p};${40 + i}.25`;
const rows = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => row(from + i));
const channelsOf = (indices: readonly number[]) =>
  [
    ['p', 'bar', indices.map((i) => 100 + i / 2)],
    ['T', '°C', indices.map((i) => 40.25 + i)],
  ] as const;
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

corpus('structure', place, [
  {
    title: 'wrong field counts',
    content: lines(header, ...rows(0, 3), '2026-01-03 08:15:03;1.5', `${row(4)};9;9`, ...rows(5, 8)),
    truth: {
      first,
      channels: channelsOf([0, 1, 2, 5, 6, 7]),
      rejected: [
        [5, 'field-count'],
        [6, 'field-count'],
      ],
    },
  },
  {
    title: 'a repeated header',
    content: lines(header, ...rows(0, 3), header, ...rows(3, 6)),
    truth: { first, channels: channelsOf(upTo(6)), rejected: [[5, 'repeated-header']] },
  },
  {
    title: 'a header with other columns after an append is refused',
    content: lines(header, ...rows(0, 3), 'time;T [°C];p [bar]', '2026-01-03 08:16:00;44.25;101.5', '2026-01-03 08:16:01;44.25;101.5'),
    refused: { code: 'import-not-understood', says: /line 5.*(other|different)/i },
  },
  {
    title: 'a second table with more columns is refused',
    content: lines(
      header,
      ...rows(0, 6),
      'time;p [bar];T [°C];Q [l/min]',
      '2026-01-03 08:16:00;101.5;44.25;38.2',
      '2026-01-03 08:16:01;101.5;44.25;38.2',
    ),
    refused: { code: 'import-not-understood', says: /line 8/i },
  },
  {
    title: 'a cut last line',
    content: `${lines(header, ...rows(0, 4))}2026-01-03 08:15:04;10`,
    truth: { first, channels: channelsOf(upTo(4)), rejected: [[6, 'truncated']] },
  },
  {
    title: 'a NUL in a line',
    content: lines(header, ...rows(0, 3), '2026-01-03 08:15:03;1\u00001.5;44.25', ...rows(4, 6)),
    truth: { first, channels: channelsOf([0, 1, 2, 4, 5]), rejected: [[5, 'nul-byte']] },
  },
  {
    title: 'a block of NULs where the power failed',
    content: `${lines(header, ...rows(0, 3))}${'\u0000'.repeat(3000)}\n${lines(...rows(4, 6))}`,
    truth: { first, channels: channelsOf([0, 1, 2, 4, 5]), rejected: [[5, 'nul-byte']] },
  },
  {
    title: 'a block of NULs at the end',
    content: `${lines(header, ...rows(0, 5))}${'\u0000'.repeat(3000)}`,
    truth: { first, channels: channelsOf(upTo(5)), rejected: [[7, 'nul-byte']] },
  },
  {
    title: 'statistics at the end',
    content: lines(header, ...rows(0, 5), '', 'Min;100;40.25', 'Max;102;44.25', 'Mean;101;42.25', 'End of file'),
    truth: {
      first,
      channels: channelsOf(upTo(5)),
      rejected: [
        [8, 'footer'],
        [9, 'footer'],
        [10, 'footer'],
        [11, 'footer'],
      ],
    },
  },
  {
    title: 'islands of blank lines',
    content: lines(header, '', ...rows(0, 2), '', '', ...rows(2, 5), ''),
    truth: { first, channels: channelsOf(upTo(5)) },
  },
  {
    title: 'lines of delimiters only',
    content: lines(header, ...rows(0, 3), ';;', ...rows(3, 5)),
    truth: { first, channels: channelsOf(upTo(5)), rejected: [[5, 'bad-time']] },
  },
  {
    title: 'trailing delimiters',
    content: lines(`${header};`, ...rows(0, 4).map((text) => `${text};`)),
    truth: { first, channels: channelsOf(upTo(4)) },
  },
  {
    title: 'trailing delimiters in the rows only',
    content: lines(header, ...rows(0, 4).map((text) => `${text};`)),
    truth: { first, channels: channelsOf(upTo(4)) },
  },
  {
    title: 'a quote that never closes',
    content: lines(header, ...rows(0, 2), row(2, '"101'), ...rows(3, 6)),
    truth: {
      first,
      channels: [
        ['p', 'bar', [100, 100.5, NONE, 101.5, 102, 102.5]],
        ['T', '°C', upTo(6).map((i) => 40.25 + i)],
      ],
    },
  },
  {
    title: 'CR line ends',
    content: lines(header, ...rows(0, 5)).replaceAll('\n', '\r'),
    truth: { first, channels: channelsOf(upTo(5)), report: { eol: 'cr' } },
  },
  {
    title: 'CRLF and LF mixed',
    content: `${header}\r\n${row(0)}\n${row(1)}\r\n${row(2)}\n`,
    truth: { first, channels: channelsOf(upTo(3)) },
  },
  { title: 'CR CR LF', content: lines(header, ...rows(0, 4)).replaceAll('\n', '\r\r\n'), truth: { first, channels: channelsOf(upTo(4)) } },
  {
    title: 'Ctrl-Z at the end',
    content: `${lines(header, ...rows(0, 4))}\u001a`,
    truth: { first, channels: channelsOf(upTo(4)), rejected: [[6, 'footer']] },
  },
  {
    title: 'a byte order mark in the middle',
    content: `\ufeff${lines(header, ...rows(0, 3))}\ufeff${lines(header, ...rows(3, 5))}`,
    truth: { first, channels: channelsOf(upTo(5)), rejected: [[5, 'repeated-header']] },
  },
  {
    title: 'a byte order mark before an appended row',
    content: `\ufeff${lines(header, ...rows(0, 3))}\ufeff${lines(...rows(3, 5))}`,
    truth: { first, channels: channelsOf(upTo(5)) },
  },
  {
    title: 'tabs in a table of commas',
    content: lines(
      'time,p [bar],remark\tmore',
      '2026-01-03 08:15:00,100,a\tb',
      '2026-01-03 08:15:01,100.5,c\td',
      '2026-01-03 08:15:02,101,e\tf',
    ),
    truth: { first, channels: [['p', 'bar', [100, 100.5, 101]]], notes: /remark/ },
  },
  {
    title: 'tabs with decimal commas',
    content: lines('Zeit\tp [bar]\tT [°C]', '03.01.2026 08:15:00\t100,5\t40,25', '03.01.2026 08:15:01\t101,5\t41,25'),
    truth: {
      first,
      channels: [
        ['p', 'bar', [100.5, 101.5]],
        ['T', '°C', [40.25, 41.25]],
      ],
    },
  },
  {
    title: 'commas with quoted decimal commas',
    content: lines('Zeit,p [bar],T [°C]', '"03.01.2026 08:15:00","100,5","40,25"', '"03.01.2026 08:15:01","101,5","41,25"'),
    truth: {
      first,
      channels: [
        ['p', 'bar', [100.5, 101.5]],
        ['T', '°C', [40.25, 41.25]],
      ],
    },
  },
  {
    title: 'a delimiter nobody expects: ^',
    content: lines('time^p [bar]^T [°C]', ...rows(0, 4).map((text) => text.replaceAll(';', '^'))),
    truth: { first, channels: channelsOf(upTo(4)), report: { delimiter: '^' } },
  },
  {
    title: 'out of order and duplicates',
    content: lines(header, row(0), row(2), row(1), row(2), row(3, '7'), row(3)),
    truth: {
      first,
      channels: [
        ['p', 'bar', [100, 100.5, 101, 7]],
        ['T', '°C', [40.25, 41.25, 42.25, 43.25]],
      ],
      rejected: [
        [5, 'duplicate'],
        [7, 'conflicting-duplicate'],
      ],
      report: { outOfOrderRows: 1 },
    },
  },
  {
    title: 'a relative time that begins again is refused',
    content: lines('t [s];p [bar]', '0.0;1.5', '0.1;1.5', '0.2;1.5', '0.3;1.5', '0.0;7.5', '0.1;7.5', '0.2;7.5', '0.3;7.5'),
    refused: { code: 'import-not-understood', says: /begins again|line 6/ },
  },
  {
    title: 'fixed widths with blank cells',
    content: lines(
      'Date       Time      p_P     T_T',
      '                     bar       C',
      '2026-01-03 08:15:00   100.0  40.25',
      '2026-01-03 08:15:01   100.5       ',
      '',
      '2026-01-03 08:15:02          42.25',
      '2026-01-03 08:15:03    -1.5  43.25',
    ),
    truth: {
      first,
      seconds: [0, 1, 2, 3],
      channels: [
        ['p_P', 'bar', [100, 100.5, NONE, -1.5]],
        ['T_T', '°C', [40.25, NONE, 42.25, 43.25]],
      ],
    },
  },
  {
    title: 'spaces between decimal commas',
    content: lines(
      'Zeit [s]     p [bar]     T [°C]',
      '     0,0      100,50      40,25',
      '     0,1      101,50      41,25',
      '     0,2      102,50      42,25',
    ),
    truth: {
      first: null,
      seconds: [0, 0.1, 0.2],
      channels: [
        ['p', 'bar', [100.5, 101.5, 102.5]],
        ['T', '°C', [40.25, 41.25, 42.25]],
      ],
      report: { decimalMark: ',', delimiter: ' ' },
    },
  },
  {
    title: 'one column of numbers with a name',
    content: lines('p [bar]', '100', '100.5', '101', '101.5'),
    asks: ['sample-interval', 'start-time'],
    answers: { 'sample-interval': 0.1, 'start-time': 'relative' },
    truth: { first: null, seconds: [0, 0.1, 0.2, 0.3], channels: [['p', 'bar', [100, 100.5, 101, 101.5]]] },
  },
  {
    title: 'UTF-16 without a mark',
    content: Buffer.from(lines(header, ...rows(0, 4)), 'utf16le'),
    truth: { first, channels: channelsOf(upTo(4)), report: { encoding: 'utf-16le', bom: false } },
  },
  {
    title: 'UTF-8 with a stray byte',
    content: Buffer.concat([
      Buffer.from(lines('Prüfer: Weiß, Öl geprüft', header, ...rows(0, 2))),
      Buffer.from('2026-01-03 08:15:02;101\xb0;42.25\n', 'latin1'),
      Buffer.from(lines(...rows(3, 5))),
    ]),
    truth: {
      first,
      channels: [
        ['p', 'bar', [100, 100.5, NONE, 101.5, 102]],
        ['T', '°C', upTo(5).map((i) => 40.25 + i)],
      ],
      report: { encoding: 'utf-8' },
    },
  },
  {
    title: 'one channel a column, each pair with its own rate and name above',
    content: lines('Pumpe;;Öl;', 'Zeit [s];p [bar];Zeit [s];T [°C]', '0;100;0;40.25', '1;100.5;5;41.25', '2;101;10;42.25'),
    truth: {
      first: null,
      seconds: [0, 1, 2],
      channels: [
        ['p', 'bar', [100, 100.5, 101]],
        ['T', '°C', [40.25, 41.25, 42.25]],
      ],
      report: { layout: 'side-by-side', interval_s: 1 },
    },
  },
  {
    title: 'dated pairs of unequal length',
    content: lines(
      't1;p [bar];t2;T [°C]',
      '2026-01-03 08:15:00;100;2026-01-03 08:15:00;40.25',
      '2026-01-03 08:15:01;100.5;2026-01-03 08:15:05;41.25',
      '2026-01-03 08:15:02;101;;',
    ),
    truth: {
      first,
      seconds: [0, 1, 2],
      channels: [
        ['p', 'bar', [100, 100.5, 101]],
        ['T', '°C', [40.25, 41.25]],
      ],
      report: { layout: 'side-by-side', acceptedRows: 3 },
    },
  },
]);
