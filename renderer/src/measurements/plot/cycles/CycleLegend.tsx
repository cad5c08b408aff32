import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import { CurveSwatch } from '../../../charts/CurveSwatch.tsx';
import { curveStyle } from '../../../charts/curve-style.ts';

interface CycleLegendProps {
  cycles: readonly Cycle[];
  hasBand: boolean;
  onShow(cycle: Cycle): void;
}

/** Which curve is which cycle; each leads to its place in time. */
export function CycleLegend({ cycles, hasBand, onShow }: CycleLegendProps) {
  const { t } = useTranslation();
  return (
    <Group gap={4} mt={4} role="group" aria-label={t('cycles.legend')}>
      {cycles.map((cycle, i) => (
        <Button
          key={cycle.index}
          size="compact-xs"
          variant="subtle"
          color="gray"
          c="var(--mantine-color-text)"
          title={t('cycles.showOne')}
          leftSection={<CurveSwatch style={curveStyle(i)} />}
          onClick={() => onShow(cycle)}
        >
          {t('cycles.one', { number: cycle.index + 1 })}
        </Button>
      ))}
      {hasBand && (
        <Text size="xs" c="dimmed">
          {t('cycles.bandLegend')}
        </Text>
      )}
    </Group>
  );
}
