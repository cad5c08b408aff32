import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOf, sentences } from './sentence.schema.ts';

test.for(Object.entries(sentences))('%s: code and parameters are found again in the sentence', ([code, text]) => {
  const names = [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const values = Object.fromEntries(names.map((name, i) => [name, `(${i}.5) "a", b`]));
  const written = text.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
  const found = codeOf(written);
  expect(found?.code).toBe(code);
  expect(found?.values).toEqual(values);
});

test('what is none of them has no code', () => {
  expect(codeOf('Something else.')).toBeNull();
  expect(codeOf(`${sentences['cycles-joined']} And more.`)).toBeNull();
});

test('every sentence is one that the importer writes: who changes the words there changes them here', () => {
  const folder = join(import.meta.dirname, '..');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !name.endsWith('sentence.schema.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll("\\'", "'"))
    .join('\n');
  // The longest words between two parameters; "is", "are", "point" and "comma" are chosen while writing.
  const longest = (text: string) =>
    text
      .split(/\{\w+\}|\b(?:is|are|point|comma)\b|(?<=\.) | for (?=\{)/)
      .sort((a, b) => b.length - a.length)[0]!
      .trim();
  const unknown = Object.entries(sentences).filter(([, text]) => !sources.includes(longest(text)));
  expect(unknown).toEqual([]);
});
