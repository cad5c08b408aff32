import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '../../../server/diagnostics/diagnosis.schema.ts';
import { useFormat } from '../platform/use-format.ts';

/** The limits that were used, as sentences, with where they come from. */
export function IndicatorLimit({ indicator }: { indicator: Indicator }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { limit, unit } = indicator;
  if (!limit) return <>–</>;
  const sentence = (word: string, low: number | null, high: number | null): string[] => {
    const values = { word, low: format.number(low), high: format.number(high), unit: unit === '1' ? '' : unit };
    if (low !== null && high !== null) return [t('indicators.outside', values)];
    if (high !== null) return [t('indicators.above', values)];
    return low !== null ? [t('indicators.below', values)] : [];
  };
  const sentences = [
    ...sentence(t('indicators.warning'), limit.warningLow, limit.warningHigh),
    ...sentence(t('indicators.alarm'), limit.alarmLow, limit.alarmHigh),
  ];
  return (
    <Stack gap={0}>
      {sentences.map((words) => (
        <Text key={words} size="sm">
          {words}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {t(`source.${limit.source.type}`)}: <span lang="en">{limit.source.reference}</span>
      </Text>
    </Stack>
  );
}
