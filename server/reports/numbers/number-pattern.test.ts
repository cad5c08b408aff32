import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertPattern, defaultPattern, numberOf, scopeOf, siteCode } from './number-pattern.ts';

const context = { year: 2026, siteName: 'Werk Köln-Süd 2' };

test('a number is written as its pattern says', () => {
  expect(numberOf(scopeOf(defaultPattern, context), 7)).toBe('2026-00007');
  expect(numberOf(scopeOf('{site}-{year}-{n:4}', context), 12)).toBe('WERK-KOELN-S-2026-0012');
  expect(numberOf(scopeOf('HD.{n}', context), 123456)).toBe('HD.123456');
  expect(siteCode('Завод')).toBe('SITE');
});

test.each([
  ['{year}', 'The running number is missing'],
  ['{n:5}{n:5}', 'once'],
  ['{week}-{n:5}', 'Between braces'],
  ['../{n:5}', 'names of files'],
  ['.{n:5}', 'starts with'],
  [`${'A'.repeat(39)}{n:5}`, 'longer than 40'],
])('the pattern %s is refused in words', (pattern, words) => {
  expect(() => assertPattern(pattern)).toThrow(
    expect.objectContaining({ code: 'number-pattern-invalid', detail: expect.stringContaining(words) }),
  );
});

test('whatever the site is called, a number can stand in the name of a file', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 10_000_000 }), (siteName, n) => {
      assertPattern('{site}-{year}-{n:4}');
      expect(numberOf(scopeOf('{site}-{year}-{n:4}', { year: 2026, siteName }), n)).toMatch(/^[A-Z0-9][A-Z0-9-]{0,39}$/);
    }),
  );
});
