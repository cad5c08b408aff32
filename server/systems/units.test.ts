import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convert, convertBack, parseUnit, toCanonical, toCanonicalDifference } from './units.ts';

const written = [
  'bar',
  'mbar',
  'kPa',
  'MPa',
  'psi',
  'l/min',
  'gpm',
  'm3/h',
  '°C',
  '°F',
  'K',
  'W',
  'kW',
  'hp',
  'rpm',
  'mm/s',
  'µm/s',
  'in/s',
  '%',
];

describe('units', () => {
  it.each([
    ['degC', '°C'],
    ['C', '°C'],
    ['°C', '°C'],
    ['*l/min', 'l/min'],
    ['L/min', 'l/min'],
    ['gpm', 'l/min'],
    ['psi', 'bar'],
    ['kPa', 'bar'],
    ['mbar', 'bar'],
    ['MPa', 'bar'],
    ['°F', '°C'],
    ['K', '°C'],
    ['µm/s', 'mm/s'],
    ['in/s', 'mm/s'],
    ['W', 'W'],
    ['kW', 'kW'],
    ['U/min', 'rpm'],
  ])('%s is stored in %s', (text, unit) => {
    expect(toCanonical(text)?.unit).toBe(unit);
  });

  it('known points convert as the standards say', () => {
    expect(convert(32, toCanonical('°F')!)).toBeCloseTo(0, 12);
    expect(convert(212, toCanonical('°F')!)).toBeCloseTo(100, 12);
    expect(convert(273.15, toCanonical('K')!)).toBe(0);
    expect(convert(1000, toCanonical('psi')!)).toBeCloseTo(68.9475729, 6);
    expect(convert(1, toCanonical('gpm')!)).toBe(3.785411784);
    expect(convert(1, toCanonical('MPa')!)).toBe(10);
  });

  it('a thousandth is divided, so that a decimal stays a decimal', () => {
    expect(convert(626, toCanonical('µm/s')!)).toBe(0.626);
    expect(convert(83.9, toCanonical('mbar')!)).toBe(0.0839);
  });

  it('unknown and ambiguous writings are nobody’s unit', () => {
    for (const text of ['mPa', 'foo', '', 'Zeit', '1.5', 'PS1']) expect(parseUnit(text), text).toBeNull();
  });

  it('gauge and absolute pressure never become one unit', () => {
    expect(toCanonical('bar(a)')?.unit).toBe('bar abs');
    expect(toCanonical('barg')?.unit).toBe('bar');
  });

  it('a difference has no offset: 9 °F more are 5 °C more', () => {
    expect(convert(9, toCanonicalDifference('°F')!)).toBe(5);
    expect(toCanonicalDifference('bar')?.quantity).toBe('pressure-difference');
  });

  it('every conversion goes there and back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...written), fc.double({ min: -1e6, max: 1e6, noNaN: true }), (text, value) => {
        const conversion = toCanonical(text)!;
        const back = convertBack(convert(value, conversion), conversion);
        expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      }),
    );
  });

  it('differences add up', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...written), number, number, (text, a, b) => {
        const conversion = toCanonicalDifference(text)!;
        const sum = convert(a, conversion) + convert(b, conversion);
        expect(Math.abs(convert(a + b, conversion) - sum)).toBeLessThanOrEqual(1e-6 + 1e-9 * Math.abs(sum));
      }),
    );
  });

  it('the offset of an absolute value appears once: f(a + b) = f(a) + d(b)', () => {
    const number = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...written), number, number, (text, a, b) => {
        const value = convert(a, toCanonical(text)!) + convert(b, toCanonicalDifference(text)!);
        expect(Math.abs(convert(a + b, toCanonical(text)!) - value)).toBeLessThanOrEqual(1e-6 + 1e-9 * Math.abs(value));
      }),
    );
  });
});
