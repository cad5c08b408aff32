import { describe, expect, it } from 'vitest';
import type { ImportAnswers, TableRecipe } from '../import.types.ts';
import { detect } from './detection.ts';

function look(text: string, answers: ImportAnswers = {}) {
  const head = Buffer.from(text);
  return detect({ head, name: 'file.csv', size: head.length }, answers);
}

const dated = (dates: readonly string[]): string => `time;p [bar]\n${dates.map((date) => `${date} 08:00:00;1.5`).join('\n')}\n`;

describe('detection', () => {
  it('asks for the order of 04/03/2025 and takes the answer', () => {
    const text = dated(['04/03/2025', '05/03/2025']);
    expect(look(text)).toMatchObject({ verdict: 'needs-answer', questions: [{ id: 'date-order' }] });
    expect(look(text, { 'date-order': 'mdy' }).recipe).toMatchObject({ time: { order: 'mdy' } });
  });

  it('sees the order when one number is above 12', () => {
    expect(look(dated(['04/03/2025', '13/03/2025'])).recipe).toMatchObject({ time: { order: 'dmy' } });
    expect(look(dated(['04/03/2025', '04/13/2025'])).recipe).toMatchObject({ time: { order: 'mdy' } });
  });

  it('refuses dates that contradict each other', () => {
    expect(look(dated(['04/13/2025', '13/04/2025']))).toMatchObject({ verdict: 'refused' });
  });

  it.each([
    ['a header of another width', 'time;p [bar];q [l/min]\n2025-01-01 00:00:00;1.5\n2025-01-01 00:00:01;1.5\n'],
    ['points and commas as decimal marks', 'time;p [bar];q [bar]\n2025-01-01 00:00:00;1.5;2,5\n2025-01-01 00:00:01;1.5;2,5\n'],
    [
      'seconds shared unevenly',
      dated(['2025-01-01', '2025-01-01', '2025-01-02', '2025-01-02', '2025-01-02', '2025-01-03', '2025-01-03', '2025-01-04', '2025-01-04']),
    ],
    ['prose', 'It was a dark and stormy night;\nthe rain fell in torrents, except at occasional intervals\n'],
  ])('refuses %s as not understood', (_, text) => {
    expect(look(text)).toMatchObject({ verdict: 'refused', recipe: null, refusal: { code: 'import-not-understood' } });
  });

  it.each([
    ['no header', '2025-01-01 00:00:00;1.5\n2025-01-01 00:00:01;1.5\n', ['channel', 'unit']],
    ['no time', 'p [bar];q [l/min]\n1.5;2.5\n1.6;2.6\n', ['sample-interval', 'start-time']],
    ['a temperature called t instead of a time', 't [°C];p [bar]\n51.5;1.5\n51.6;1.5\n', ['sample-interval', 'start-time']],
  ])('asks where there is %s', (_, text, ids) => {
    const found = look(text);
    expect(found.questions.map(({ id }) => id).sort()).toEqual(ids);
  });

  it('a time before each channel is a layout of its own', () => {
    const { recipe } = look('Zeit [s];p [bar];Zeit [s];q [bar]\n0.0;1.5;0.0;2.5\n0.1;1.5;0.2;2.5\n');
    expect(recipe).toMatchObject({ kind: 'lanes', layout: 'side-by-side', channels: [{ name: 'p' }, { name: 'q' }] });
  });

  it.each([
    ['# Time zone: CET', 'needs-answer', null],
    ['Zeitzone;(UTC+01:00) Amsterdam, Berlin', 'needs-answer', null],
    ['Zeitzone;Europe/Berlin', 'ok', 'Europe/Berlin'],
    ['# all times are UTC', 'ok', 'UTC'],
    ['Fuseau horaire : UTC+2', 'ok', '+02:00'],
    ['Date of export: 2024-01-01 12:00', 'ok', null],
    ['Prüfer;M. Weiß', 'ok', null],
  ])('a line "%s" before the header: %s with zone %s', (line, verdict, zone) => {
    const found = look(`${line}\n${dated(['2025-01-01', '2025-01-02'])}`);
    expect(found).toMatchObject({ verdict, questions: verdict === 'ok' ? [] : [{ id: 'zone' }] });
    if (verdict === 'ok') expect(found.recipe).toMatchObject({ metadataLines: 1, headerLine: 2, time: { zone } });
  });

  it.each([
    ['04.03.25', 'dmy'],
    ['24/03/25', 'dmy'],
    ['03/24/25', 'mdy'],
    ['99-03-04', 'ymd'],
  ])('the two-digit year of %s is read %s', (date, order) => {
    const text = dated([date, date]).replace('08:00:00;1.5', '07:00:00;1.5');
    expect(look(text).recipe).toMatchObject({ time: { order, yearDigits: 2 } });
  });

  it('25-03-04 could begin with year, day or month and is asked about', () => {
    expect(look(dated(['25-03-04', '25-03-05']))).toMatchObject({ questions: [{ id: 'date-order' }] });
  });

  it('spreadsheet days are a wall clock', () => {
    const { recipe } = look('Zeitpunkt;p [bar]\n45845.25;1.5\n45845.2500115741;1.5\n');
    expect(recipe).toMatchObject({ time: { kind: 'serial', format: 'excel-serial-1900', zone: null } });
  });

  it.each([
    ['Start;14.05.2025 13:20:05', Date.UTC(2025, 4, 14, 13, 20, 5), null],
    ['Startdatum;14.05.2025\nStartzeit;13:20:05', Date.UTC(2025, 4, 14, 13, 20, 5), null],
    ['Start\t2025-04-17T09:30:00+02:00', Date.UTC(2025, 3, 17, 9, 30), '+02:00'],
    ['Export date;14.05.2025 13:20:05', undefined, null],
  ])('a relative time begins where "%s" says', (lines, startMs, zone) => {
    const { recipe } = look(`${lines}\nt [s];p [bar]\n0.0;1.5\n0.1;1.5\n`);
    expect((recipe as TableRecipe).time).toMatchObject({ kind: 'relative', zone });
    expect((recipe as TableRecipe).time.startMs).toBe(startMs);
  });

  it.each(['Abtastrate;100 Hz', 'Sample rate [Hz];100', '# fs = 0.1 kHz', 'Intervall: 10 ms'])(
    'a running number gets its rate from "%s"',
    (line) => {
      const { recipe } = look(`${line}\nNr.;p [bar]\n1;1.5\n2;1.5\n3;1.5\n`);
      expect((recipe as TableRecipe).time).toMatchObject({ format: 'sample-index', msPerUnit: 10, zero: 1 });
    },
  );

  it('a running number without a rate is asked about', () => {
    expect(look('Nr.;p [bar]\n1;1.5\n2;1.5\n3;1.5\n')).toMatchObject({ questions: [{ id: 'sample-interval' }] });
  });

  it.each(['Scaling p: 4 mA = 0 bar; 20 mA = 250 bar', 'p: 4..20 mA -> 0..250 bar', 'Skalierung: siehe Datenblatt'])(
    'a scaling like "%s" is asked about, never applied by itself',
    (line) => {
      const text = `${line}\n${dated(['2025-01-01', '2025-01-02']).replace('bar', 'mA')}`;
      expect(look(text)).toMatchObject({ questions: [{ id: 'scaling', about: ['p'] }] });
      const answer = { p: { raw: [4, 20], value: [0, 250], unit: 'bar' } };
      expect((look(text, { scaling: answer }).recipe as TableRecipe).channels).toMatchObject([
        { unit: 'bar', factor: 15.625, offset: -62.5 },
      ]);
      expect((look(text, { scaling: null }).recipe as TableRecipe).channels).toMatchObject([{ unit: 'mA', factor: 1 }]);
    },
  );

  it('a number that the file declares to be no value is one', () => {
    const { recipe } = look(`# Missing value: -9999\n${dated(['2025-01-01', '2025-01-02'])}`);
    expect(recipe).toMatchObject({ missingCodes: [-9999] });
  });

  it('numbers of channels beside values are one value per row, not a channel', () => {
    const text =
      'id,time,value [bar]\n1,2025-01-01 00:00:00,1.5\n2,2025-01-01 00:00:00,2.5\n1,2025-01-01 00:00:01,1.5\n2,2025-01-01 00:00:01,2.5\n';
    expect(look(text).recipe).toMatchObject({ kind: 'lanes', layout: 'long', channels: [{ name: '1', unit: 'bar' }, { name: '2' }] });
  });

  it('a relative time without a unit is asked about', () => {
    expect(look('t;p [bar]\n0.0;1.5\n0.1;1.5\n')).toMatchObject({ verdict: 'needs-answer', questions: [{ id: 'unit', about: ['t'] }] });
    expect(look('t;p [bar]\n0.0;1.5\n0.1;1.5\n', { unit: { t: 's' } }).recipe).toMatchObject({
      time: { kind: 'relative', msPerUnit: 1000 },
    });
  });

  it('decimal comma and thousands come from the cells', () => {
    const { recipe } = look('time;p [bar];P [W]\n01.01.2025 00:00:00;1,5;2.411,5\n01.01.2025 00:00:01;2,5;941,5\n');
    expect(recipe).toMatchObject({ delimiter: ';', decimalMark: ',', thousandsMark: '.' });
  });

  it('reads every number written like 1.234 as a decimal and says so', () => {
    const { recipe } = look('time;p [bar]\n2025-01-01 00:00:00;124.820\n2025-01-01 00:00:01;124.920\n');
    expect(recipe).toMatchObject({ decimalMark: '.', thousandsMark: null });
    expect(recipe!.notes.join(' ')).toContain('three digits');
  });

  it('a unit nobody knows stays as written, with a note', () => {
    const recipe = look('time;x [furlong]\n2025-01-01 00:00:00;1.5\n2025-01-01 00:00:01;1.5\n').recipe as TableRecipe;
    expect(recipe.channels).toMatchObject([{ unit: 'furlong', factor: 1, offset: 0 }]);
    expect(recipe.notes.join(' ')).toContain('furlong');
  });

  it('channels with the same name get their column as a second name', () => {
    const recipe = look('time;p [bar];p [bar]\n2025-01-01 00:00:00;1.5;1\n2025-01-01 00:00:01;1.5;1\n').recipe as TableRecipe;
    expect(recipe.channels.map(({ name }) => name)).toEqual(['p', 'p (column 3)']);
  });

  it('gives the same recipe for the same bytes', () => {
    const text = dated(['2025-01-01', '2025-01-02']);
    expect(JSON.stringify(look(text))).toBe(JSON.stringify(look(text)));
  });
});
