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

  it('says something else than the English, with the same numbers', () => {
    expect(Object.entries(german).filter(([en, de]) => en === de)).toEqual([]);
    for (const [en, de] of Object.entries(german)) {
      expect(de.trim(), en).toBe(de);
      // Numbers are facts: the same ones stand in both languages, whatever the decimal mark.
      const numbers = (text: string) => (text.replaceAll(/(\d),(\d)/g, '$1.$2').match(/\d+(?:\.\d+)?/g) ?? []).sort();
      expect(numbers(de), en).toEqual(numbers(en));
    }
  });
});

/** The fixed texts of `because:` and `wouldNeed:` in the source files of a folder. */
function reasonsIn(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.includes('.test.'));
  return files.flatMap((name) =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(/(?:because|wouldNeed):\s*'((?:[^'\\]|\\.)*)'/g)].map(
      ([, text]) => text as string,
    ),
  );
}
