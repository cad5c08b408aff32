import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelLimit } from '../../../../server/measurements/analyses/analysis.schema.ts';
import type { RecordingChannel } from '../../../../server/measurements/recording.schema.ts';
import { curveStyle } from '../../charts/curve-style.ts';
import { PlotPane } from '../../charts/PlotPane.tsx';
import { curveData, joinedData, type PlotData, visibleStatistics } from '../../charts/plot-data.ts';
import type { PlotNote } from '../../charts/plot-marks.ts';
import type { SeriesColumns } from '../../charts/series-columns.ts';
import type { TimeRange } from '../../charts/time-range.ts';
import type { PaneFrame } from '../../charts/use-pane.ts';
import { useWording } from '../../diagnostics/wordings/use-wording.ts';
import { useFormat } from '../../platform/use-format.ts';
import type { Compared } from './compare/use-compared.ts';
import { limitLines } from './limit-lines.ts';
import type { LiveSeries, SeriesAnswer } from './live-series.ts';

interface ChannelPaneProps {
  /** Keep the same array as long as the channels are the same. */
  channels: readonly RecordingChannel[];
  envelopes: readonly SeriesColumns[] | undefined;
  /** The same while the time axis moves, for the canvas alone. */
  live: LiveSeries;
  /** Channels of another recording that lie over those of this one. */
  compared: Compared;
  limits: readonly ChannelLimit[];
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
  const wording = useWording();
  const marks = useMemo(
    () => ({ limits: limitLines(channels, limits, { t, format, say: (text) => wording(text).text }), evidence, notes, originS }),
    [channels, limits, t, format, wording, evidence, notes, originS],
  );
  const shown = useMemo(() => shownCurves(channels, envelopes, props.compared), [channels, envelopes, props.compared]);
  // The canvas is built anew only when other curves are shown, not when new data for the same ones comes.
  const names = JSON.stringify(shown.map(({ name, unit }) => [name, unit]));
  const curves = useMemo(
    () => (JSON.parse(names) as [string, string][]).map(([name, unit], i) => ({ name, unit, style: curveStyle(i) })),
    [names],
  );
  const { live, compared } = props;
  const source = useMemo(() => {
    const draw = remembering((answer: SeriesAnswer | undefined) => joined(shownCurves(channels, answer, compared), originS));
    return { data: () => draw(live.current()), subscribe: live.subscribe };
  }, [live, channels, compared, originS]);
  const statistics = useMemo(
    () =>
      shown.map(({ envelope, shiftS }) =>
        envelope ? visibleStatistics(envelope, (range.from - shiftS) * 1000, (range.to - shiftS) * 1000) : null,
      ),
    [shown, range],
  );
  return (
    <PlotPane
      {...props.frame}
      {...{ curves, source, statistics, marks }}
      height={props.height}
      timeLabel={props.timeLabel}
      menu={props.menu}
    />
  );
}

function joined(shown: readonly ShownCurve[], originS: number): PlotData {
  return joinedData(
    shown.map(({ envelope, shiftS, intervalMs }) => envelope && curveData(envelope, { originS: originS + shiftS, intervalMs })),
  );
}

/** The same result for the same argument, without working it out again. */
function remembering<A, R>(work: (argument: A) => R): (argument: A) => R {
  let last: { argument: A; result: R } | undefined;
  return (argument) => {
    if (last === undefined || last.argument !== argument) last = { argument, result: work(argument) };
    return last.result;
  };
}

interface ShownCurve {
  name: string;
  unit: string;
  envelope: SeriesColumns | undefined;
  /** What is added to its times, in s: 0 for this recording. */
  shiftS: number;
  intervalMs: number | null;
}

/** The curves of a pane: those of this recording, then those of the other one. */
function shownCurves(
  channels: readonly RecordingChannel[],
  envelopes: readonly SeriesColumns[] | undefined,
  compared: Compared,
): ShownCurve[] {
  const own = channels.map(({ index, name, unit, intervalMs }) => {
    const envelope = envelopes?.find((found) => found.channel === index);
    return { ...{ name, unit, intervalMs, envelope }, shiftS: 0 };
  });
  const others = channels.flatMap(({ index, unit }) => {
    const found = compared.get(index);
    return found ? [{ ...found, unit, intervalMs: found.channel.intervalMs }] : [];
  });
  return [...own, ...others];
}
