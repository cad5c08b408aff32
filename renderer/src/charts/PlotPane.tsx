import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../platform/use-format.ts';
import classes from './PlotPane.module.css';
import type { VisibleStatistics } from './plot-data.ts';
import { type PaneProps, usePane } from './use-pane.ts';

export interface PlotPaneProps extends PaneProps {
  name: string;
  statistics: VisibleStatistics | null;
}

/** One channel: mean line inside its min/max band, sharing the time axis of its group. */
export function PlotPane(props: PlotPaneProps) {
  const { name, unit, statistics } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { frame, readout } = usePane(props, format);
  const words = statistics && {
    min: format.number(statistics.min),
    mean: format.number(statistics.mean),
    max: format.number(statistics.max),
    unit,
  };
  const summary = words ? t('charts.statistics', words) : t('charts.nothingVisible');
  return (
    <figure className={classes.pane} aria-label={`${name}: ${summary}`}>
      <Group component="figcaption" justify="space-between" gap="xs" wrap="nowrap" px={6}>
        <Text size="sm" fw={600} truncate>
          {name}
        </Text>
        <Text size="xs" c="dimmed" className="tabular" style={{ whiteSpace: 'nowrap' }}>
          <span ref={readout} className={classes.readout} />
          {summary}
        </Text>
      </Group>
      <div ref={frame} />
    </figure>
  );
}
