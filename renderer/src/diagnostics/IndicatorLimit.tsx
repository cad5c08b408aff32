import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Indicator, LimitUsed } from '../../../server/diagnostics/diagnosis.schema.ts';
import { LimitSentences } from '../systems/limits/LimitSentences.tsx';
import { Worded } from './wordings/Worded.tsx';

/** The limits that were used, as sentences, with where they come from. */
export function IndicatorLimit({ indicator }: { indicator: Indicator }) {
  return <LimitWords limit={indicator.limit} unit={indicator.unit} />;
}

export function LimitWords({ limit, unit }: { limit: LimitUsed | null; unit: string }) {
  const { t } = useTranslation();
  if (!limit) return <>–</>;
  return (
    <Stack gap={0}>
      <LimitSentences bounds={limit} unit={unit} />
      <Text size="xs" c="dimmed">
        {t(`source.${limit.source.type}`)}: <Worded text={limit.source.reference} />
      </Text>
      {limit.operatingPoint && (
        <Text size="xs" c="dimmed">
          {t('indicators.limitPoint', { name: limit.operatingPoint })}
        </Text>
      )}
      {limit.version && (
        <Text size="xs" c="dimmed">
          {t(versionWords(limit.version.hasSecondPerson), {
            number: limit.version.number,
            by: limit.version.approvedBy,
          })}
        </Text>
      )}
    </Stack>
  );
}

function versionWords(hasSecondPerson: boolean | null) {
  if (hasSecondPerson === null) return 'indicators.limitVersionShipped';
  return hasSecondPerson ? 'indicators.limitVersion' : 'indicators.limitVersionAlone';
}
