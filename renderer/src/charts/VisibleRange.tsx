import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../platform/use-format.ts';
import { dateFirst, type TickWriter } from './clock-ticks.ts';
import type { PlotGroup } from './plot-group.ts';

interface VisibleRangeProps {
  group: PlotGroup;
  originS: number;
  ticks: TickWriter;
  isRelative: boolean;
}

/** Says in words which stretch of time is visible. */
export function VisibleRange({ group, originS, ticks, isRelative }: VisibleRangeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const range = useSyncExternalStore(group.subscribe, group.range);
  const length = range.to - range.from;
  const step = 10 ** Math.floor(Math.log10(length / 50));
  const [from = '', to = ''] = ticks([originS + range.from, originS + range.to], Math.min(step, 1)).map(dateFirst);
  const unit = isRelative ? '\u00a0s' : '';
  return (
    <output className="tabular" aria-label={t('charts.visibleRange')} style={{ fontSize: 'var(--mantine-font-size-sm)' }}>
      {`${from}${unit} – ${to}${unit} (${format.duration(length)})`}
    </output>
  );
}
