import { Group, Loader, SegmentedControl, Switch } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconEraser, IconZoomReset } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { DragMode } from '../../charts/pane-pointer.ts';
import type { CursorKey } from '../../charts/plot-cursors.ts';
import { VisibleRange } from '../../charts/VisibleRange.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { ToolButton } from './ToolButton.tsx';
import type { Workspace } from './use-workspace.ts';

interface PlotToolbarProps {
  workspace: Workspace;
  mode: DragMode;
  onMode(mode: DragMode): void;
  isBusy: boolean;
}

/** What can be done with the time axis: by pointer here, by key in the plot. */
export function PlotToolbar({ workspace, mode, onMode, isBusy }: PlotToolbarProps) {
  const { t } = useTranslation();
  const { view, hasLimits, change } = workspace;
  return (
    <Group justify="space-between" gap="xs">
      <Group gap="sm">
        <VisibleRange group={view.group} originS={view.originS} ticks={view.ticks} isRelative={view.isRelative} />
        {isBusy && <Loader role="status" size={14} aria-label={t('common.loading')} />}
      </Group>
      <Group gap={6}>
        <Switch
          size="xs"
          label={t('plot.limits')}
          checked={hasLimits}
          onChange={(event) => change({ hasLimits: event.currentTarget.checked })}
        />
        <CursorButtons workspace={workspace} />
        <SegmentedControl
          size="xs"
          aria-label={t('charts.dragMode')}
          value={mode}
          onChange={(value) => onMode(value as DragMode)}
          data={[
            { value: 'zoom', label: t('charts.dragZoom') },
            { value: 'pan', label: t('charts.dragPan') },
            { value: 'note', label: t('charts.dragNote') },
          ]}
        />
        <ZoomButtons workspace={workspace} />
        <KeyHelp />
      </Group>
    </Group>
  );
}

function ZoomButtons({ workspace: { view } }: { workspace: Workspace }) {
  const { t } = useTranslation();
  const { group } = view;
  const canBack = useSyncExternalStore(group.subscribe, () => group.canStep(-1));
  const canForward = useSyncExternalStore(group.subscribe, () => group.canStep(1));
  return (
    <Group gap={4} wrap="nowrap">
      <ToolButton label={t('charts.back')} keys="⌫" isOff={!canBack} onClick={() => group.step(-1)}>
        <IconArrowBackUp size={16} aria-hidden />
      </ToolButton>
      <ToolButton label={t('charts.forward')} keys="⇧ ⌫" isOff={!canForward} onClick={() => group.step(1)}>
        <IconArrowForwardUp size={16} aria-hidden />
      </ToolButton>
      <ToolButton label={t('charts.reset')} keys="0" onClick={group.reset}>
        <IconZoomReset size={16} aria-hidden />
      </ToolButton>
    </Group>
  );
}

/** Sets the cursors at a third and at two thirds of what is visible; from there they are dragged. */
function CursorButtons({ workspace: { view, pair } }: { workspace: Workspace }) {
  const { t } = useTranslation();
  const { group, cursors } = view;
  const set = (key: CursorKey, share: number) => {
    const { from, to } = group.range();
    cursors.set(key, from + (to - from) * share);
  };
  return (
    <Group gap={4} wrap="nowrap">
      <ToolButton label={t('plot.cursorA')} keys="A" onClick={() => set('a', 1 / 3)}>
        A
      </ToolButton>
      <ToolButton label={t('plot.cursorB')} keys="B" onClick={() => set('b', 2 / 3)}>
        B
      </ToolButton>
      <ToolButton label={t('plot.cursorsClear')} keys="Esc" isOff={pair.a === null && pair.b === null} onClick={cursors.clear}>
        <IconEraser size={16} aria-hidden />
      </ToolButton>
    </Group>
  );
}
