import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** A share as percent with one digit: between 99 and 100 % every tenth counts. */
export function useShare(): (share: number) => string {
  const { language } = useTranslation().i18n;
  return useMemo(() => {
    const writer = new Intl.NumberFormat(language, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
    return (share) => writer.format(share);
  }, [language]);
}
