import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, lines } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const first = '2026-03-23T14:05:00';
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const stamp = (i: number): string => `2026-03-23 14:05:0${i}`;
const both = [
  ['p', 'bar', upTo(5).map((i) => 100.5 + i)],
  ['T', '°C', upTo(5).map(() => 40.25)],
] as const;
const rows = (text: (i: number) => string): string[] => upTo(5).map(text);
const plain = rows((i) => `${stamp(i)};${100.5 + i};40.25`);
const refused = (title: string, content: string, says: RegExp): CorpusFile => ({
  title,
  content,
  refused: { code: 'import-not-understood', says },
});

corpus('layouts', place, [
  {
    title: 'the time stands last',
    content: lines('p [bar];T [°C];Time', ...rows((i) => `${100.5 + i};40.25;${stamp(i)}`)),
    truth: { first, channels: both },
  },
  {
    title: 'the time stands in the middle',
    content: lines('p [bar];Time;T [°C]', ...rows((i) => `${100.5 + i};${stamp(i)};40.25`)),
    truth: { first, channels: both },
  },
  refused('the unit stands behind every time', lines('Time;p [bar];T [°C]', ...rows((i) => `${i / 2} s;${100.5 + i};40.25`)), /"0 s"/),
  refused('dates without a year', lines('Time;p [bar];T [°C]', ...rows((i) => `23.03. 14:05:0${i};${100.5 + i};40.25`)), /23\.03\. 14:05/),
  {
    title: 'the header in two languages',
    content: lines('Zeit;Druck;Temperatur', 'Time;p;T', ';bar;°C', ...plain),
    truth: { first, channels: both },
  },
  {
    title: 'names that are numbers',
    content: lines('Time;1;2', ...plain),
    asks: ['unit'],
    answers: { unit: { '1': 'bar', '2': '°C' } },
    truth: {
      first,
      channels: [
        ['1', 'bar', both[0][2]],
        ['2', '°C', both[1][2]],
      ],
    },
  },
  refused(
    'decimal commas between commas',
    lines('Time,p [bar],T [°C]', ...rows((i) => `${stamp(i)},${100 + i},5,40,25`)),
    /3 fields where the rows have 5/,
  ),
  refused(
    'fractions behind a comma between commas',
    lines('Time,p [bar],T [°C]', ...rows((i) => `${stamp(i)},250,${100.5 + i},40.25`)),
    /3 fields where the rows have 4/,
  ),
  {
    title: 'from and to: which of them is the time of the row is asked',
    content: lines('Von;Bis;p [bar]', ...rows((i) => `${stamp(i)};${stamp(i + 1)};${100.5 + i}`)),
    asks: ['time-column'],
    answers: { 'time-column': 'Von' },
    truth: { first, seconds: upTo(5), channels: [both[0]!] },
  },
  refused('epochs grouped by commas', lines('Time;p [bar];T [°C]', ...rows((i) => `1,774,274,70${i};${100.5 + i};40.25`)), /1,774,274,700/),
  {
    title: 'seconds beside an absolute time',
    content: lines('Timestamp;Elapsed [s];p [bar];T [°C]', ...rows((i) => `${stamp(i)};${i};${100.5 + i};40.25`)),
    truth: { first, seconds: upTo(5), channels: [['Elapsed', 's', upTo(5)], ...both] },
  },
  {
    title: 'a name in quotes with a line end and a unit below it',
    content: lines('Time;"p', '[bar]";"T', '[°C]"', ...plain),
    truth: { first, channels: both, report: { firstDataLine: 4 } },
  },
  {
    title: 'facts to the right of the header',
    content: lines('Time;p [bar];T [°C];;Device;HMG', ...rows((i) => `${stamp(i)};${100.5 + i};40.25;;;`)),
    truth: { first, channels: both },
  },
  {
    title: 'the clock is written once per group of rows',
    content: lines('Tag;Value;Time', ...upTo(4).flatMap((i) => [`p [bar];${100.5 + i};${stamp(i)}`, `T [°C];40.25;`])),
    refused: { code: 'import-not-understood', says: /time is blank/ },
  },
  {
    title: 'a row per channel and a column per time is refused',
    content: lines(
      `Channel;${rows(stamp).join(';')}`,
      `p [bar];${rows((i) => `${100.5 + i}`).join(';')}`,
      'T [°C];40.25;40.25;40.25;40.25;40.25',
    ),
    refused: { code: 'import-not-understood', says: /transpose/ },
  },
  {
    title: 'dates in words of an English spreadsheet',
    content: lines('Time,p [bar],T [°C]', ...rows((i) => `"Monday, March 23, 2026 2:05:0${i} PM",${100.5 + i},40.25`)),
    truth: { first, channels: both },
  },
  {
    title: 'a zone in brackets of the header',
    content: lines('Time (UTC+01:00);p [bar];T [°C]', ...plain),
    truth: { first: '2026-03-23T13:05:00Z', channels: both, zone: '+01:00' },
  },
  {
    title: 'Windows line ends, a mark, quotes around everything and a trailing delimiter',
    content: `\ufeff${['Time;p [bar];T [°C];', ...plain.map((row) => `${row};`)].map((row) => row.replace(/[^;]+/g, '"$&"')).join('\r\n')}\r\n`,
    truth: { first, channels: both },
  },
]);
