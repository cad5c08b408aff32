import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '../../../../server/measurements/recording.schema.ts';
import { clockTicks, elapsedTicks, offsetOf, type TickWriter } from '../../charts/clock-ticks.ts';
import { createPlotCursors, type PlotCursors } from '../../charts/plot-cursors.ts';
import { createPlotGroup, type PlotGroup } from '../../charts/plot-group.ts';
import { type TimeRange, withRoom } from '../../charts/time-range.ts';
import type { RecordingSearch } from '../recording-search.ts';
import type { ViewState } from './view-state.ts';

/** The time axis of a recording: where it begins and how its ticks are written. */
export interface TimeAxis {
  /** The file names no date: time is s since the start, and no clock is invented. */
  isRelative: boolean;
  /** What the time axis begins with: 0, or s since 1970. */
  originS: number;
  /** Null for a relative clock. */
  timeZone: string | null;
  ticks: TickWriter;
  timeLabel: string;
}

/** Everything that the panes of a recording share: the time axis, its words, the cursors, and the evidence to show. */
export interface PlotView extends TimeAxis {
  /** The evidence that the address names, in s since the start. */
  evidence: TimeRange | null;
  group: PlotGroup;
  cursors: PlotCursors;
}

interface PlotViewOptions {
  siteZone: string;
  search: RecordingSearch;
  /** What the address asks for; read once. */
  first: ViewState;
}

export function usePlotView(recording: Recording, { siteZone, search, first }: PlotViewOptions): PlotView {
  const { from, to } = search;
  const axis = useTimeAxis(recording, siteZone);
  const evidence = useMemo(() => (from !== undefined && to !== undefined ? { from, to } : null), [from, to]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first view only says where to begin.
  const group = useMemo(() => {
    const full = { from: 0, to: Math.max(recording.durationMs / 1000, 1e-3) };
    return createPlotGroup(full, first.range ?? (evidence ? withRoom(evidence, 0.25) : full));
  }, [recording.durationMs, evidence]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first view only says where to begin.
  const cursors = useMemo(() => createPlotCursors(first.cursors), [recording.id]);
  return { ...axis, evidence, group, cursors };
}

function useTimeAxis(recording: Recording, siteZone: string): TimeAxis {
  const { t, i18n } = useTranslation();
  const isRelative = recording.clock === 'relative' || recording.startedAt === null;
  const originS = isRelative ? 0 : Date.parse(recording.startedAt ?? '') / 1000;
  const ticks = useMemo(
    () => (isRelative ? elapsedTicks(i18n.language) : clockTicks(i18n.language, siteZone)),
    [isRelative, i18n.language, siteZone],
  );
  const timeLabel = isRelative
    ? t('charts.timeElapsed')
    : t('charts.timeClock', { zone: siteZone, offset: offsetOf(siteZone, new Date(originS * 1000)) });
  return { isRelative, originS, timeZone: isRelative ? null : siteZone, ticks, timeLabel };
}
