import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changeLanguage, type Language, languages } from '../messages.ts';

export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('frame.language')}
      value={i18n.language}
      data={languages.map((language) => ({ value: language, label: language.toUpperCase() }))}
      onChange={(language) => void changeLanguage(language as Language)}
    />
  );
}
