import { Grid, Paper } from '@mantine/core';
import { useState } from 'react';
import type { RecordingDetail } from '../../../../server/measurements/recording.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import type { DragMode } from '../../charts/pane-pointer.ts';
import { PinButton, type PinnedView } from '../../reports/composer/PinButton.tsx';
import type { RecordingSearch } from '../recording-search.ts';
import { AnnotationDialog } from './annotations/AnnotationDialog.tsx';
import { useNoteEditing } from './annotations/use-note-editing.ts';
import { CyclesView } from './cycles/CyclesView.tsx';
import { ExportMenu } from './exports/ExportMenu.tsx';
import { channelsOf } from './pane-layout.ts';
import { SidePanel } from './SidePanel.tsx';
import { SpectrumView } from './spectrum/SpectrumView.tsx';
import { TimeView } from './TimeView.tsx';
import { useWorkspace, type Workspace } from './use-workspace.ts';
import { WorkspaceBar } from './WorkspaceBar.tsx';
import { XyView } from './xy/XyView.tsx';

interface PlotTabProps {
  detail: RecordingDetail;
  system: SystemDetail;
  search: RecordingSearch;
}

/** What is drawn over time now, as a report shows it again. */
function pinned({ panes, view }: Workspace): PinnedView {
  const { from, to } = view.group.range();
  return { channels: channelsOf(panes), fromMs: Math.max(0, from * 1000), toMs: to * 1000 };
}

/** The plot workspace of a recording. */
export function PlotTab({ detail, system, search }: PlotTabProps) {
  const { recording, channels } = detail;
  const workspace = useWorkspace({ detail, siteZone: system.site.timeZone, search });
  const notes = useNoteEditing(recording.id, workspace.view);
  const [mode, setMode] = useState<DragMode>('zoom');
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 9, lg: 9.5 }}>
        <Paper withBorder p="sm" bg="var(--surface-raised)">
          <WorkspaceBar detail={detail} workspace={workspace}>
            <PinButton recordingId={recording.id} view={() => pinned(workspace)} />
            <ExportMenu {...{ detail, system, workspace }} />
          </WorkspaceBar>
          {workspace.mode === 'time' && <TimeView {...{ detail, workspace, mode, notes }} onMode={setMode} />}
          {workspace.mode === 'cycles' && <CyclesView detail={detail} workspace={workspace} />}
          {workspace.mode === 'xy' && <XyView detail={detail} workspace={workspace} />}
          {workspace.mode === 'spectrum' && <SpectrumView detail={detail} workspace={workspace} />}
        </Paper>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 3, lg: 2.5 }}>
        <SidePanel detail={detail} workspace={workspace} notes={notes} />
      </Grid.Col>
      {notes.draft && <AnnotationDialog recordingId={recording.id} channels={channels} draft={notes.draft} onClose={notes.close} />}
    </Grid>
  );
}
