import type { KeptPhrase } from './phrase.science.ts';

/** The phrases that a text is put together from: its own, and those that stand in its values. */
export function phrasesIn(text: string, phrases: readonly KeptPhrase[]): KeptPhrase[] {
  const byText = new Map(phrases.map((phrase) => [phrase.text, phrase]));
  const found = new Set<KeptPhrase>();
  const collect = (said: string): void => {
    const phrase = byText.get(said);
    if (phrase === undefined || found.has(phrase)) return;
    found.add(phrase);
    for (const value of phrase.values) collect(String(value));
  };
  collect(text);
  return [...found];
}
