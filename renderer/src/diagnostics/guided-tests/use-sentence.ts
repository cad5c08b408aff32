import { useTranslation } from 'react-i18next';
import type { Sentence } from '../../../../server/diagnostics/guided-tests/guided-test.schema.ts';

/** A sentence of a test in the person's language. */
export function useSentence(): (sentence: Sentence) => string {
  const { i18n } = useTranslation();
  return (sentence) => (i18n.language === 'de' ? sentence.de : sentence.en);
}
