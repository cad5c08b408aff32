import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RecordingChannel, RecordingDetail } from '../../../../../server/measurements/recording.schema.ts';
import type { SeriesColumns } from '../../../charts/series-columns.ts';
import type { TimeRange } from '../../../charts/time-range.ts';
import { seriesQuery, useRecording } from '../../recording.queries.ts';
import type { Workspace } from '../use-workspace.ts';
import { sameChannel } from './compare-match.ts';
import { useShift } from './use-shift.ts';

/** A channel of another recording that lies over one of this recording. */
export interface ComparedChannel {
  readonly channel: RecordingChannel;
  readonly name: string;
  readonly envelope: SeriesColumns | undefined;
  /** Added to its times, in s. */
  readonly shiftS: number;
}

export type Compared = ReadonlyMap<number, ComparedChannel>;

interface ComparedRequest {
  detail: RecordingDetail;
  workspace: Workspace;
  shown: readonly RecordingChannel[];
  pixels: number;
}

/** The channels of the other recording by the index of the own channel over which they lie; empty without another recording. */
export function useCompared({ detail, workspace, shown, pixels }: ComparedRequest): Compared {
  const { compare } = workspace.choices;
  const other = useRecording(compare?.recordingId).data;
  const shift = useShift(detail, other, compare);
  const shiftS = shift && 'shiftS' in shift ? shift.shiftS : null;
  const pairs = useMemo(
    () =>
      shown.flatMap((own) => {
        const channel = other && sameChannel(own, other.channels);
        return channel ? [{ own: own.index, channel }] : [];
      }),
    [shown, other],
  );
  const range = shiftS === null ? null : shiftedRange(workspace.range, shiftS, (other?.recording.durationMs ?? 0) / 1000);
  const series = useQuery({
    ...seriesQuery(other?.recording.id ?? '', {
      channels: [...new Set(pairs.map(({ channel }) => channel.index))].join(','),
      fromMs: (range?.from ?? 0) * 1000,
      toMs: (range?.to ?? 1) * 1000,
      buckets: Math.min(4000, Math.max(100, pixels * 2)),
    }),
    enabled: range !== null && pairs.length > 0 && pixels > 0,
    placeholderData: keepPreviousData,
  });
  const isElsewhere = range === null;
  return useMemo(() => {
    const compared = new Map<number, ComparedChannel>();
    if (shiftS === null || isElsewhere) return compared;
    for (const { own, channel } of pairs) {
      const envelope = series.data?.channels.find((found) => found.channel === channel.index);
      compared.set(own, { channel, name: `${channel.name} · ${other?.recording.name ?? ''}`, envelope, shiftS });
    }
    return compared;
  }, [pairs, series.data, shiftS, other, isElsewhere]);
}

/** What is visible, with half a screen more on each side, in the time of the other recording; null when nothing of it is. */
function shiftedRange({ from, to }: TimeRange, shiftS: number, lengthS: number): TimeRange | null {
  const room = (to - from) / 2;
  const range = { from: Math.max(0, from - room - shiftS), to: Math.min(lengthS, to + room - shiftS) };
  return range.to > range.from ? range : null;
}
