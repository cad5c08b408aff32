import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, lines, type Truth } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

const values = ['101.5', '102.25', '103.75'] as const;
const channels = [['p', 'bar', [101.5, 102.25, 103.75]]] as const;

/** Three rows with these times, the delimiter being one that no time holds. */
function times(
  title: string,
  cells: readonly [string, string, string],
  truth: Omit<Truth, 'channels'>,
  more: Partial<CorpusFile> & { header?: string; before?: readonly string[] } = {},
): CorpusFile {
  const { header = 'time', before = [], ...rest } = more;
  const content = lines(...before, `${header}\tp [bar]`, ...cells.map((cell, i) => `${cell}\t${values[i]}`));
  return { title, content, truth: { channels, ...truth }, ...rest };
}

const first = '2026-01-03T08:15:00';
const second = { first, seconds: [0, 1, 2] } as const;

corpus('times', place, [
  times('03-Jan-2026 08:15:00', ['03-Jan-2026 08:15:00', '03-Jan-2026 08:15:01', '03-Jan-2026 08:15:02'], second),
  times('3. März 2026', ['3. März 2026 08:15:00', '3. März 2026 08:15:01', '3. März 2026 08:15:02'], {
    first: '2026-03-03T08:15:00',
    seconds: [0, 1, 2],
  }),
  times('03 janv. 2026', ['03 janv. 2026 08:15:00', '03 janv. 2026 08:15:01', '03 janv. 2026 08:15:02'], second),
  times('Jan 3, 2026 8:15:00 AM', ['Jan 3, 2026 8:15:00 AM', 'Jan 3, 2026 8:15:01 AM', 'Jan 3, 2026 8:15:02 PM'], {
    first,
    seconds: [0, 1, 43202],
  }),
  times('ctime', ['Sat Jan  3 08:15:00 2026', 'Sat Jan  3 08:15:01 2026', 'Sat Jan  3 08:15:02 2026'], second),
  times('Sa 03.01.2026', ['Sa 03.01.2026 08:15:00', 'Sa 03.01.2026 08:15:01', 'Sa 03.01.2026 08:15:02'], second),
  times(
    'Samstag, 3. Januar 2026',
    ['Samstag, 3. Januar 2026 08:15:00', 'Samstag, 3. Januar 2026 08:15:01', 'Samstag, 3. Januar 2026 08:15:02'],
    second,
  ),
  times(
    '03-JAN-26 08.15.00.250000 AM (Oracle)',
    ['03-JAN-26 08.15.00.250000 AM', '03-JAN-26 08.15.01.250000 AM', '03-JAN-26 08.15.02.250000 AM'],
    { first: '2026-01-03T08:15:00.25', seconds: [0, 1, 2] },
  ),
  times('Z and an offset in one column', ['2026-01-03T08:15:00Z', '2026-01-03T08:15:01Z', '2026-01-03T03:15:02-05:00'], {
    ...{ first: `${first}Z`, seconds: [0, 1, 2], zone: 'UTC/-05:00' },
  }),
  times('20260103T081500', ['20260103T081500', '20260103T081501', '20260103T081502'], second),
  times('20260103T081500Z', ['20260103T081500Z', '20260103T081501Z', '20260103T081502Z'], { first: `${first}Z`, seconds: [0, 1, 2] }),
  times('20260103 081500.250', ['20260103 081500.250', '20260103 081500.500', '20260103 081500.750'], {
    first: '2026-01-03T08:15:00.25',
    seconds: [0, 0.25, 0.5],
  }),
  times('20260103081500', ['20260103081500', '20260103081501', '20260103081502'], second),
  times('HH:mm:ss:SSS', ['2026-01-03 08:15:00:000', '2026-01-03 08:15:00:250', '2026-01-03 08:15:00:500'], {
    first,
    seconds: [0, 0.25, 0.5],
  }),
  times('HH.mm.ss', ['03.01.2026 08.15.00', '03.01.2026 08.15.01', '03.01.2026 08.15.02'], second),
  times('2026-01-03_08-15-00', ['2026-01-03_08-15-00', '2026-01-03_08-15-01', '2026-01-03_08-15-02'], second),
  times('2026-01-03-08:15:00', ['2026-01-03-08:15:00', '2026-01-03-08:15:01', '2026-01-03-08:15:02'], second),
  times('fraction behind a comma', ['2026-01-03 08:15:00,000', '2026-01-03 08:15:00,250', '2026-01-03 08:15:00,500'], {
    first,
    seconds: [0, 0.25, 0.5],
  }),
  times('day of the year', ['2026-003 08:15:00', '2026-003 08:15:01', '2026-004 08:15:02'], { first, seconds: [0, 1, 86402] }),
  times('hours and minutes only', ['2026-01-03 08:15', '2026-01-03 08:16', '2026-01-03 08:17'], { first, seconds: [0, 60, 120] }),
  times('a.m. and p.m.', ['13/01/2026 8:15:00 a.m.', '13/01/2026 8:15:01 a.m.', '13/01/2026 8:15:02 p.m.'], {
    first: '2026-01-13T08:15:00',
    seconds: [0, 1, 43202],
  }),
  times('a zone behind every time', ['2026-01-03 08:15:00 UTC', '2026-01-03 08:15:01 UTC', '2026-01-03 08:15:02 UTC'], {
    first: `${first}Z`,
    seconds: [0, 1, 2],
    zone: 'UTC',
  }),
  times('CET and CEST behind the times', ['2026-03-29 01:59:59 CET', '2026-03-29 03:00:00 CEST', '2026-03-29 03:00:01 CEST'], {
    first: '2026-03-29T00:59:59Z',
    seconds: [0, 1, 2],
    zone: '+01:00/+02:00',
  }),
  times('an offset without a colon', ['2026-01-03T08:15:00.000+0100', '2026-01-03T08:15:01.000+0100', '2026-01-03T08:15:02.000+0100'], {
    first: '2026-01-03T07:15:00Z',
    seconds: [0, 1, 2],
    zone: '+01:00',
  }),
  times('GMT+1 behind the times', ['2026-01-03 08:15:00 GMT+1', '2026-01-03 08:15:01 GMT+1', '2026-01-03 08:15:02 GMT+1'], {
    first: '2026-01-03T07:15:00Z',
    seconds: [0, 1, 2],
  }),
  times(
    'an IANA zone in the header',
    ['2026-07-03 08:15:00', '2026-07-03 08:15:01', '2026-07-03 08:15:02'],
    { first: '2026-07-03T06:15:00Z', seconds: [0, 1, 2], zone: 'Europe/Berlin' },
    { header: 'Time (Europe/Berlin)' },
  ),
  times(
    'CET in the header leaves summer time open',
    ['2026-07-03 08:15:00', '2026-07-03 08:15:01', '2026-07-03 08:15:02'],
    { first: '2026-07-03T07:15:00Z', zone: '+01:00' },
    { header: 'Time (CET)', asks: ['zone'], answers: { zone: '+01:00' } },
  ),
  times(
    'a time that summer time skips',
    ['2026-03-29 01:59:59', '2026-03-29 02:30:00', '2026-03-29 03:00:00'],
    { first: '2026-03-29T01:59:59Z' },
    { siteZone: 'Europe/Berlin', asks: ['zone'], answers: { zone: 'UTC' } },
  ),
  times('unix seconds with fractions', ['1767428100.0', '1767428100.25', '1767428100.5'], { first: `${first}Z`, seconds: [0, 0.25, 0.5] }),
  times('unix microseconds', ['1767428100000000', '1767428100250000', '1767428100500000'], { first: `${first}Z`, seconds: [0, 0.25, 0.5] }),
  times('unix nanoseconds', ['1767428100000000000', '1767428100250000000', '1767428100500000000'], {
    first: `${first}Z`,
    seconds: [0, 0.25, 0.5],
  }),
  times('unix seconds in scientific notation', ['1.7674281E+09', '1.767428101E+09', '1.767428102E+09'], {
    first: `${first}Z`,
    seconds: [0, 1, 2],
  }),
  times('minutes', ['0', '0.5', '1'], { first: null, seconds: [0, 30, 60] }, { header: 't [min]' }),
  times('hours', ['0', '0.5', '1'], { first: null, seconds: [0, 1800, 3600] }, { header: 'Zeit (h)' }),
  times('seconds in a name', ['0', '0.5', '1'], { first: null, seconds: [0, 0.5, 1] }, { header: 'elapsed_s' }),
  times('seconds as a word', ['0', '0.5', '1'], { first: null, seconds: [0, 0.5, 1] }, { header: 'Time in seconds' }),
  times('relative with exponents', ['0.0E+00', '5.0E-01', '1.0E+00'], { first: null, seconds: [0, 0.5, 1] }, { header: 'Time (s)' }),
  times(
    '16-bit milliseconds that wrap',
    ['65500', '65530', '24'],
    { first: null, seconds: [65.5, 65.53, 65.56], notes: /65536/ },
    { header: 'Tick [ms]' },
  ),
  times(
    'elapsed time as a clock',
    ['00:00:00.000', '00:00:00.250', '00:00:00.500'],
    { first: null, seconds: [0, 0.25, 0.5] },
    { header: 'Elapsed time' },
  ),
  times(
    'elapsed hours above 24',
    ['23:59:59', '24:00:00', '24:00:01'],
    { first: null, seconds: [86399, 86400, 86401] },
    { header: 'Laufzeit' },
  ),
  times(
    'time of day, date in the lines before',
    ['23:59:59', '00:00:00', '00:00:01'],
    { first: '2026-01-03T23:59:59', seconds: [0, 1, 2] },
    { before: ['Datum: 03.01.2026'], header: 'Uhrzeit' },
  ),
  times(
    'time of day, date in the name of the file',
    ['08:15:00', '08:15:01', '08:15:02'],
    { ...second, notes: /name of the file/ },
    { name: 'press_2026-01-03.csv' },
  ),
  times('time of day, date in the compact name of the file', ['08:15:00', '08:15:01', '08:15:02'], second, {
    name: 'LOG_20260103_081500.csv',
  }),
  times('time of day without any date', ['08:15:00', '08:15:01', '08:15:02'], second, {
    asks: ['start-time'],
    answers: { 'start-time': '2026-01-03T08:15:00' },
  }),
  times(
    'time of day, the date not known',
    ['08:15:00', '08:15:01', '08:15:02'],
    { first: null, seconds: [0, 1, 2] },
    { asks: ['start-time'], answers: { 'start-time': 'relative' } },
  ),
  times(
    'relative seconds, start in the name of the file',
    ['0', '0.5', '1'],
    { first: null, seconds: [0, 0.5, 1] },
    { name: 'notes.csv', header: 't [s]' },
  ),
  times('days', ['0', '0.5', '1'], { first: null, seconds: [0, 43200, 86400] }, { header: 'Time (days)' }),
  times('minutes and seconds', ['00:00', '00:01', '01:02'], { first: null, seconds: [0, 1, 62] }, { header: 'mm:ss' }),
  times(
    'two numbers of a stop watch',
    ['00:00', '00:01', '01:02'],
    { first: null, seconds: [0, 1, 62] },
    { header: 'Time', asks: ['unit'], answers: { unit: { Time: 'min' } } },
  ),
  {
    title: 'a writing that nobody knows',
    content: lines('time;p [bar]', '2026 Q1 03 08:15:00;101.5', '2026 Q1 03 08:15:01;102.25', '2026 Q1 03 08:15:02;103.75'),
    refused: { code: 'import-not-understood', says: /2026 Q1 03/ },
  },
  {
    title: 'milliseconds without leading zeros',
    content: lines('time;p [bar]', '2026-01-03 08:15:00.5;101.5', '2026-01-03 08:15:00.110;102.25', '2026-01-03 08:15:00.20;103.75'),
    refused: { code: 'import-not-understood', says: /leading zeros/ },
  },
  {
    title: 'Excel days with a decimal comma',
    content: lines('Datum;p [bar]', '46025,34375;101,5', '46025,3437615741;102,25', '46025,3437731481;103,75'),
    truth: { ...second, channels },
  },
  {
    title: 'date and time of day in two columns of the wrong order',
    content: lines('Uhrzeit;Datum;p [bar]', '08:15:00;03.01.2026;101.5', '08:15:01;03.01.2026;102.25', '08:15:02;03.01.2026;103.75'),
    truth: { ...second, channels },
  },
  {
    title: 'year, month, day, hour, minute and second in columns',
    content: lines(
      'Year,Month,Day,Hour,Minute,Second,p [bar]',
      '2026,1,3,8,15,0,101.5',
      '2026,1,3,8,15,1,102.25',
      '2026,1,3,8,15,2,103.75',
    ),
    truth: { ...second, channels },
  },
  {
    title: 'an offset in a column of its own',
    content: lines(
      'time,offset,p [bar]',
      '2026-01-03 08:15:00,+01:00,101.5',
      '2026-01-03 08:15:01,+01:00,102.25',
      '2026-01-03 08:15:02,+01:00,103.75',
    ),
    truth: { first: '2026-01-03T07:15:00Z', seconds: [0, 1, 2], channels, zone: '+01:00' },
  },
  {
    title: 'local time and UTC side by side',
    content: lines(
      'Time (local),Time (UTC),p [bar]',
      '2026-01-03 09:15:00,2026-01-03 08:15:00,101.5',
      '2026-01-03 09:15:01,2026-01-03 08:15:01,102.25',
      '2026-01-03 09:15:02,2026-01-03 08:15:02,103.75',
    ),
    truth: { first: `${first}Z`, seconds: [0, 1, 2], channels, zone: 'UTC' },
  },
  {
    title: 'no time and no rate',
    content: lines('p [bar];T [°C]', '101.5;41.1', '102.25;41.1', '103.75;41.2'),
    asks: ['sample-interval', 'start-time'],
    answers: { 'sample-interval': 0.25, 'start-time': '2026-01-03T08:15:00' },
    truth: {
      first,
      seconds: [0, 0.25, 0.5],
      channels: [
        ['p', 'bar', [101.5, 102.25, 103.75]],
        ['T', '°C', [41.1, 41.1, 41.2]],
      ],
    },
  },
  {
    title: 'no time, rate and start in the lines before',
    content: lines('Start: 03.01.2026 08:15:00', 'Abtastrate: 4 Hz', 'p [bar];T [°C]', '101.5;41.1', '102.25;41.1', '103.75;41.2'),
    truth: {
      first,
      seconds: [0, 0.25, 0.5],
      channels: [
        ['p', 'bar', [101.5, 102.25, 103.75]],
        ['T', '°C', [41.1, 41.1, 41.2]],
      ],
    },
  },
]);
