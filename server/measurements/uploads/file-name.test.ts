import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeName } from './file-name.ts';

test.each([
  ['press.csv', 'press.csv'],
  ['Öldruck März.csv', 'Öldruck März.csv'],
  ['压力 1.csv', '压力 1.csv'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\logger\\press.csv', 'press.csv'],
  ['/work/press.csv\0.exe', 'press.csv.exe'],
  ['a\r\nContent-Type: text/html\r\n\r\n<b>.csv', 'html<b>.csv'],
  ['press\u202evsc.exe', 'pressvsc.exe'],
  ['\u2066press\u2069.csv', 'press.csv'],
  ['pre\u200bss.csv', 'press.csv'],
  ['..', 'unnamed'],
  ['', 'unnamed'],
  ['   ', 'unnamed'],
  ['dir/', 'unnamed'],
  ['\ud800.csv', '\ufffd.csv'],
])('%j becomes %j', (given, expected) => {
  expect(safeName(given)).toBe(expected);
});

test('whatever comes in, a label comes out: one line, no path, not empty, at most 255 characters, and stays itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
      const name = safeName(given);
      expect(name).not.toMatch(/[\\/\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(255);
      expect(name.isWellFormed()).toBe(true);
      expect(['.', '..']).not.toContain(name);
      expect(safeName(name)).toBe(name);
    }),
  );
});
