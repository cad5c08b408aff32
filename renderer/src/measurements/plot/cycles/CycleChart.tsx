import { useViewportSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cycle } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import type { RecordingChannel } from '../../../../../server/measurements/recording.schema.ts';
import { curveStyle } from '../../../charts/curve-style.ts';
import { LineChart, type LineCurve } from '../../../charts/LineChart.tsx';
import { curveData } from '../../../charts/plot-data.ts';
import type { SeriesColumns } from '../../../charts/series-columns.ts';
import { ProblemAlert } from '../../../components/ProblemAlert.tsx';
import { problemOf } from '../../../platform/api.ts';
import { chartHeight } from '../pane-heights.ts';
import type { Workspace } from '../use-workspace.ts';
import { CycleLegend } from './CycleLegend.tsx';
import { cycleColumns } from './cycle-curves.ts';
import { useCycleSeries } from './use-cycles.ts';

interface CycleChartProps {
  recordingId: string;
  channel: RecordingChannel | undefined;
  cycles: readonly Cycle[];
  hasBand: boolean;
  workspace: Workspace;
  width: number;
}

/** One channel in each chosen cycle, over the time since the cycle began. */
export function CycleChart({ recordingId, channel, cycles, hasBand, workspace, width }: CycleChartProps) {
  const { t } = useTranslation();
  const screen = useViewportSize();
  const { envelopes, error } = useCycleSeries(recordingId, channel?.index ?? 0, cycles);
  // The list of queries is made anew with every render; what it brought changes seldom.
  const key = envelopes.map((envelope) => `${envelope?.fromMs}:${envelope?.timeMs.length}:${envelope?.channel}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when the envelopes are others.
  const columns = useMemo(
    () =>
      cycleColumns(
        cycles.map((cycle, i) => sinceStart(envelopes[i], cycle, channel?.intervalMs ?? null)),
        hasBand,
      ),
    [key, hasBand],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` says when the cycles are others.
  const curves = useMemo(() => curvesOf(cycles, { isBand: columns.hasBand, t }), [key, columns.hasBand, t]);
  const count = cycles.length;
  const band = useMemo(() => (columns.hasBand ? ([count + 2, count + 1] as const) : undefined), [columns.hasBand, count]);
  if (!channel) return null;
  return (
    <>
      {error && <ProblemAlert problem={problemOf(error)} />}
      <LineChart
        {...{ curves, band, width }}
        data={columns.data}
        xLabel={t('cycles.time')}
        yLabel={`${channel.name} [${channel.unit}]`}
        height={chartHeight(screen.height) - 60}
        label={t('cycles.label', { name: channel.name, count })}
      />
      <CycleLegend
        cycles={cycles}
        hasBand={columns.hasBand}
        onShow={({ fromMs, toMs }) => {
          workspace.view.group.show({ from: fromMs / 1000, to: toMs / 1000 });
          workspace.change({ mode: 'time' });
        }}
      />
    </>
  );
}

function sinceStart(envelope: SeriesColumns | undefined, cycle: Cycle, intervalMs: number | null) {
  const none: ReturnType<typeof curveData> = [[], [], [], []];
  return envelope ? curveData(envelope, { originS: -cycle.fromMs / 1000, intervalMs }) : none;
}

type Words = ReturnType<typeof useTranslation>['t'];

function curvesOf(cycles: readonly Cycle[], { isBand, t }: { isBand: boolean; t: Words }): LineCurve[] {
  const lines = cycles.map(({ index }, i) => ({ name: t('cycles.one', { number: index + 1 }), style: curveStyle(i), lineWidth: 1 }));
  if (!isBand) return lines;
  const edge = { style: curveStyle(0), lineWidth: 0 };
  return [...lines, { ...edge, name: '' }, { ...edge, name: '' }, { name: t('cycles.mean'), style: curveStyle(0), lineWidth: 3 }];
}
