import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HealthLine } from '../../../../server/diagnostics/outlooks/outlook.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import { Worded } from '../wordings/Worded.tsx';

/** An interval with its assumptions, or why there is none and what would help; never a single date. */
export function OutlookText({ line, timeZone }: { line: HealthLine; timeZone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const life = line.remainingLife;
  const apart = line.points.filter((point) => point.notComparable !== null).length;
  return (
    <Stack gap={2}>
      {life.kind === 'interval' && (
        <>
          <Text size="sm" fw={600}>
            {life.latest === null
              ? t('outlook.notBefore', { from: format.instant(life.earliest, timeZone) })
              : t('outlook.between', { from: format.instant(life.earliest, timeZone), to: format.instant(life.latest, timeZone) })}
          </Text>
          <Text size="xs" c="dimmed">
            <Worded text={life.assumptions.join('; ')} />
          </Text>
        </>
      )}
      {life.kind === 'reached' && (
        <Text size="sm" fw={600}>
          {t('outlook.reached')} <Worded text={life.because} />
        </Text>
      )}
      {life.kind === 'no-basis' && (
        <>
          <Text size="sm">
            {t('outlook.noBasis')} <Worded text={life.because} />
          </Text>
          <Text size="xs" c="dimmed">
            {t('indicators.wouldNeed')} <Worded text={life.wouldNeed} />
          </Text>
        </>
      )}
      {apart > 0 && (
        <Text size="xs" c="dimmed">
          {t('outlook.apart', { count: apart })}
        </Text>
      )}
    </Stack>
  );
}
