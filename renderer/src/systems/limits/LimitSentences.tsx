import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Limit, LimitSource } from '../../../../server/systems/limits/limit.schema.ts';
import { Worded } from '../../diagnostics/wordings/Worded.tsx';
import { useBoundWords } from './limit-words.ts';

/** The values of a limit, one sentence each. */
export function LimitSentences({
  bounds,
  unit,
}: {
  bounds: Pick<Limit, 'warningLow' | 'warningHigh' | 'alarmLow' | 'alarmHigh'> & Partial<Pick<Limit, 'healthy'>>;
  unit: string;
}) {
  const words = useBoundWords();
  return words(bounds, unit).map((sentence) => (
    <Text key={sentence} size="sm">
      {sentence}
    </Text>
  ));
}

export function SourceWords({ source }: { source: LimitSource }) {
  const { t } = useTranslation();
  return (
    <Stack gap={0}>
      <Text size="sm">{t(`source.${source.type}`)}</Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        <Worded text={source.reference} />
      </Text>
    </Stack>
  );
}
