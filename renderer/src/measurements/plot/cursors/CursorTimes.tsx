import { Group, Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../platform/use-format.ts';
import type { PlotView } from '../use-plot-view.ts';
import { useTimeText } from '../use-time-text.ts';

/** Where the cursors stand, how far apart, and what frequency that is. Follows while one is dragged. */
export function CursorTimes({ view }: { view: PlotView }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const timeText = useTimeText(view);
  const { a, b } = useSyncExternalStore(view.cursors.subscribe, view.cursors.pair);
  // A measured distance is read to the sample, not rounded to minutes.
  const seconds = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 7 });
  const facts: [string, string][] = [];
  if (a !== null) facts.push(['A', timeText(a)]);
  if (b !== null) facts.push(['B', timeText(b)]);
  if (a !== null && b !== null) {
    facts.push(['Δt', `${seconds.format(Math.abs(b - a))}\u00a0s`]);
    if (a !== b) facts.push(['1/Δt', `${format.number(1 / Math.abs(b - a))}\u00a0Hz`]);
  }
  return (
    <Group gap="lg" aria-label={t('plot.cursors')} role="group">
      {facts.map(([name, value]) => (
        <Text key={name} size="sm" className="tabular">
          <Text span size="sm" fw={600}>
            {name}
          </Text>{' '}
          {value}
        </Text>
      ))}
    </Group>
  );
}
