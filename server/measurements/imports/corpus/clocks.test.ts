import { afterAll } from 'vitest';
import { fixture } from '../import.fixture.ts';
import { type CorpusFile, corpus, lines, type Truth } from './corpus.fixture.ts';

const place = fixture();
afterAll(() => place.remove());

/** Times in the first column, a rising pressure in the second. */
function clock(
  title: string,
  written: readonly string[],
  truth: Partial<Truth> & Pick<Truth, 'first'>,
  more: Partial<CorpusFile> & { header?: string; before?: readonly string[] } = {},
): CorpusFile {
  const { header = 'Time', before = [], ...file } = more;
  const content = lines(...before, `${header};p [bar]`, ...written.map((text, i) => `${text};${100 + i}.5`));
  return { title, content, truth: { channels: [['p', 'bar', written.map((_, i) => 100.5 + i)]], ...truth }, ...file };
}

function refusedClock(title: string, written: readonly string[], says: RegExp, header = 'Time'): CorpusFile {
  const { content } = clock(title, written, { first: null }, { header });
  return { title, content, refused: { code: 'import-not-understood', says } };
}

const first = '2026-03-23T14:05:10';
const second: Pick<Truth, 'first' | 'seconds'> = { first, seconds: [0, 1, 2] };
const utc: Pick<Truth, 'first' | 'seconds'> = { first: '2026-03-23T13:05:10Z', seconds: [0, 1, 2] };
const three = (text: (second: string) => string): string[] => ['10', '11', '12'].map(text);

/** Ten minutes apart through the night in which summer time ends in Europe. */
const night = ['01:40', '01:50', ...['00', '10', '20', '30', '40', '50', '00', '10', '20'].map((minute) => `02:${minute}`)];
const autumn = (day: string) =>
  clock(
    `the hour that comes twice, of a logger whose zone is unknown, on ${day}`,
    night.map((time) => `${day} ${time}:00`),
    { first: '2026-10-24T23:40:00Z', seconds: night.map((_, i) => 600 * i), zone: 'Europe/Berlin' },
    { asks: ['zone'], answers: { zone: 'Europe/Berlin' }, siteZone: 'UTC' },
  );

