import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

const en = createFormat('en');
const de = createFormat('de');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('numbers', () => {
  it('keep about four digits and the decimal mark of the language', () => {
    expect(en.number(187.3456)).toBe('187.3');
    expect(de.number(187.3456)).toBe('187,3');
    expect(en.number(0.01234567)).toBe('0.01235');
  });
  it('that are missing are a dash, never zero', () => {
    expect(en.number(null)).toBe('–');
    expect(en.number(Number.NaN)).toBe('–');
  });
  it('with an uncertainty end where the uncertainty ends', () => {
    expect(plain(en.measured(93.4567, 1.234, '%'))).toBe('93.5 ± 1.2 %');
    expect(plain(en.measured(0.9, null, '1'))).toBe('0.9');
  });
});

describe('shares', () => {
  it('are whole percent; almost nothing is not nothing, and almost all is not all', () => {
    expect([0, 0.0001, 0.721, 0.9999, 1].map((share) => plain(en.percent(share)))).toEqual(['0%', '< 1%', '72%', '> 99%', '100%']);
    expect(plain(de.percent(0.9999))).toBe('> 99 %');
  });
});

describe('durations and sizes', () => {
  it('name their two largest units', () => {
    expect(plain(en.duration(12.5))).toBe('12.5 s');
    expect(plain(en.duration(3725))).toBe('1 h 2 min');
    expect(plain(en.duration(60))).toBe('1 min');
  });
  it('count bytes in powers of 1024', () => {
    expect(plain(en.bytes(0))).toBe('0 B');
    expect(plain(en.bytes(1536))).toBe('1.5 KiB');
  });
});

describe('instants', () => {
  it('are printed in the zone asked for, with its name', () => {
    expect(plain(en.instant('2026-07-01T10:00:00.000Z', 'Europe/Berlin'))).toMatch(/^2026-07-01 12:00/);
  });
});
