import { expect, it } from 'vitest';
import { UsageError } from './command.ts';
import { type LookValues, readLook } from './report-words.ts';

it('what is not said is left open, and all formats are written', () => {
  expect(readLook({})).toEqual({ formats: ['pdf', 'html', 'docx', 'xlsx', 'json', 'csv'], isBundled: false });
  expect(readLook({ format: 'zip,csv', 'no-template': true, language: 'de', 'decimal-mark': 'comma' })).toEqual({
    ...{ formats: ['csv'], isBundled: true, template: null, language: 'de', style: { decimalMark: 'comma' } },
  });
});

it('words that do not fit together are refused before anything is made', () => {
  const wrong: LookValues[] = [
    { format: 'doc' },
    { format: 'json', 'decimal-mark': 'comma' },
    { template: 'House', 'no-template': true },
    { language: 'fr' },
    { delimiter: 'blank' },
  ];
  for (const words of wrong) expect(() => readLook(words), JSON.stringify(words)).toThrow(UsageError);
});
