import { Grid, Paper, Text } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingDetail } from '../../../server/measurements/recording.schema.ts';
import type { SystemDetail } from '../../../server/systems/system.schema.ts';
import { PlotStack } from '../charts/PlotStack.tsx';
import type { DragMode } from '../charts/pane-pointer.ts';
import { useSettledRange } from '../charts/use-settled-range.ts';
import { ProblemAlert } from '../components/ProblemAlert.tsx';
import { problemOf } from '../platform/api.ts';
import { ChannelChooser } from './ChannelChooser.tsx';
import { ChannelPane } from './ChannelPane.tsx';
import { firstChannels } from './first-channels.ts';
import { PlotToolbar } from './PlotToolbar.tsx';
import { useSeries } from './recording.queries.ts';
import type { RecordingSearch } from './recording-search.ts';
import { usePlotView } from './use-plot-view.ts';

interface PlotTabProps {
  detail: RecordingDetail;
  system: SystemDetail;
  search: RecordingSearch;
}

/** How long the view must stand still before data is asked for. */
const settleMs = 120;

/** The plot workspace: chosen channels in stacked panes that share the time axis. */
export function PlotTab({ detail, system, search }: PlotTabProps) {
  const { t } = useTranslation();
  const { recording, channels } = detail;
  const { ref, width } = useElementSize();
  const [chosen, setChosen] = useState<readonly number[]>(() => firstChannels(channels, search.channel));
  const [mode, setMode] = useState<DragMode>('zoom');
  const { isRelative, originS, timeZone, evidence, group, ticks, timeLabel } = usePlotView(recording, system.site.timeZone, search);
  const range = useSettledRange(group, settleMs);
  const series = useSeries({ recordingId: recording.id, channels: chosen, range, pixels: Math.round(width), full: group.full });
  const shown = chosen.flatMap((index) => channels.find((channel) => channel.index === index) ?? []);
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 9, lg: 9.5 }}>
        <Paper withBorder p="sm" bg="var(--surface-raised)">
          <PlotToolbar
            group={group}
            originS={originS}
            ticks={ticks}
            isRelative={isRelative}
            mode={mode}
            onMode={setMode}
            isBusy={series.isFetching}
          />
          {series.isError && <ProblemAlert problem={problemOf(series.error)} onRetry={() => void series.refetch()} />}
          <PlotStack group={group}>
            <div ref={ref}>
              {shown.length === 0 && <Text c="dimmed">{t('recording.chooseChannels')}</Text>}
              {shown.map((channel, i) => (
                <ChannelPane
                  key={channel.index}
                  channel={channel}
                  envelope={series.data?.channels.find((envelope) => envelope.channel === channel.index)}
                  limits={system.limits}
                  evidence={evidence}
                  range={range}
                  pane={{
                    group,
                    mode,
                    width,
                    ticks,
                    timeZone,
                    timeLabel: i === shown.length - 1 ? timeLabel : null,
                  }}
                  originS={originS}
                />
              ))}
            </div>
          </PlotStack>
        </Paper>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 3, lg: 2.5 }}>
        <ChannelChooser channels={channels} chosen={chosen} onChange={setChosen} />
      </Grid.Col>
    </Grid>
  );
}
