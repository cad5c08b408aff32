import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '../../../server/diagnostics/diagnosis.schema.ts';
import { LimitSentences } from '../systems/limits/LimitSentences.tsx';

/** The limits that were used, as sentences, with where they come from. */
export function IndicatorLimit({ indicator }: { indicator: Indicator }) {
  const { t } = useTranslation();
  const { limit, unit } = indicator;
  if (!limit) return <>–</>;
  return (
    <Stack gap={0}>
      <LimitSentences bounds={limit} unit={unit} />
      <Text size="xs" c="dimmed">
        {t(`source.${limit.source.type}`)}: <span lang="en">{limit.source.reference}</span>
      </Text>
    </Stack>
  );
}
