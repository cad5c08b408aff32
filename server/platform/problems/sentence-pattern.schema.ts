/** A sentence with places {0}, {1} … in English, to be found again in a text, and the same in another language. */
export interface SentencePattern {
  readonly english: RegExp;
  readonly words: string;
}

/** A place of a pattern, with its number. */
export const places = /\{(\d+)\}/g;

/** @param sentences pattern in another language by the English one; the first that fits counts: those that begin with words, the longer first */
export function sentencePatterns(sentences: Readonly<Record<string, string>>): SentencePattern[] {
  const fixed = (text: string) => text.replace(places, '').length;
  return Object.entries(sentences)
    .sort(([a], [b]) => Number(a.startsWith('{0}')) - Number(b.startsWith('{0}')) || fixed(b) - fixed(a))
    .map(([english, words]) => {
      const pattern = english.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(places, '(?<p$1>.+?)');
      return { english: new RegExp(`^${pattern}$`, 's'), words };
    });
}
