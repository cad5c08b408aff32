import { Button, Group, Loader, SegmentedControl } from '@mantine/core';
import { IconZoomReset } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TickWriter } from '../charts/clock-ticks.ts';
import type { DragMode } from '../charts/pane-pointer.ts';
import type { PlotGroup } from '../charts/plot-group.ts';
import { VisibleRange } from '../charts/VisibleRange.tsx';

interface PlotToolbarProps {
  group: PlotGroup;
  originS: number;
  ticks: TickWriter;
  isRelative: boolean;
  mode: DragMode;
  onMode(mode: DragMode): void;
  isBusy: boolean;
}

export function PlotToolbar({ group, originS, ticks, isRelative, mode, onMode, isBusy }: PlotToolbarProps) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" gap="sm">
      <Group gap="sm">
        <VisibleRange group={group} originS={originS} ticks={ticks} isRelative={isRelative} />
        {isBusy && <Loader size={14} aria-label={t('common.loading')} />}
      </Group>
      <Group gap="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('charts.dragMode')}
          value={mode}
          onChange={(value) => onMode(value as DragMode)}
          data={[
            { value: 'zoom', label: t('charts.dragZoom') },
            { value: 'pan', label: t('charts.dragPan') },
          ]}
        />
        <Button size="xs" variant="default" leftSection={<IconZoomReset size={14} aria-hidden />} onClick={group.reset}>
          {t('charts.reset')}
        </Button>
      </Group>
    </Group>
  );
}
