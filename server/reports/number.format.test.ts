import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCount, formatLimit, formatMeasured, formatNumber, formatSeconds, formatShare } from './number.format.ts';

const en = { decimal: '.', thousands: '\u202f' };
const de = { decimal: ',', thousands: '\u202f' };
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('numbers in a report', () => {
  it('show the uncertainty with two digits and the value to the same place', () => {
    expect(plain(formatMeasured(21.437, 1.83, '%', en))).toBe('21.4 ± 1.8 %');
    expect(plain(formatMeasured(0.9437, 0.012, '1', en))).toBe('0.944 ± 0.012');
    expect(plain(formatMeasured(-7.24159, 0.0996, 'bar', en))).toBe('−7.24 ± 0.10 bar');
    expect(plain(formatMeasured(1523.4, 110, 'W', en))).toBe('1520 ± 110 W');
    expect(plain(formatMeasured(1.5, null, 'kW', en))).toBe('1.5 kW');
  });

  it('follow the decimal mark of the language', () => {
    expect(plain(formatMeasured(21.437, 1.83, '%', de))).toBe('21,4 ± 1,8 %');
    expect(plain(formatCount(1234567, de))).toBe('1 234 567');
  });

  it('keep limits as they were set and drop empty places', () => {
    expect(formatLimit(25.2, en)).toBe('25.2');
    expect(formatLimit(0.85, en)).toBe('0.85');
    expect(formatLimit(1450, en)).toBe('1450');
    expect(formatNumber(10, en)).toBe('10');
    expect(formatNumber(0, en)).toBe('0');
    expect(formatNumber(-0.0001234, en)).toBe('−0.000123');
  });

  it('never round a share to a false 0 or 100 %', () => {
    expect(plain(formatShare(0.9996, en))).toBe('99.9 %');
    expect(plain(formatShare(0.002, en))).toBe('< 1 %');
    expect(plain(formatShare(1, en))).toBe('100 %');
    expect(plain(formatShare(0, en))).toBe('0 %');
  });

  it('show durations in the unit a person would choose', () => {
    expect(plain(formatSeconds(7, en))).toBe('7 s');
    expect(plain(formatSeconds(2400, en))).toBe('40 min');
    expect(plain(formatSeconds(80520, en))).toBe('22.37 h');
  });

  it('read back as the number they came from, within the digits shown', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true, noDefaultInfinity: true }), (value) => {
        fc.pre(Math.abs(value) > 1e-9 || value === 0);
        const read = Number(formatNumber(value, en).replace('−', '-').replaceAll('\u202f', ''));
        expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.max(Math.abs(value) * 0.0051, 0));
      }),
    );
  });

  it('refuse what is not a number: missing values need words', () => {
    expect(() => formatNumber(Number.NaN, en)).toThrow('missing values need words');
  });
});
