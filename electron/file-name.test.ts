import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numberedName, safeFileName } from './file-name.ts';

it.each([
  ['report-2026-00001.pdf', 'report-2026-00001.pdf'],
  ['../../etc/passwd', '_.._etc_passwd'],
  ['C:\\Windows\\system.ini', 'C__Windows_system.ini'],
  ['CON', '_CON'],
  ['con.pdf', '_con.pdf'],
  ['LPT1.zip', '_LPT1.zip'],
  ['console.pdf', 'console.pdf'],
  ['Halle 3: "Presse" <7>?.pdf', 'Halle 3_ _Presse_ _7__.pdf'],
  ['trailing dot.', 'trailing dot'],
  ['...', 'file'],
  ['', 'file'],
  ['bericht\u202efdp.exe', 'bericht_fdp.exe'],
  ['a\0b\n.pdf', 'a_b_.pdf'],
  ['Prüfbericht Größe.pdf', 'Prüfbericht Größe.pdf'],
])('%j becomes %j', (given, expected) => {
  expect(safeFileName(given)).toBe(expected);
});

it('any name becomes one that Windows, FAT and Linux take, and safe names stay as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 1, max: 99 }), (given, copy) => {
      const name = safeFileName(given);
      expect(name).not.toMatch(/[/\\:*?"<>|]|\p{Cc}|\p{Cf}/u);
      expect(name).not.toMatch(/^\.|^\s|[.\s]$/u);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      expect(Buffer.byteLength(numberedName(name, copy))).toBeLessThanOrEqual(210);
      expect(safeFileName(name)).toBe(name);
    }),
    { numRuns: 2000 },
  );
});

it('a name that is taken is counted before its ending', () => {
  expect(numberedName('report.pdf', 1)).toBe('report.pdf');
  expect(numberedName('report.pdf', 2)).toBe('report (2).pdf');
  expect(numberedName('README', 3)).toBe('README (3)');
  expect(safeFileName(`${'ä'.repeat(300)}.pdf`)).toMatch(/^ä{98}\.pdf$/);
});
