import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '../../../server/diagnostics/diagnosis.schema.ts';
import { useFormat } from '../platform/use-format.ts';

/** The limit that was used, in words, with where it comes from. */
export function IndicatorLimit({ indicator }: { indicator: Indicator }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { limit, unit } = indicator;
  if (!limit) return <>–</>;
  const words = (['alarmLow', 'warningLow', 'warningHigh', 'alarmHigh'] as const).flatMap((key) => {
    const value = limit[key];
    return value === null ? [] : [`${t(`limits.${key}`)} ${format.number(value)}\u00a0${unit}`];
  });
  return (
    <Stack gap={0} maw={260}>
      {words.map((word) => (
        <Text key={word} size="sm">
          {word}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {t(`source.${limit.source.type}`)}: <span lang="en">{limit.source.reference}</span>
      </Text>
    </Stack>
  );
}
