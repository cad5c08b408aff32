import { Text } from '@mantine/core';
import { useElementSize, useViewportSize } from '@mantine/hooks';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingChannel, RecordingDetail } from '../../../../server/measurements/recording.schema.ts';
import { PlotStack } from '../../charts/PlotStack.tsx';
import type { DragMode } from '../../charts/pane-pointer.ts';
import { unitsOf } from '../../charts/pane-scales.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { problemOf } from '../../platform/api.ts';
import { AnnotationLane } from './annotations/AnnotationLane.tsx';
import type { NoteEditing } from './annotations/use-note-editing.ts';
import { ChannelPane } from './ChannelPane.tsx';
import { useCompared } from './compare/use-compared.ts';
import { CursorPanel } from './cursors/CursorPanel.tsx';
import { DamageNote } from './DamageNote.tsx';
import { PaneMenu } from './PaneMenu.tsx';
import { PlotToolbar } from './PlotToolbar.tsx';
import { paneHeights } from './pane-heights.ts';
import { channelsOf } from './pane-layout.ts';
import { useLimits } from './use-limits.ts';
import { useLiveSeries } from './use-live-series.ts';
import type { Workspace } from './use-workspace.ts';

interface TimeViewProps {
  detail: RecordingDetail;
  workspace: Workspace;
  mode: DragMode;
  onMode(mode: DragMode): void;
  notes: NoteEditing;
}

/** The chosen channels over time: panes one above the other that share the time axis. */
export function TimeView({ detail, workspace, mode, onMode, notes }: TimeViewProps) {
  const { t } = useTranslation();
  const { ref, width } = useElementSize();
  const screen = useViewportSize();
  const { view, panes, range, hasLimits, change } = workspace;
  const { group, cursors, originS, ticks, timeZone } = view;
  const { series, live } = useLiveSeries({
    recordingId: detail.recording.id,
    channels: channelsOf(panes),
    ...{ group, range },
    pixels: Math.round(width),
  });
  const limits = useLimits(detail.recording.id);
  const shown = useShownChannels(detail.channels, panes);
  const flat = useMemo(() => shown.flat(), [shown]);
  const compared = useCompared({ detail, workspace, shown: flat, pixels: Math.round(width) });
  const hasRightAxis = shown.some((channels) => unitsOf(channels).length > 1);
  const heights = paneHeights(shown.length, screen.height);
  return (
    <>
      <PlotToolbar workspace={workspace} mode={mode} onMode={onMode} isBusy={series.isFetching} />
      {series.isError && <ProblemAlert problem={problemOf(series.error)} onRetry={() => void series.refetch()} />}
      <DamageNote damaged={series.data?.damaged} />
      <PlotStack group={group} cursors={cursors} onKey={(key) => key === 'n' && notes.markHere()}>
        <AnnotationLane notes={notes.notes} group={group} width={width} hasRightAxis={hasRightAxis} onOpen={notes.edit} />
        <div ref={ref}>
          {shown.length === 0 && <Text c="dimmed">{t('recording.chooseChannels')}</Text>}
          {shown.map((channels, pane) => (
            <ChannelPane
              key={channels[0]?.index}
              channels={channels}
              envelopes={series.data?.channels}
              live={live}
              compared={compared}
              limits={hasLimits ? limits : noLimits}
              notes={notes.notes}
              evidence={view.evidence}
              range={range}
              originS={originS}
              frame={{ group, cursors, mode, onMark: notes.mark, width, ticks, timeZone, hasRightAxis, axisLabel: view.timeLabel }}
              height={heights[pane] ?? 0}
              timeLabel={pane === shown.length - 1 ? view.timeLabel : null}
              menu={
                <PaneMenu
                  title={channels.map(({ name }) => name).join(', ')}
                  panes={panes}
                  pane={pane}
                  onChange={(changed) => change({ panes: changed })}
                />
              }
            />
          ))}
        </div>
      </PlotStack>
      <CursorPanel recordingId={detail.recording.id} channels={flat} workspace={workspace} />
    </>
  );
}

const noLimits: ReturnType<typeof useLimits> = [];

/** The channels of each pane; the arrays stay the same as long as the layout does. */
function useShownChannels(channels: readonly RecordingChannel[], panes: Workspace['panes']): RecordingChannel[][] {
  return useMemo(
    () =>
      panes
        .map((pane) => pane.flatMap((index) => channels.find((channel) => channel.index === index) ?? []))
        .filter((pane) => pane.length > 0),
    [channels, panes],
  );
}
