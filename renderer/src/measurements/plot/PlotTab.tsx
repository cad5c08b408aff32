import { Grid, Paper } from '@mantine/core';
import { useState } from 'react';
import type { RecordingDetail } from '../../../../server/measurements/recording.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import type { DragMode } from '../../charts/pane-pointer.ts';
import type { RecordingSearch } from '../recording-search.ts';
import { ChannelChooser } from './ChannelChooser.tsx';
import { channelsOf, toggled } from './pane-layout.ts';
import { TimeView } from './TimeView.tsx';
import { useWorkspace } from './use-workspace.ts';

interface PlotTabProps {
  detail: RecordingDetail;
  system: SystemDetail;
  search: RecordingSearch;
}

/** The plot workspace of a recording. */
export function PlotTab({ detail, system, search }: PlotTabProps) {
  const workspace = useWorkspace({ detail, siteZone: system.site.timeZone, search });
  const [mode, setMode] = useState<DragMode>('zoom');
  const { panes, change } = workspace;
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 9, lg: 9.5 }}>
        <Paper withBorder p="sm" bg="var(--surface-raised)">
          <TimeView {...{ detail, system, workspace, mode }} onMode={setMode} notes={[]} onMark={() => undefined} />
        </Paper>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 3, lg: 2.5 }}>
        <ChannelChooser
          channels={detail.channels}
          chosen={channelsOf(panes)}
          onToggle={(channel) => change({ panes: toggled(panes, channel) })}
        />
      </Grid.Col>
    </Grid>
  );
}
