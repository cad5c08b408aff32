import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvText, safeText } from '../../platform/tables/cell-text.ts';
import { ByteText } from './byte-text.ts';
import { decimalsOf, longestNumber, NumberWriter } from './number-writer.ts';
import { createTimeWriter, longestTime } from './time-writer.ts';

const written = (write: (target: ByteText) => void): string => {
  const target = new ByteText(longestTime);
  write(target);
  return Buffer.from(target.take()).toString();
};
const number = (value: number, decimals: number, mark: '.' | ',' = '.'): string => {
  const bytes = new Uint8Array(longestNumber);
  return Buffer.from(bytes.subarray(0, new NumberWriter(mark, decimals).write(bytes, 0, value))).toString();
};

describe('a number in a table', () => {
  test('reads back as the very same float64, whatever the places of its column', () => {
    const any = fc.oneof(
      fc.double({ noNaN: true }),
      fc.float({ noNaN: true }),
      fc.tuple(fc.integer({ min: -(2 ** 31), max: 2 ** 31 }), fc.nat(9)).map(([i, d]) => i / 10 ** d),
    );
    fc.assert(
      fc.property(any, fc.nat(9), (value, decimals) => {
        expect(Number(number(value, decimals))).toBe(value);
        expect(Number(number(value, decimals, ',').replace(',', '.'))).toBe(value);
      }),
      { numRuns: 20_000 },
    );
  });

  test.each([
    [0, 0, '0'],
    [-0, 2, '-0'],
    [7, 0, '7'],
    [10, 0, '10'],
    [-99, 0, '-99'],
    [100, 1, '100.0'],
    [12_345_678, 0, '12345678'],
    [-0.05, 2, '-0.05'],
    [150.2, 2, '150.20'],
    [0.1 + 0.2, 2, '0.30000000000000004'],
    [1e21, 2, '1e+21'],
    [2_147_483_647, 0, '2147483647'],
    [2_147_483_648, 0, '2147483648'],
    [Number.NaN, 2, ''],
    [Number.POSITIVE_INFINITY, 2, 'Infinity'],
  ])('%d with %i places is %s', (value, decimals, text) => {
    expect(number(value, decimals)).toBe(text);
  });

  test('has the places that its column needs', () => {
    expect(decimalsOf(Float64Array.of(1, 2.5, 3.25, Number.NaN, Number.POSITIVE_INFINITY))).toBe(2);
    expect(decimalsOf(Float64Array.of())).toBe(0);
    expect(decimalsOf(Float64Array.of(Math.PI, 0.5))).toBe(1);
  });
});

describe('a time in a table', () => {
  const clock = createTimeWriter({ kind: 'clock', zone: 'Europe/Berlin' }, ',');
  test.each([
    ['2026-01-05T06:00:00.000Z', 0, '2026-01-05T07:00:00.000+01:00'],
    ['2026-07-05T21:59:59.999Z', 0, '2026-07-05T23:59:59.999+02:00'],
    ['2026-10-25T00:59:59.000Z', 0, '2026-10-25T02:59:59.000+02:00'],
    ['2026-10-25T01:00:00.000Z', 0, '2026-10-25T02:00:00.000+01:00'],
    ['1969-12-31T23:59:59.500Z', 0, '1970-01-01T00:59:59.500+01:00'],
    ['2026-01-05T06:00:00.250Z', 0.25, '2026-01-05T07:00:00.25025+01:00'],
    ['2026-01-05T06:00:59.999Z', 0.9999999, '2026-01-05T07:01:00.000+01:00'],
  ])('%s (+%d ms) is written as %s', (instant, more, text) => {
    expect(written((target) => clock.write(target, Date.parse(instant) + more))).toBe(text);
  });

  test('of any instant reads back as the same float64', () => {
    const utc = createTimeWriter({ kind: 'clock', zone: 'America/New_York' }, '.');
    fc.assert(
      fc.property(fc.double({ min: 0, max: 4e12, noNaN: true }), (random) => {
        // A float64 of this century has steps of 2^-12 ms.
        const ms = Math.round(random * 4096) / 4096;
        const text = written((target) => utc.write(target, ms));
        const [, head = '', fraction = '', tail = ''] = /^(.{19})\.(\d+)(.+)$/.exec(text) ?? [];
        expect(Date.parse(`${head}.000${tail}`) + Number(`0.${fraction}`) * 1000).toBeCloseTo(ms, 4);
      }),
    );
  });

  test.each([
    [0, '0.000'],
    [10, '0.010'],
    [-1500, '-1.500'],
    [61_000.5, '61.0005'],
    [1000 / 3, '0.3333333333333333'],
    [16.666666666666668, '0.016666666666666668'],
    [1e-9, '0.000000000'],
  ])('%d ms after the start are %s s', (ms, text) => {
    const seconds = createTimeWriter({ kind: 'seconds', zeroMs: 0 }, '.');
    expect(written((target) => seconds.write(target, ms))).toBe(text);
  });
});

describe('a name in a table', () => {
  test.each([
    '=1+1',
    '+A1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '"=1"',
    "'=1",
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '=cmd|/C calc!A0',
  ])('that a spreadsheet would run (%j) is told to be text', (name) => {
    expect(safeText(name)).toBe(`'${name}`);
  });

  test.each(['Pump pressure', 'p_P', '°C', 'ΔT', "5'", 'a=b', 'l/min', '% open'])('that is harmless (%s) stays as it is', (name) => {
    expect(safeText(name)).toBe(name);
  });

  test('is quoted where it would break the line', () => {
    const style = { delimiter: ';', decimalMark: ',' } as const;
    expect(['a;b', 'a"b', ' a', 'a,b', 'a\nb', '=a;b'].map((name) => csvText(name, style))).toEqual([
      '"a;b"',
      '"a""b"',
      '" a"',
      'a,b',
      'a b',
      `"'=a;b"`,
    ]);
  });
});
