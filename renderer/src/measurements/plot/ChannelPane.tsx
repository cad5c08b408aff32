import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Envelope, RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import type { Limit } from '../../../../server/systems/system.schema.ts';
import { curveStyle } from '../../charts/curve-style.ts';
import { PlotPane } from '../../charts/PlotPane.tsx';
import { curveData, joinedData, visibleStatistics } from '../../charts/plot-data.ts';
import type { PlotNote } from '../../charts/plot-marks.ts';
import type { TimeRange } from '../../charts/time-range.ts';
import type { PaneFrame } from '../../charts/use-pane.ts';
import { useFormat } from '../../platform/use-format.ts';
import { limitLines } from './limit-lines.ts';

interface ChannelPaneProps {
  /** Keep the same array as long as the channels are the same. */
  channels: readonly RecordingChannel[];
  envelopes: readonly Envelope[] | undefined;
  limits: readonly Limit[];
  notes: readonly PlotNote[];
  evidence: TimeRange | null;
  range: TimeRange;
  originS: number;
  frame: PaneFrame;
  height: number;
  timeLabel: string | null;
  menu: ReactNode;
}

/** Some channels of a recording over one another, with the limits that the system sets for them. */
export function ChannelPane(props: ChannelPaneProps) {
  const { channels, envelopes, limits, notes, evidence, range, originS } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const marks = useMemo(
    () => ({ limits: limitLines(channels, limits, { t, format }), evidence, notes, originS }),
    [channels, limits, t, format, evidence, notes, originS],
  );
  const curves = useMemo(() => channels.map(({ name, unit }, i) => ({ name, unit, style: curveStyle(i) })), [channels]);
  const own = useMemo(() => channels.map(({ index }) => envelopes?.find((envelope) => envelope.channel === index)), [channels, envelopes]);
  const data = useMemo(
    () => joinedData(own.map((envelope, i) => envelope && curveData(envelope, { originS, intervalMs: channels[i]?.intervalMs ?? null }))),
    [own, channels, originS],
  );
  const statistics = useMemo(
    () => own.map((envelope) => (envelope ? visibleStatistics(envelope, range.from * 1000, range.to * 1000) : null)),
    [own, range],
  );
  return (
    <PlotPane
      {...props.frame}
      {...{ curves, data, statistics, marks }}
      height={props.height}
      timeLabel={props.timeLabel}
      menu={props.menu}
    />
  );
}
