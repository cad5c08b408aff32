import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { PlotGroup } from '../../charts/plot-group.ts';
import type { TimeRange } from '../../charts/time-range.ts';
import { seriesQuery } from '../recording.queries.ts';
import { createLiveSeries } from './live-series.ts';
import { type SeriesWindow, seriesWindow } from './series-window.ts';

interface LiveSeriesRequest {
  recordingId: string;
  channels: readonly number[];
  group: PlotGroup;
  /** The visible range once it stands still. */
  range: TimeRange;
  /** How many points fit on the screen. */
  pixels: number;
}

/** Samples of what is visible: `live` for the canvases, always; `series` for React, once the axis stands still. Both ask the same questions. */
export function useLiveSeries({ recordingId, channels, group, range, pixels }: LiveSeriesRequest) {
  const client = useQueryClient();
  const names = channels.join(',');
  const isReady = names !== '' && pixels > 0;
  const query = useMemo(() => (window: SeriesWindow) => seriesQuery(recordingId, questionFor(names, window)), [recordingId, names]);
  const series = useQuery({
    ...query(seriesWindow(range, group.full, pixels)),
    enabled: isReady,
    placeholderData: keepPreviousData,
  });
  const live = useMemo(
    () =>
      createLiveSeries({
        group,
        windowOf: (visible) => seriesWindow(visible, group.full, pixels),
        ask: async (window) => (await client.fetchQuery(query(window))).channels,
      }),
    [client, query, group, pixels],
  );
  const answer = series.data?.channels;
  useEffect(() => {
    if (answer) live.hold(answer);
  }, [live, answer]);
  useEffect(() => (isReady ? live.follow() : undefined), [live, isReady]);
  return { series, live };
}

function questionFor(channels: string, { from, to, buckets }: SeriesWindow) {
  return { channels, fromMs: from * 1000, toMs: to * 1000, buckets };
}
