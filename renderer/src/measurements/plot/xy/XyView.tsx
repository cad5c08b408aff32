import { Group, SegmentedControl, Text } from '@mantine/core';
import { useElementSize, useViewportSize } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { analysisApi } from '../../../../../server/measurements/analyses/analysis.schema.ts';
import type { RecordingDetail } from '../../../../../server/measurements/recording.schema.ts';
import { VisibleRange } from '../../../charts/VisibleRange.tsx';
import { XyChart } from '../../../charts/XyChart.tsx';
import { Loaded } from '../../../components/Loaded.tsx';
import { call } from '../../../platform/api.ts';
import { useFormat } from '../../../platform/use-format.ts';
import { ChannelSelect } from '../ChannelSelect.tsx';
import { NotComputableNote } from '../NotComputableNote.tsx';
import { chartHeight } from '../pane-heights.ts';
import { channelsOf } from '../pane-layout.ts';
import type { Workspace } from '../use-workspace.ts';

const mostPoints = 4000;

/** One channel over another, in the range that is visible over time. */
export function XyView({ detail, workspace }: { detail: RecordingDetail; workspace: Workspace }) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const screen = useViewportSize();
  const { view, choose, choices } = workspace;
  const { channels, recording } = detail;
  const { x, y } = useAxes(detail, workspace);
  const query = useCrossPlot(recording.id, { x, y, workspace });
  const of = (index: number | null) => channels.find((channel) => channel.index === index);
  const label = (index: number | null) => `${of(index)?.name ?? ''} [${of(index)?.unit ?? ''}]`;
  return (
    <>
      <Group align="flex-end" gap="sm" mb="xs">
        <ChannelSelect label={t('xy.x')} channels={channels} value={x} onChange={(next) => choose({ xy: { ...choices.xy, x: next } })} />
        <ChannelSelect label={t('xy.y')} channels={channels} value={y} onChange={(next) => choose({ xy: { ...choices.xy, y: next } })} />
        <SegmentedControl
          size="xs"
          aria-label={t('xy.drawing')}
          value={choices.xy.isLine ? 'line' : 'points'}
          onChange={(value) => choose({ xy: { ...choices.xy, isLine: value === 'line' } })}
          data={[
            { value: 'line', label: t('xy.line') },
            { value: 'points', label: t('xy.points') },
          ]}
        />
        <VisibleRange group={view.group} originS={view.originS} ticks={view.ticks} isRelative={view.isRelative} />
      </Group>
      <div ref={ref}>
        <Loaded query={query}>
          {(data) =>
            data.x.length === 0 ? (
              <NotComputableNote because={data.note || t('xy.noPairs')} />
            ) : (
              <>
                <XyChart
                  points={data}
                  {...{ xLabel: label(x), yLabel: label(y), isLine: choices.xy.isLine, width }}
                  height={chartHeight(screen.height)}
                  label={t('xy.label', { y: label(y), x: label(x) })}
                />
                <PairText pairs={data.pairs} shown={data.x.length} missing={data.missing} note={data.note} />
              </>
            )
          }
        </Loaded>
      </div>
    </>
  );
}

function PairText({ pairs, shown, missing, note }: { pairs: number; shown: number; missing: number; note: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = { pairs: format.integer(pairs), shown: format.integer(shown), missing: format.integer(missing) };
  return (
    <Text size="xs" c="dimmed">
      {`${t('xy.pairs', counts)} ${note} ${t('xy.time')}`}
    </Text>
  );
}

/** The chosen axes, else the first two channels that are shown over time. */
function useAxes({ channels }: RecordingDetail, { panes, choices: { xy } }: Workspace): { x: number | null; y: number | null } {
  const shown = [...channelsOf(panes), ...channels.map(({ index }) => index)];
  const x = xy.x ?? shown[0] ?? null;
  return { x, y: xy.y ?? shown.find((index) => index !== x) ?? x };
}

function useCrossPlot(recordingId: string, { x, y, workspace }: { x: number | null; y: number | null; workspace: Workspace }) {
  const { from, to } = workspace.range;
  const querystring = { x: x ?? 0, y: y ?? 0, fromMs: from * 1000, toMs: to * 1000, points: mostPoints };
  return useQuery({
    queryKey: ['cross-plot', recordingId, querystring],
    queryFn: ({ signal }) => call(analysisApi.crossPlot, { params: { id: recordingId }, querystring }, signal),
    enabled: x !== null && y !== null,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
