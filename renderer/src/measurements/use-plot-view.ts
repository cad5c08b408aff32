import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '../../../server/measurements/recording.schema.ts';
import { clockTicks, elapsedTicks, offsetOf, type TickWriter } from '../charts/clock-ticks.ts';
import { createPlotGroup, type PlotGroup } from '../charts/plot-group.ts';
import { type TimeRange, withRoom } from '../charts/time-range.ts';
import type { RecordingSearch } from './recording-search.ts';

export interface PlotView {
  /** The file names no date: time is s since the start, and no clock is invented. */
  isRelative: boolean;
  /** What the time axis begins with: 0, or s since 1970. */
  originS: number;
  /** Null for a relative clock. */
  timeZone: string | null;
  /** The evidence that the address names, in s since the start. */
  evidence: TimeRange | null;
  group: PlotGroup;
  ticks: TickWriter;
  timeLabel: string;
}

/** Everything that the panes of a recording share: the time axis, its words, and the evidence to show. */
export function usePlotView(recording: Recording, siteZone: string, search: RecordingSearch): PlotView {
  const { t, i18n } = useTranslation();
  const isRelative = recording.clock === 'relative' || recording.startedAt === null;
  const originS = isRelative ? 0 : Date.parse(recording.startedAt ?? '') / 1000;
  const { from, to } = search;
  const evidence = useMemo(() => (from !== undefined && to !== undefined ? { from, to } : null), [from, to]);
  const group = useMemo(() => {
    const full = { from: 0, to: Math.max(recording.durationMs / 1000, 1e-3) };
    return createPlotGroup(full, evidence ? withRoom(evidence, 0.25) : full);
  }, [recording.durationMs, evidence]);
  const ticks = useMemo(
    () => (isRelative ? elapsedTicks(i18n.language) : clockTicks(i18n.language, siteZone)),
    [isRelative, i18n.language, siteZone],
  );
  const timeLabel = isRelative
    ? t('charts.timeElapsed')
    : t('charts.timeClock', { zone: siteZone, offset: offsetOf(siteZone, new Date(originS * 1000)) });
  return { isRelative, originS, timeZone: isRelative ? null : siteZone, evidence, group, ticks, timeLabel };
}
