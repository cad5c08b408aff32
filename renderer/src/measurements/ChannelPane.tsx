import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Envelope, RecordingChannel } from '../../../server/measurements/recording.schema.ts';
import type { Limit } from '../../../server/systems/system.schema.ts';
import { PlotPane, type PlotPaneProps } from '../charts/PlotPane.tsx';
import { type PlotData, plotData, visibleStatistics } from '../charts/plot-data.ts';
import type { LimitLine } from '../charts/plot-marks.ts';
import type { TimeRange } from '../charts/time-range.ts';
import { useFormat } from '../platform/use-format.ts';

interface ChannelPaneProps {
  channel: RecordingChannel;
  envelope: Envelope | undefined;
  limits: readonly Limit[];
  evidence: TimeRange | null;
  range: TimeRange;
  originS: number;
  pane: Pick<PlotPaneProps, 'group' | 'mode' | 'width' | 'ticks' | 'timeZone' | 'timeLabel'>;
}

const paneHeight = 128;
const timeAxisHeight = 46;
const nothing: PlotData = [[], [], [], []];

/** One channel of a recording with the limits that the system sets for it. */
export function ChannelPane({ channel, envelope, limits, evidence, range, originS, pane }: ChannelPaneProps) {
  const lines = useLimitLines(channel, limits);
  const marks = useMemo(() => ({ limits: lines, evidence, originS }), [lines, evidence, originS]);
  const data = useMemo(
    () => (envelope ? plotData(envelope, { originS, intervalMs: channel.intervalMs }) : nothing),
    [envelope, originS, channel.intervalMs],
  );
  const statistics = useMemo(() => (envelope ? visibleStatistics(envelope, range.from * 1000, range.to * 1000) : null), [envelope, range]);
  const height = pane.timeLabel === null ? paneHeight : paneHeight + timeAxisHeight;
  return <PlotPane {...pane} name={channel.name} unit={channel.unit} data={data} statistics={statistics} marks={marks} height={height} />;
}

/** Limits are drawn only where they mean the same unit: a limit in another unit would be a wrong line. */
function useLimitLines(channel: RecordingChannel, limits: readonly Limit[]): LimitLine[] {
  const { t } = useTranslation();
  const format = useFormat();
  return useMemo(() => {
    const own = limits.filter(
      (limit) => limit.subjectType === 'channel' && limit.subject === channel.channelId && limit.unit === channel.unit,
    );
    return own.flatMap((limit) =>
      (['warningLow', 'warningHigh', 'alarmLow', 'alarmHigh'] as const).flatMap((key): LimitLine[] => {
        const value = limit[key];
        if (value === null) return [];
        const label = `${t(`limits.${key}`)} ${format.number(value)} ${limit.unit}`;
        return [{ value, kind: key.startsWith('alarm') ? 'alarm' : 'warning', side: key.endsWith('High') ? 'high' : 'low', label }];
      }),
    );
  }, [channel, limits, t, format]);
}
