import { useTranslation } from 'react-i18next';
import type { Fault } from '../../../../server/diagnostics/catalogue/fault.schema.ts';

/** Name of a fault in the person's language, and the language it is in: names exist in German, texts do not. */
export function useFaultName() {
  const { i18n } = useTranslation();
  return ({ names }: Pick<Fault, 'names'>): { text: string; lang: string } =>
    i18n.language === 'de' && names.de !== undefined ? { text: names.de, lang: 'de' } : { text: names.en, lang: 'en' };
}
