import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, lines, NONE } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const first = '2026-03-23T14:05:00';
const stamp = (i: number): string => new Date(Date.UTC(2026, 2, 23, 14, 5) + i * 1000).toISOString().slice(0, 19).replace('T', ' ');
const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const ramp = (count: number, from = 100.5): number[] => upTo(count).map((i) => from + i);
const refused = (title: string, content: string | Uint8Array, says: RegExp): CorpusFile => ({
  title,
  content,
  refused: { code: 'import-not-understood', says },
});
const p = (count: number) => [['p', 'bar', ramp(count)]] as const;
const rows = (from: number, to: number): string[] => upTo(to - from).map((i) => `${stamp(from + i)};${100.5 + from + i}`);

/** What would be wrong without a sound if it were read carelessly. */
corpus('traps', place, [
  {
    title: 'twelve hours without AM or PM, behind the sample',
    content: lines(
      'Time;p [bar]',
      ...upTo(4000).map(
        (i) => `2026-03-23 ${new Date(Date.UTC(2026, 2, 23, 12, 15) + i * 1000).toISOString().slice(11, 19).replace(/^13/, '01')};${i}.5`,
      ),
    ),
    refused: { code: 'import-not-understood', says: /line 2702.*AM or PM/ },
  },
  {
    title: 'one o’clock behind a clock that was set back by a whole night is no twelve-hour clock',
    content: lines(
      'Time;p [bar]',
      '2026-03-23 14:00:00;1.5',
      '2026-03-23 14:00:01;2.5',
      '2026-03-23 01:00:00;3.5',
      '2026-03-23 01:00:01;4.5',
    ),
    truth: { first: '2026-03-23T01:00:00', channels: [['p', 'bar', [3.5, 4.5, 1.5, 2.5]]], report: { outOfOrderRows: 2 } },
  },
  {
    title: 'minutes shared unevenly behind the sample',
    content: lines(
      'Time;p [bar]',
      ...upTo(2400).map(
        (i) => `23.03.2026 ${String(Math.floor(i / 240) + 8).padStart(2, '0')}:${String(Math.floor(i / 4) % 60).padStart(2, '0')};${i}.5`,
      ),
      '23.03.2026 17:59;1.5',
    ),
    refused: { code: 'import-not-understood', says: /Line 2402.*minute/ },
  },
  {
    title: 'a 32-bit counter of milliseconds that runs over',
    content: lines('Tick [ms];p [bar]', '4294967094;100.5', '4294967194;101.5', '4294967294;102.5', '98;103.5', '198;104.5'),
    truth: { first: null, seconds: upTo(5).map((i) => 4_294_967.094 + i / 10), channels: p(5), notes: /begins again/ },
  },
  {
    title: 'microseconds in a signed 32-bit counter',
    content: lines('t [us];p [bar]', '2147483000;100.5', '2147483500;101.5', '352;102.5', '852;103.5'),
    truth: { first: null, seconds: upTo(4).map((i) => 2147.483 + i * 0.0005), channels: p(4) },
  },
  {
    title: 'ten rows in every second, the first and the last second cut',
    content: lines('Time;p [bar]', ...upTo(35).map((i) => `${stamp(Math.floor((i + 7) / 10))};${100 + i}.5`)),
    truth: { first: '2026-03-23T14:05:00.700', seconds: upTo(35).map((i) => i / 10), channels: p(35), notes: /10 rows share each second/ },
  },
  {
    title: 'index and rate in kHz in the header',
    content: lines('Start: 2026-03-23 14:05:00', 'Sample rate: 2 kHz', 'Index;p [bar]', ...upTo(4).map((i) => `${i};${100 + i}.5`)),
    truth: { first, seconds: upTo(4).map((i) => i / 2000), channels: p(4) },
  },
  {
    title: 'index and rate in the name of the column',
    content: lines('Start: 2026-03-23 14:05:00', 'dt = 0.5 ms', 'Sample;p [bar]', ...upTo(4).map((i) => `${i + 1};${100 + i}.5`)),
    truth: { first, seconds: upTo(4).map((i) => i / 2000), channels: p(4) },
  },
  {
    title: 'an hour that summer time shows twice',
    content: lines(
      'Time;p [bar]',
      ...['01:59:59', '02:00:00', '02:59:59', '02:00:00', '02:59:59', '03:00:00'].map((t, i) => `25.10.2026 ${t};${100 + i}.5`),
    ),
    siteZone: 'Europe/Berlin',
    truth: { first: '2026-10-24T23:59:59Z', seconds: [0, 1, 3600, 3601, 7200, 7201], channels: p(6), report: { outOfOrderRows: 0 } },
  },
  refused(
    'mixed decimal marks inside one column',
    lines('Time;p [bar]', ...upTo(6).map((i) => `${stamp(i)};${i < 3 ? '100.5' : '100,5'}`)),
    /decimal point.*decimal comma/,
  ),
  {
    title: 'a channel in which every value has three decimals keeps them, told',
    content: lines('Time;p [bar]', ...upTo(4).map((i) => `${stamp(i)};10${i}.125`)),
    truth: { first, channels: [['p', 'bar', [100.125, 101.125, 102.125, 103.125]]], notes: /three digits/ },
  },
  {
    title: 'the unit changes inside the cells',
    content: lines('Time;p', ...upTo(6).map((i) => `${stamp(i)};${i < 3 ? '100.5 bar' : '1457.6 psi'}`)),
    truth: { first, channels: [['p', 'bar', [100.5, 100.5, 100.5, 100.4979822854, 100.4979822854, 100.4979822854]]] },
  },
  {
    title: 'a second row of units below the header wins nothing',
    content: lines('Time;p;T', 's;bar;°C', 'float;float;float', ...upTo(4).map((i) => `${i};${100.5 + i};40`)),
    truth: { first: null, seconds: upTo(4), channels: [...p(4), ['T', '°C', ramp(4, 40).map(() => 40)]] },
  },
  {
    title: 'a header and a row of units that contradict are asked',
    content: lines('Time;p [bar];T [°C]', ';psi;°F', ...upTo(4).map((i) => `${stamp(i)};${100.5 + i};40`)),
    asks: ['unit'],
    answers: { unit: { 'p [bar]': 'bar', 'T [°C]': '°C' } },
    truth: {
      first,
      channels: [
        ['p [bar]', 'bar', ramp(4)],
        ['T [°C]', '°C', ramp(4).map(() => 40)],
      ],
    },
  },
  {
    title: 'a scaling note that nobody applied is asked',
    content: lines('# p: 4 mA = 0 bar, 20 mA = 400 bar', 'Time;p [mA]', ...upTo(4).map((i) => `${stamp(i)};${4 + i}.5`)),
    asks: ['scaling'],
    answers: { scaling: 'raw' },
    truth: { first, channels: [['p', 'mA', ramp(4, 4.5)]] },
  },
  {
    title: 'a long table whose values are strings with units',
    content: lines('Tag;Time;Value', ...upTo(4).flatMap((i) => [`p;${stamp(i)};${100.5 + i} bar`, `q;${stamp(i)};${30.5 + i} l/min`])),
    truth: {
      first,
      channels: [
        ['p', 'bar', ramp(4)],
        ['q', 'l/min', ramp(4, 30.5)],
      ],
      report: { layout: 'long' },
    },
  },
  {
    title: 'a long table with true and false among its values',
    content: lines(
      'Tag;Time;Value',
      ...upTo(4).flatMap((i) => [`p [bar];${stamp(i)};${100.5 + i}`, `run [-];${stamp(i)};${i % 2 === 0 ? 'true' : 'false'}`]),
    ),
    truth: {
      first,
      channels: [
        ['p [bar]', 'bar', ramp(4)],
        ['run [-]', '', [1, 0, 1, 0]],
      ],
      report: { layout: 'long' },
    },
  },
  {
    title: 'a long table of one time for many tags, one of which is late',
    content: lines(
      'Timestamp,Tag,Value',
      ...upTo(3).flatMap((i) => [`${stamp(i)},p [bar],${100.5 + i}`, `${stamp(i)},q [l/min],${30.5 + i}`]),
      `${stamp(1)},p [bar],999`,
    ),
    truth: {
      first,
      channels: [
        ['p [bar]', 'bar', ramp(3)],
        ['q [l/min]', 'l/min', ramp(3, 30.5)],
      ],
      rejected: [[8, 'conflicting-duplicate']],
      report: { layout: 'long' },
    },
  },
  {
    title: 'quoted fields with doubled quotes and delimiters',
    content: lines('"Time";"p ""main"" [bar]";"note"', ...upTo(4).map((i) => `"${stamp(i)}";"${100.5 + i}";"a;b ""c"""`)),
    truth: { first, channels: [['p "main"', 'bar', ramp(4)]], notes: /note/ },
  },
  {
    title: 'CRLF, LF and blank lines with spaces mixed',
    content: `Time;p [bar]\r\n${rows(0, 3).join('\r\n')}\r\n   \r\n${rows(3, 6).join('\n')}\n;\n${rows(6, 8).join('\n')}`,
    truth: {
      first,
      channels: p(8),
      rejected: [
        [5, 'bad-time'],
        [9, 'bad-time'],
      ],
    },
  },
  {
    title: 'missing value codes that differ by channel, declared',
    content: lines(
      'No data value: -32768',
      'Time;p [bar];T [°C]',
      ...upTo(4).map((i) => `${stamp(i)};${i === 1 ? -32768 : 100.5 + i};${i === 2 ? -32768 : 40.5}`),
    ),
    truth: {
      first,
      channels: [
        ['p', 'bar', [100.5, NONE, 102.5, 103.5]],
        ['T', '°C', [40.5, 40.5, NONE, 40.5]],
      ],
    },
  },
  {
    title: 'a date in the file name and one in the header that disagree',
    name: 'press_2026-03-24.csv',
    content: lines('Datum: 23.03.2026', 'Uhrzeit;p [bar]', '14:05:00;100.5', '14:05:01;101.5'),
    truth: { first, channels: p(2), notes: /lines before the table/ },
  },
  {
    title: 'the rows of another logger at the end, with other times and as many columns',
    content: lines(
      'Time;p [bar];T [°C]',
      ...upTo(5).map((i) => `${stamp(i)};${100.5 + i};40.5`),
      'Zeit;Drehzahl [rpm];Strom [A]',
      ...upTo(5).map((i) => `${stamp(60 + i)};${1500 + i};4.5`),
    ),
    refused: { code: 'import-not-understood', says: /header with other columns/ },
  },
]);
