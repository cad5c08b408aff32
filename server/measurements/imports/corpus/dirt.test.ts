import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, lines, NONE } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const first = '2026-03-23T14:05:00';
const header = 'Time;p [bar];T [°C]';
const row = (i: number, p: string | number = 100.5 + i, t: string | number = 40.25): string =>
  `2026-03-23 14:05:${String(i).padStart(2, '0')};${p};${t}`;
const rows = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => row(from + i));
const channels = (at: readonly number[]) =>
  [
    ['p', 'bar', at.map((i) => 100.5 + i)],
    ['T', '°C', at.map(() => 40.25)],
  ] as const;
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const refused = (title: string, content: string, says: RegExp): CorpusFile => ({
  title,
  content,
  refused: { code: 'import-not-understood', says },
});

corpus('dirt', place, [
  refused(
    'the columns change their order after an append',
    lines(header, ...rows(0, 5), 'Time;T [°C];p [bar]', ...rows(5, 9)),
    /header with other columns/,
  ),
  refused(
    'the decimal mark changes from one day to the next',
    lines(header, ...rows(0, 5), row(5, '105,5', '40,25'), row(6, '106,5', '40,25')),
    /decimal/,
  ),
  {
    title: 'the delimiter changes for two lines',
    content: lines(header, ...rows(0, 5), row(5).replaceAll(';', ','), row(6).replaceAll(';', ','), ...rows(7, 12)),
    truth: {
      first,
      channels: channels([0, 1, 2, 3, 4, 7, 8, 9, 10, 11]),
      rejected: [
        [7, 'bad-time'],
        [8, 'bad-time'],
      ],
    },
  },
  refused(
    'the delimiter changes for most of the file',
    lines(header, ...rows(0, 5), ...rows(5, 15).map((text) => text.replaceAll(';', ','))),
    /./,
  ),
  {
    title: 'a column more without a header, for some lines',
    content: lines(header, ...rows(0, 6), `${row(6)};17`, `${row(7)};18`, ...rows(8, 12)),
    truth: {
      first,
      channels: channels([0, 1, 2, 3, 4, 5, 8, 9, 10, 11]),
      rejected: [
        [8, 'field-count'],
        [9, 'field-count'],
      ],
    },
  },
  {
    title: 'a header and a units row on every page',
    content: lines('Zeit;p;T', ';bar;°C', ...rows(0, 3), 'Zeit;p;T', ';bar;°C', ...rows(3, 6), '', 'Zeit;p;T', ';bar;°C', ...rows(6, 9)),
    truth: {
      first,
      channels: channels(upTo(9)),
      rejected: [
        [6, 'repeated-header'],
        [7, 'repeated-header'],
        [12, 'repeated-header'],
        [13, 'repeated-header'],
      ],
    },
  },
  {
    title: 'page numbers between header and header',
    content: lines('Page 1 of 3', header, ...rows(0, 3), 'Page 2 of 3', header, ...rows(3, 6), 'Page 3 of 3', header, ...rows(6, 9)),
    truth: {
      first,
      channels: channels(upTo(9)),
      rejected: [
        [6, 'bad-time'],
        [7, 'repeated-header'],
        [11, 'bad-time'],
        [12, 'repeated-header'],
      ],
    },
  },
  {
    title: 'remarks between the rows',
    content: lines(header, ...rows(0, 3), '# pump 2 started', ...rows(3, 6), '; valve; opened', ...rows(6, 9), '# EOF'),
    truth: {
      first,
      channels: channels(upTo(9)),
      rejected: [
        [5, 'bad-time'],
        [9, 'bad-time'],
        [13, 'footer'],
      ],
    },
  },
  {
    title: 'a line end in a quoted remark',
    content: lines(
      'Time;p [bar];T [°C];Remark',
      ...rows(0, 3).map((r) => `${r};`),
      `${row(3)};"valve`,
      'opened"',
      ...rows(4, 8).map((r) => `${r};`),
    ),
    truth: { first, channels: channels(upTo(8)), rejected: [[6, 'bad-time']] },
  },
  {
    title: 'words and states in a column of numbers',
    content: lines(header, ...rows(0, 3), row(3, 'TRUE'), row(4, 'Drahtbruch'), row(5, 'B.OUT'), ...rows(6, 10)),
    truth: {
      first,
      channels: [
        ['p', 'bar', [100.5, 101.5, 102.5, NONE, NONE, NONE, 106.5, 107.5, 108.5, 109.5]],
        ['T', '°C', upTo(10).map(() => 40.25)],
      ],
    },
  },
  {
    title: 'NULs in the lines before the table',
    content: lines('Device;HMG\0\0\0\0\0\0', 'Job;\0\0\0\0', header, ...rows(0, 5)),
    truth: { first, channels: channels(upTo(5)) },
  },
  {
    title: 'UTF-16 that ends in the middle of a character',
    content: Buffer.concat([Buffer.from('\ufeff', 'utf16le'), Buffer.from(lines(header, ...rows(0, 6)), 'utf16le').subarray(0, -5)]),
    truth: { first, channels: channels(upTo(5)), rejected: [[7, 'truncated']] },
  },
  {
    title: 'a summary before the table',
    content: lines('Channel;Min;Max', 'p;100.5;109.5', 'T;40.25;40.25', '', header, ...rows(0, 10)),
    truth: { first, channels: channels(upTo(10)), report: { headerLine: 5 } },
  },
  {
    title: 'a header with one more name at its end: remarks nobody wrote',
    content: lines('Time;p [bar];T [°C];Comment', ...rows(0, 5)),
    truth: { first, channels: channels(upTo(5)) },
  },
  refused(
    'a header with one more name than the rows have fields',
    lines('Time;Speed [rpm];p [bar];T [°C]', ...rows(0, 5)),
    /4 fields where the rows have 3/,
  ),
  {
    title: 'one row',
    content: lines(header, ...rows(0, 1)),
    truth: { first, channels: channels([0]) },
  },
  {
    title: 'two rows, cut in the second one',
    content: `${lines(header, row(0))}2026-03-23 14:05:01;101.`,
    truth: { first, channels: channels([0]), rejected: [[3, 'truncated']] },
  },
  {
    title: 'double encoded units',
    content: lines('Time;p [bar];T [Â°C]', ...rows(0, 3)),
    truth: { first, channels: channels(upTo(3)) },
  },
  {
    title: 'a degree sign that was lost is told',
    content: lines('Time;p [bar];T [\ufffdC]', ...rows(0, 3)),
    truth: { first, channels: [channels(upTo(3))[0], ['T', '\ufffdC', [40.25, 40.25, 40.25]]], notes: /not known/ },
  },
  {
    title: 'a clock that was set back by two minutes',
    content: lines(header, ...rows(10, 14), '2026-03-23 14:03:14;114.5;40.25', '2026-03-23 14:03:15;115.5;40.25'),
    truth: { first: '2026-03-23T14:03:14', channels: channels([14, 15, 10, 11, 12, 13]), report: { outOfOrderRows: 2 } },
  },
  {
    title: 'several tables side by side in one line are separated by a blank column',
    content: lines(
      'Time;p [bar];;Time;q [l/min]',
      ...upTo(4).map((i) => `${row(i).slice(0, 19)};${100.5 + i};;${row(i).slice(0, 19)};${30 + i}.5`),
    ),
    truth: {
      first,
      channels: [
        ['p', 'bar', [100.5, 101.5, 102.5, 103.5]],
        ['q', 'l/min', [30.5, 31.5, 32.5, 33.5]],
      ],
      report: { layout: 'side-by-side' },
    },
  },
  {
    title: 'a block per channel in which the clock begins again inside a block',
    content: lines(
      'Channel: p',
      'Time [s];Value [bar]',
      ...upTo(6).map((i) => `${i};${100 + i}.5`),
      ...upTo(4).map((i) => `${i};${200 + i}.5`),
      'Channel: q',
      'Time [s];Value [l/min]',
      ...upTo(6).map((i) => `${i};${30 + i}.5`),
    ),
    refused: { code: 'import-not-understood', says: /begins again/ },
  },
  {
    title: 'pairs in which one clock begins again',
    content: lines(
      'Time [s];p [bar];Time [s];q [l/min]',
      ...upTo(6).map((i) => `${i};${100 + i}.5;${i};${30 + i}.5`),
      ...upTo(4).map((i) => `${i};${200 + i}.5;${6 + i};${36 + i}.5`),
    ),
    refused: { code: 'import-not-understood', says: /begins again/ },
  },
]);
