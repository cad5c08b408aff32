import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { signals } from '../../systems/signal.schema.ts';
import { catalogue } from '../catalogue/catalogue.ts';
import { knownIndicators } from '../catalogue/catalogue-check.ts';
import { definitions } from '../indicator-run.ts';
import { instrumentIndicators } from '../indicators/instrument.indicator.ts';
import { german } from './german.ts';

const missing = (texts: readonly string[]) => [...new Set(texts)].filter((text) => !german[text]);

describe('German', () => {
  it('has every sentence of the fault catalogue', () => {
    const texts = catalogue.faults.flatMap(({ names, description, causes, checks, actions, safety, symptoms }) => [
      ...[names.en, description, ...causes, ...checks, ...actions, ...safety],
      ...symptoms.flatMap(({ text, wouldNeed }) => [text, ...(wouldNeed === undefined ? [] : [wouldNeed])]),
    ]);
    expect(missing([...texts, ...catalogue.tests.flatMap((test) => [test.do, test.reading])])).toEqual([]);
  });

  it('has the name of every indicator and signal', () => {
    const gates = instrumentIndicators({ stuck: [], offset: [], scaling: [], swapped: [], clock: [] });
    const named = [...definitions, ...gates];
    expect(named.map(({ id }) => id).sort()).toEqual([...knownIndicators].sort());
    expect(missing([...named.map(({ name }) => name), ...Object.values(signals)])).toEqual([]);
  });

  it('has every reason why something could not be computed, and what would make it so', () => {
    const found = ['indicators', 'quality'].flatMap((folder) => reasonsIn(join(import.meta.dirname, '..', folder)));
    expect(found.length).toBeGreaterThan(100);
    expect(missing(found)).toEqual([]);
  });

  it('has every pattern that a sentence is put together by', () => {
    const patterns = sources(join(import.meta.dirname, '..')).flatMap(patternsIn);
    expect(patterns).toContain('only {0} charges were recorded');
    expect(missing(patterns.filter((key) => /\p{L}/u.test(key.replaceAll(/\{\d+\}/g, ''))))).toEqual([]);
  });

  it('puts the same values into every pattern', () => {
    const places = (text: string) => (text.match(/\{\d+\}/g) ?? []).sort();
    for (const [en, de] of Object.entries(german)) expect(places(de), en).toEqual(places(en));
  });

  it('says something else than the English, with the same numbers', () => {
    expect(Object.entries(german).filter(([en, de]) => en === de && !en.includes('{'))).toEqual([]);
    for (const [en, de] of Object.entries(german)) {
      expect(de.trim(), en).toBe(de);
      // Numbers are facts: the same ones stand in both languages, whatever the decimal mark.
      const numbers = (text: string) => (text.replaceAll(/(\d),(\d)/g, '$1.$2').match(/\d+(?:\.\d+)?/g) ?? []).sort();
      expect(numbers(de), en).toEqual(numbers(en));
    }
  });
});

/** Source files of the engine; guided tests speak both languages themselves. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.|guided-tests|wordings/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** Patterns of say`…`: what stands between the braces of a place may hold braces itself. */
function patternsIn(source: string): string[] {
  return [...source.matchAll(/\bsay`/g)].map(({ index }) => {
    let [at, pattern, place] = [index + 4, '', 0];
    while (source[at] !== '`') {
      if (source.startsWith('${', at)) {
        let depth = 1;
        at += 2;
        for (; depth > 0; at += 1) depth += source[at] === '{' ? 1 : source[at] === '}' ? -1 : 0;
        pattern += `{${place++}}`;
      } else pattern += source[at++];
    }
    return pattern;
  });
}

/** The fixed texts of `because:` and `wouldNeed:` in the source files of a folder. */
function reasonsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.includes('.test.'));
  return files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/(?:because|wouldNeed):\s*'((?:[^'\\]|\\.)*)'/g)].map(
      ([, text]) => text as string,
    ),
  );
}
