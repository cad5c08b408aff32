import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '../platform/format.ts';
import { perFrame } from '../platform/per-frame.ts';
import { useFormat } from '../platform/use-format.ts';
import { dateFirst, type TickWriter } from './clock-ticks.ts';
import type { PlotGroup } from './plot-group.ts';
import type { TimeRange } from './time-range.ts';

interface VisibleRangeProps {
  group: PlotGroup;
  originS: number;
  ticks: TickWriter;
  isRelative: boolean;
}

/** Says in words which stretch of time is visible. Written by hand: it follows every wheel turn, and React need not render for that. */
export function VisibleRange({ group, originS, ticks, isRelative }: VisibleRangeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const output = useRef<HTMLOutputElement>(null);
  useEffect(() => {
    const write = () => output.current?.replaceChildren(rangeText(group.range(), { originS, ticks, isRelative, format }));
    write();
    const soon = perFrame(write);
    const stop = group.subscribe(soon);
    return () => {
      stop();
      soon.end();
    };
  }, [group, originS, ticks, isRelative, format]);
  return (
    <output ref={output} className="tabular" aria-label={t('charts.visibleRange')} style={{ fontSize: 'var(--mantine-font-size-sm)' }} />
  );
}

function rangeText(
  range: TimeRange,
  { originS, ticks, isRelative, format }: Omit<VisibleRangeProps, 'group'> & { format: Format },
): string {
  const length = range.to - range.from;
  const step = 10 ** Math.floor(Math.log10(length / 50));
  const [from = '', to = ''] = ticks([originS + range.from, originS + range.to], Math.min(step, 1)).map(dateFirst);
  const unit = isRelative ? '\u00a0s' : '';
  return `${from}${unit} – ${to}${unit} (${format.duration(length)})`;
}
