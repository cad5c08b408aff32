import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AnomalyOverview } from '../../../../server/diagnostics/anomalies/anomaly.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import classes from './AnomalyStrip.module.css';
import { stripBars } from './strip-bars.ts';

const height = 64;

/** The score over time: a bar per part of the recording, the limit as a dashed line, flagged parts in the colour of attention. */
export function AnomalyStrip({ overview }: { overview: AnomalyOverview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { strip, limit, stretchCount, stretches } = overview;
  const { bars, limitY } = stripBars(overview, height);
  const from = strip[0]?.fromS ?? 0;
  const to = Math.max(strip.at(-1)?.fromS ?? 0, stretches.at(-1)?.toS ?? 0);
  const label = t('anomaly.strip', { count: stretchCount, limit: format.number(limit) });
  return (
    <Stack gap={2}>
      <svg
        width="100%"
        height={height}
        viewBox={`0 0 ${Math.max(1, strip.length)} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
        className={classes.frame}
      >
        {bars.map(({ x, y, isFlagged }) => (
          <rect key={x} x={x} y={y} width={1} height={height - y} className={isFlagged ? classes.flagged : classes.usual} />
        ))}
        <line x1={0} x2={strip.length} y1={limitY} y2={limitY} className={classes.limit} />
      </svg>
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {format.duration(from)}
        </Text>
        <Text size="xs" c="dimmed">
          {t('anomaly.legend', { limit: format.number(limit) })}
        </Text>
        <Text size="xs" c="dimmed">
          {format.duration(to)}
        </Text>
      </Group>
    </Stack>
  );
}
