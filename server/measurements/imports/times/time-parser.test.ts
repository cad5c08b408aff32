import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimeParser } from './time-parser.ts';
import type { TimeRecipe } from './time-recipe.types.ts';
import { wallClock } from './wall-clock.ts';

const base: TimeRecipe = {
  kind: 'calendar',
  columns: [1],
  names: ['time'],
  format: '',
  order: 'ymd',
  dateSeparator: '-',
  isTwelveHour: false,
  hasOffset: false,
  msPerUnit: null,
  zone: null,
  zoneFrom: 'unspecified',
  spread: null,
};

function read(text: string, recipe: Partial<TimeRecipe> = {}): number {
  const parser = new TimeParser({ ...base, ...recipe }, ';', '.');
  const bytes = Buffer.from(`${text};1.5\n`);
  return recipe.msPerUnit === undefined ? parser.parseCalendar(bytes, 0) : parser.parseNumeric(bytes, 0);
}

const two = (value: number): string => String(value).padStart(2, '0');
const instant = fc.date({ min: new Date('1901-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true });

describe('times', () => {
  it('are what Date makes of the same instant', () => {
    fc.assert(
      fc.property(instant, (date) => {
        const iso = date.toISOString();
        const [ymd = '', clock = ''] = iso.slice(0, 23).split('T');
        const [year, month, day] = ymd.split('-');
        const ms = date.getTime();
        expect(read(`${ymd} ${clock}`)).toBe(ms);
        expect(read(`${ymd}T${clock}`)).toBe(ms);
        expect(read(iso, { hasOffset: true })).toBe(ms);
        expect(read(`${day}.${month}.${year} ${clock}`, { order: 'dmy', dateSeparator: '.' })).toBe(ms);
        expect(read(`${Number(month)}/${Number(day)}/${year} ${clock}`, { order: 'mdy', dateSeparator: '/' })).toBe(ms);
      }),
    );
  });

  it('with an offset are what Date.parse makes of them', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, minutes) => {
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.trunc(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
        const text = `${date.toISOString().slice(0, 23)}${offset}`;
        expect(read(text, { hasOffset: true })).toBe(Date.parse(text));
      }),
    );
  });

  it('are read the same whatever was read before: what is remembered of a minute never leaks into another cell', () => {
    const dates = ['2025-01-01', '2025-01-02', '2025-02-30', '1901-12-31'];
    const clocks = ['00:00', '00:01', '23:59', '24:00', '12:60'];
    const seconds = ['', ':00', ':01.5', ':01.500', ':59.999', ':60', ':07.1234', ':5', ':00.000 ', ':07.12x', ':07,123', ': 1', ':00;'];
    const one = fc.tuple(
      fc.constantFrom(...dates),
      fc.constantFrom('T', ' ', '  '),
      fc.constantFrom(...clocks),
      fc.constantFrom(...seconds),
    );
    const cells = fc.array(
      fc.oneof(
        { weight: 8, arbitrary: one.map((parts) => parts.join('')) },
        fc.constantFrom('', '"2025-01-01 00:00:01"', '2025-01-01', 'OL', '2025-01-01 00:00:0'),
      ),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(cells, fc.constantFrom<Partial<TimeRecipe>>({}, { isTwelveHour: true }, { hasOffset: true }), (texts, recipe) => {
        const parser = new TimeParser({ ...base, ...recipe }, ';', '.');
        for (const text of texts) {
          const bytes = Buffer.from(`${text};1.5\n`);
          const fresh = new TimeParser({ ...base, ...recipe }, ';', '.');
          const expected = fresh.parseCalendar(bytes, 0);
          expect(parser.parseCalendar(bytes, 0), text).toBe(expected);
          if (!Number.isNaN(expected)) expect([parser.end, parser.offsetMs]).toEqual([fresh.end, fresh.offsetMs]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('that no calendar has are no times: any y-m-d is read exactly when Date keeps it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1990, max: 2040 }),
        fc.integer({ min: 0, max: 15 }),
        fc.integer({ min: 0, max: 40 }),
        (year, month, day) => {
          const date = new Date(Date.UTC(year, month - 1, day));
          const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && month > 0;
          expect(read(`${year}-${two(month)}-${two(day)} 00:00:00`)).toEqual(exists ? date.getTime() : Number.NaN);
        },
      ),
    );
  });

  it.each([
    '2026-13-45 00:00:00',
    '2025-02-29 00:00:00',
    '2025-01-01 25:00:00',
    '2025-01-01 24:00:01',
    '2025-01-01 12:60:00',
    '2025-01-01 12:00:60',
    '25-01-01 12:00:00',
    '2025-01-01 12:00:00x',
    '2025/01/01 12:00:00',
    '',
    'Min',
  ])('%s is a bad time', (text) => {
    expect(read(text)).toBeNaN();
  });

  it('24:00:00 is the next day', () => {
    expect(read('2025-06-17 24:00:00')).toBe(Date.UTC(2025, 5, 18));
  });

  it('12:00 AM is midnight and 12:00 PM is noon', () => {
    const american = { order: 'mdy', dateSeparator: '/', isTwelveHour: true } as const;
    expect(read('05/14/2025 12:00:00 AM', american)).toBe(Date.UTC(2025, 4, 14));
    expect(read('05/14/2025 12:00:00 PM', american)).toBe(Date.UTC(2025, 4, 14, 12));
    expect(read('05/14/2025 13:00:00 PM', american)).toBeNaN();
  });

  it.each(['17671e308428106500', '1e300', '99999999999999999999', '-8.64e15'])('%s is no time of any calendar', (text) => {
    expect(read(text, { kind: 'epoch', msPerUnit: 1 })).toBeNaN();
  });

  it('epochs in s, ms, us and ns are the same instant', () => {
    const ms = 1_749_614_400_123;
    expect(read('1749614400.123', { msPerUnit: 1000 })).toBe(ms);
    expect(read('1749614400123', { msPerUnit: 1 })).toBe(ms);
    expect(read('1749614400123000', { msPerUnit: 1e-3 })).toBe(ms);
    expect(read('1749614400123000000', { msPerUnit: 1e-6 })).toBe(ms);
  });

  it('relative seconds become ms without rounding dust', () => {
    for (let i = 0; i < 10_000; i++) expect(read((i / 100).toFixed(2), { msPerUnit: 1000 })).toBe(i * 10);
  });
});

describe('a wall clock in Berlin', () => {
  const berlin = wallClock('Europe/Berlin');

  it('is two hours ahead in summer and one in winter', () => {
    expect(berlin.toUtc(Date.UTC(2025, 6, 1, 12), Number.NEGATIVE_INFINITY)).toBe(Date.UTC(2025, 6, 1, 10));
    expect(berlin.toUtc(Date.UTC(2025, 0, 1, 12), Number.NEGATIVE_INFINITY)).toBe(Date.UTC(2025, 0, 1, 11));
  });

  it('shows 02:30 twice at the end of summer time, told apart by file order', () => {
    const local = Date.UTC(2025, 9, 26, 2, 30);
    expect(berlin.toUtc(local, Number.NEGATIVE_INFINITY)).toBe(Date.UTC(2025, 9, 26, 0, 30));
    expect(berlin.toUtc(local, Date.UTC(2025, 9, 26, 0, 59, 59))).toBe(Date.UTC(2025, 9, 26, 1, 30));
  });

  it('never shows 02:30 at the start of summer time', () => {
    expect(berlin.toUtc(Date.UTC(2025, 2, 30, 2, 30), Number.NEGATIVE_INFINITY)).toBeNaN();
  });
});