corpus('clocks', place, [
  autumn('25.10.2026'),
  {
    ...autumn('2026-10-25'),
    title: 'the hour that comes twice in a long table',
    content: lines('Tag;Time;Value;Unit', ...night.map((time, i) => `p;2026-10-25 ${time}:00;${100 + i}.5;bar`)),
  },
  clock(
    'a comma between date and time',
    three((s) => `23.03.2026, 14:05:${s}`),
    second,
  ),
  clock(
    'a comma and a narrow space before PM',
    three((s) => `3/23/2026, 2:05:${s}\u202fPM`),
    second,
  ),
  clock(
    'p. m. as in Spanish',
    three((s) => `23/03/2026 2:05:${s} p. m.`),
    second,
    { header: 'Fecha y hora' },
  ),
  clock(
    'seven digits of a second and an offset',
    three((s) => `2026-03-23T14:05:${s}.0000000+01:00`),
    utc,
  ),
  clock(
    'nine digits of a second and Z',
    ['10.000000000', '10.500000000', '11.000000000'].map((s) => `2026-03-23T13:05:${s}Z`),
    {
      first: utc.first,
      seconds: [0, 0.5, 1],
    },
  ),
  clock(
    'an offset behind a space',
    three((s) => `2026-03-23 14:05:${s} +0100`),
    utc,
  ),
  clock(
    'an offset of hours only',
    three((s) => `2026-03-23T14:05:${s}+01`),
    utc,
  ),
  clock(
    'numbers without leading zeros',
    ['9:5:9', '9:5:10', '9:5:11'].map((s) => `3.4.2026 ${s}`),
    {
      first: '2026-04-03T09:05:09',
      seconds: [0, 1, 2],
    },
  ),
  clock(
    'Uhr behind the time',
    three((s) => `23.03.2026 14:05:${s} Uhr`),
    second,
    { header: 'Zeit' },
  ),
  clock(
    'the time of a mail header',
    three((s) => `Mon, 23 Mar 2026 13:05:${s} GMT`),
    utc,
  ),
  clock(
    'JavaScript',
    three((s) => `Mon Mar 23 2026 14:05:${s} GMT+0100 (Central European Standard Time)`),
    utc,
  ),
  clock(
    'Java, zone before the year',
    three((s) => `Mon Mar 23 14:05:${s} CET 2026`),
    utc,
  ),
  clock(
    'Italian months',
    three((s) => `23 gen 2026 14:05:${s}`),
    { ...second, first: '2026-01-23T14:05:10' },
    { header: 'Data e ora' },
  ),
  clock(
    'Spanish months',
    three((s) => `23-ene-2026 14:05:${s}`),
    { ...second, first: '2026-01-23T14:05:10' },
    { header: 'Fecha' },
  ),
  clock(
    'Spanish with de',
    three((s) => `23 de marzo de 2026 14:05:${s}`),
    second,
    { header: 'Fecha' },
  ),
  clock(
    'a dot behind the year',
    three((s) => `2026.03.23. 14:05:${s}`),
    second,
  ),
  clock(
    'Chinese and Japanese',
    three((s) => `2026年3月23日 14:05:${s}`),
    second,
  ),
  clock(
    'ISO weeks',
    three((s) => `2026-W13-1 14:05:${s}`),
    second,
  ),
  clock('ISO weeks without dashes, at the end of a year', ['2026W537T235959', '2027W011T000000', '2027W011T000001'], {
    first: '2027-01-03T23:59:59',
    seconds: [0, 1, 2],
  }),
  clock(
    'a time span with days',
    ['23:59:59', '1.00:00:00', '1.00:00:01'],
    { first: null, seconds: [86_399, 86_400, 86_401] },
    { header: 'Elapsed' },
  ),
  clock(
    'a time span with fractions',
    ['00:00:00', '00:00:00.2500000', '00:00:00.5000000'],
    { first: null, seconds: [0, 0.25, 0.5] },
    { header: 'Elapsed' },
  ),
  clock(
    'days before a clock',
    ['0d 23:59:59', '1d 00:00:00', '1d 00:00:01'],
    { first: null, seconds: [86_399, 86_400, 86_401] },
    { header: 'Laufzeit' },
  ),
  clock(
    '.NET ticks',
    ['639098715100000000', '639098715105000000', '639098715110000000'],
    {
      first,
      seconds: [0, 0.5, 1],
    },
    { header: 'Ticks' },
  ),
  clock(
    'Windows file time',
    ['134187447100000000', '134187447105000000', '134187447110000000'],
    {
      first: '2026-03-23T13:05:10Z',
      seconds: [0, 0.5, 1],
    },
    { header: 'FileTime' },
  ),
  clock('seconds since 1904', ['3857119510.0', '3857119510.5', '3857119511.0'], { first: '2026-03-23T14:05:10Z', seconds: [0, 0.5, 1] }),
  clock('MATLAB days', ['740064.58692129632', '740064.58693287033', '740064.58694444446'], second, { header: 'datenum' }),
  clock('Italian seconds', ['0', '0.5', '1'], { first: null, seconds: [0, 0.5, 1] }, { header: 'Tempo [s]' }),
  clock('Spanish seconds', ['0', '0.5', '1'], { first: null, seconds: [0, 0.5, 1] }, { header: 'Tiempo (s)' }),
  clock('Dutch milliseconds', ['0', '500', '1000'], { first: null, seconds: [0, 0.5, 1] }, { header: 'Tijd (ms)' }),
  clock('milliseconds since start', ['0', '500', '1000'], { first: null, seconds: [0, 0.5, 1] }, { header: 'Zeit seit Start [ms]' }),
  {
    title: 'Excel days and fractions of a day in two columns',
    content: lines('Datum;Uhrzeit;p [bar]', '46104;0,586921296;101,5', '46104;0,586932870;102,5', '46104;0,586944444;103,5'),
    truth: { ...second, channels: [['p', 'bar', [101.5, 102.5, 103.5]]] },
  },
  {
    title: 'a date and a fraction of a day',
    content: lines('Date,Time,p [bar]', '23/03/2026,0.586921296,101.5', '23/03/2026,0.586932870,102.5', '23/03/2026,0.586944444,103.5'),
    truth: { ...second, channels: [['p', 'bar', [101.5, 102.5, 103.5]]] },
  },
  {
    title: 'a date and seconds of the day',
    content: lines('Date,Seconds of day,p [bar]', '2026-03-23,50710,101.5', '2026-03-23,50711,102.5', '2026-03-23,50712,103.5'),
    truth: { ...second, channels: [['p', 'bar', [101.5, 102.5, 103.5]]] },
  },
  refusedClock(
    'twelve hours without AM or PM',
    ['12:59:58', '12:59:59', '01:00:00', '01:00:01'].map((s) => `2026-03-23 ${s}`),
    /AM.*PM/,
  ),
  refusedClock('milliseconds that a spreadsheet rounded away', ['1.77428E+12', '1.77428E+12', '1.77428E+12', '1.77428E+12'], /digits/),
  {
    title: 'seconds that a spreadsheet dropped: 4 rows in each minute',
    content: lines(
      'Time;p [bar]',
      ...Array.from({ length: 14 }, (_, i) => `23.03.2026 14:${String(5 + Math.floor((i + 1) / 4)).padStart(2, '0')};${100 + i}.5`),
    ),
    truth: {
      first: '2026-03-23T14:05:15',
      seconds: Array.from({ length: 14 }, (_, i) => i * 15),
      channels: [['p', 'bar', Array.from({ length: 14 }, (_, i) => 100.5 + i)]],
      notes: /minute/,
    },
  },
  refusedClock(
    'seconds that a spreadsheet dropped, unevenly',
    [5, 5, 5, 6, 6, 7, 7, 7, 7, 8, 8].map((m) => `23.03.2026 14:0${m}`),
    /minute/,
  ),
  {
    title: 'a clock that a spreadsheet shows as minutes, seconds and tenths',
    content: lines('Time;p [bar]', '05:10.0;101.5', '05:10.5;102.5', '05:11.0;103.5'),
    asks: ['start-time'],
    answers: { 'start-time': 'relative' },
    truth: { first: null, seconds: [0, 0.5, 1], channels: [['p', 'bar', [101.5, 102.5, 103.5]]] },
  },
  clock(
    'a date in words above times of day',
    ['23:59:59', '00:00:00', '00:00:01'],
    { first: '2026-03-23T23:59:59', seconds: [0, 1, 2] },
    {
      before: ['Messung vom 23. März 2026'],
      header: 'Uhrzeit',
    },
  ),
]);
