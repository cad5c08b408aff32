import type { ReportLanguage } from '../compositions/report-composition.schema.ts';
import { wordingDe } from './wording.de.ts';
import { type Wording, wordingEn } from './wording.en.ts';

export type { Wording } from './wording.en.ts';

const wordings: Record<ReportLanguage, Wording> = { de: wordingDe, en: wordingEn };

/** The words of a language; another one is one more entry here. */
export function wordingOf(language: ReportLanguage): Wording {
  return wordings[language];
}
