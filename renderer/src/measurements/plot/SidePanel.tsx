import { Button, Paper, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMathFunction } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RecordingDetail } from '../../../../server/measurements/recording.schema.ts';
import { useMay } from '../../platform/session.ts';
import { AnnotationPanel } from './annotations/AnnotationPanel.tsx';
import type { NoteEditing } from './annotations/use-note-editing.ts';
import { ChannelChooser } from './ChannelChooser.tsx';
import { ComparePanel } from './compare/ComparePanel.tsx';
import { DerivedDialog } from './derived/DerivedDialog.tsx';
import { channelsOf, toggled } from './pane-layout.ts';
import { useTimeText } from './use-time-text.ts';
import type { Workspace } from './use-workspace.ts';

interface SidePanelProps {
  detail: RecordingDetail;
  workspace: Workspace;
  notes: NoteEditing;
}

/** What stands beside the panes: the channels to choose from, and the notes. */
export function SidePanel({ detail, workspace, notes }: SidePanelProps) {
  const { t } = useTranslation();
  const timeText = useTimeText(workspace.view);
  const { panes, change } = workspace;
  const mayDerive = useMay('recordings:derive');
  const [isOpen, dialog] = useDisclosure(false);
  return (
    <Paper withBorder p="xs" bg="var(--surface-raised)" component="section" aria-label={t('plot.side')}>
      <Tabs defaultValue="channels">
        <Tabs.List mb="xs" style={{ flexWrap: 'nowrap' }}>
          <Tabs.Tab px={6} fz="xs" value="channels">
            {t('plot.channelsTab')}
          </Tabs.Tab>
          <Tabs.Tab px={6} fz="xs" value="notes">
            {t('plot.notesTab', { count: notes.items.length })}
          </Tabs.Tab>
          <Tabs.Tab px={6} fz="xs" value="compare">
            {t('plot.compareTab')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="channels">
          <ChannelChooser
            channels={detail.channels}
            chosen={channelsOf(panes)}
            onToggle={(channel) => change({ panes: toggled(panes, channel) })}
          />
          {mayDerive && (
            <Button
              size="xs"
              variant="default"
              fullWidth
              mt="xs"
              leftSection={<IconMathFunction size={14} aria-hidden />}
              onClick={dialog.open}
            >
              {t('derived.add')}
            </Button>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="notes">
          <AnnotationPanel
            recordingId={detail.recording.id}
            channels={detail.channels}
            annotations={notes.items}
            timeText={timeText}
            onAdd={notes.markHere}
            onShow={({ id }) => notes.show(id)}
            onEdit={({ id }) => notes.edit(id)}
          />
        </Tabs.Panel>
        <Tabs.Panel value="compare">
          <ComparePanel detail={detail} workspace={workspace} />
        </Tabs.Panel>
      </Tabs>
      {isOpen && <DerivedDialog recordingId={detail.recording.id} channels={detail.channels} onClose={dialog.close} />}
    </Paper>
  );
}
