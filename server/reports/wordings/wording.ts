import { wordingDe } from './wording.de.ts';
import { type Wording, wordingEn } from './wording.en.ts';

export type { Wording } from './wording.en.ts';

const wordings: Record<'en' | 'de', Wording> = { de: wordingDe, en: wordingEn };

/** The words of a language; another one is one more entry here. */
export function wordingOf(language: keyof typeof wordings): Wording {
  return wordings[language];
}
