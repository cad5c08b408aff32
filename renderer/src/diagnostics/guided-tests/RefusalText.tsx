import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '../../../../server/diagnostics/guided-tests/guided-test.schema.ts';
import { useSentence } from './use-sentence.ts';

/** Why something cannot be computed, and what would make it so. */
export function RefusalText({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation();
  const sentence = useSentence();
  return (
    <Text size="sm">
      {capital(sentence(refusal.because))};{' '}
      <Text span c="dimmed">
        {t('guided.wouldNeed')} {sentence(refusal.wouldNeed)}
      </Text>
    </Text>
  );
}

const capital = (text: string): string => text.replace(/^./, (letter) => letter.toUpperCase());
