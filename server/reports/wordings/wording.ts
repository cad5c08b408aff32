import { type Wording, wordingEn } from './wording.en.ts';

export type { Wording } from './wording.en.ts';

const wordings: Record<'en', Wording> = { en: wordingEn };

/** The words of a language; a second language is one more entry here. */
export function wordingOf(language: keyof typeof wordings): Wording {
  return wordings[language];
}
