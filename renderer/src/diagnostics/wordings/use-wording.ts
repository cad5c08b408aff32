import { useQuery } from '@tanstack/react-query';
import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Phrase, type Words, wordsIn } from '../../../../server/diagnostics/wordings/phrase.schema.ts';
import { wordingApi } from '../../../../server/diagnostics/wordings/wording.schema.ts';
import { sentencePatterns } from '../../../../server/platform/problems/sentence-pattern.schema.ts';
import { call } from '../../platform/api.ts';

const none: readonly Phrase[] = [];
/** The composed sentences of the result that is shown; given by `ResultWords`. */
export const PhraseContext = createContext<readonly Phrase[]>(none);

/** Texts of catalogue and engine in the person's language; English where nobody translated them, as in an entry of the plant. */
export function useWording(): (text: string) => Words {
  const { i18n } = useTranslation();
  const phrases = useContext(PhraseContext);
  const isGerman = i18n.language === 'de';
  const german = useQuery({
    queryKey: ['wording', 'de'],
    queryFn: async ({ signal }) => {
      const { texts, sentences } = await call(wordingApi.get, { params: { language: 'de' } }, signal);
      return { texts, sentences: sentencePatterns(sentences) };
    },
    // Patterns of sentences are no plain data: compare them as what they are.
    structuralSharing: false,
    enabled: isGerman,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  return useMemo(() => {
    if (!isGerman || german === undefined) return (text) => ({ text, lang: 'en' });
    const source = { ...german, phrases: new Map(phrases.map((phrase) => [phrase.text, phrase])) };
    return (text) => {
      const found = wordsIn(text, source);
      return found === undefined ? { text, lang: 'en' } : { text: found, lang: 'de' };
    };
  }, [isGerman, german, phrases]);
}
