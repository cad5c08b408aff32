import { expect, it } from 'vitest';
import { germanSentences as german, sentenceIn } from './german-sentence.schema.ts';
import { sentences } from './sentence.schema.ts';

const parameters = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

it('every sentence of the importer is there in German, with the same parameters', () => {
  expect(Object.keys(german).sort()).toEqual(Object.keys(sentences).sort());
  for (const [code, text] of Object.entries(sentences))
    expect(parameters(german[code as keyof typeof german]), code).toEqual(parameters(text));
});

it('a sentence is said in German with what it is about; others stay as they were written', () => {
  expect(sentenceIn('de', 'The column "Zähler" counts the rows and was not imported.')).toEqual({
    text: 'Die Spalte „Zähler“ zählt die Zeilen und wurde nicht importiert.',
    language: 'de',
  });
  const asked =
    '03/04/2026: is the day first or the month first? No date in the file settles it. (3 files; the answer holds for all of them.)';
  expect(sentenceIn('de', asked).text).toMatch(/^03\/04\/2026: Steht der Tag .* \(3 Dateien; die Antwort gilt für alle\.\)$/);
  expect(sentenceIn('de', 'Something new.')).toEqual({ text: 'Something new.', language: 'en' });
  expect(sentenceIn('en', 'The column "n" is empty and was not imported.').language).toBe('en');
});
