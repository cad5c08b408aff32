import { Button, Group, SegmentedControl } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingDetail } from '../../../../server/measurements/recording.schema.ts';
import type { Workspace } from './use-workspace.ts';
import { fromStored, type PlotMode, plotModes, toStored } from './view-state.ts';
import { ViewsDialog } from './views/ViewsDialog.tsx';

interface WorkspaceBarProps {
  detail: RecordingDetail;
  workspace: Workspace;
  children?: ReactNode;
}

/** What is plotted over what, and what can be done with the whole of it. */
export function WorkspaceBar({ detail, workspace, children }: WorkspaceBarProps) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  const { recording, channels } = detail;
  return (
    <Group justify="space-between" gap="xs" mb="xs">
      <SegmentedControl
        size="xs"
        aria-label={t('plot.mode')}
        value={workspace.mode}
        onChange={(mode) => workspace.change({ mode: mode as PlotMode })}
        data={plotModes.map((value) => ({ value, label: t(`plot.mode.${value}`) }))}
      />
      <Group gap="xs">
        {children}
        <Button size="xs" variant="default" leftSection={<IconBookmark size={14} aria-hidden />} onClick={dialog.open}>
          {t('views.title')}
        </Button>
      </Group>
      {isOpen && (
        <ViewsDialog
          systemId={recording.systemId}
          current={() => toStored(workspace.current(), channels)}
          onShow={({ state }) => {
            workspace.show(fromStored(state, channels, workspace.current()));
            dialog.close();
          }}
          onClose={dialog.close}
        />
      )}
    </Group>
  );
}
