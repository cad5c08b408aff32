import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowMerge, IconArrowsSplit, IconArrowUp, IconDots, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { closed, merged, type PaneLayout, reordered, split } from './pane-layout.ts';

interface PaneMenuProps {
  /** Names of the channels in the pane, for people who hear the menu. */
  title: string;
  panes: PaneLayout;
  pane: number;
  onChange(panes: PaneLayout): void;
}

/** What can be done with one pane. */
export function PaneMenu({ title, panes, pane, onChange }: PaneMenuProps) {
  const { t } = useTranslation();
  const isFirst = pane === 0;
  const isLast = pane === panes.length - 1;
  const items = [
    { label: t('plot.paneUp'), icon: IconArrowUp, isOff: isFirst, act: () => reordered(panes, pane, -1) },
    { label: t('plot.paneDown'), icon: IconArrowDown, isOff: isLast, act: () => reordered(panes, pane, 1) },
    { label: t('plot.paneMerge'), icon: IconArrowMerge, isOff: isFirst, act: () => merged(panes, pane) },
    { label: t('plot.paneSplit'), icon: IconArrowsSplit, isOff: (panes[pane]?.length ?? 0) < 2, act: () => split(panes, pane) },
    { label: t('plot.paneClose'), icon: IconX, isOff: false, act: () => closed(panes, pane) },
  ];
  return (
    <Menu position="bottom-end" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label={t('plot.paneMenu', { name: title })}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label, icon: Icon, isOff, act }) => (
          <Menu.Item key={label} leftSection={<Icon size={16} aria-hidden />} disabled={isOff} onClick={() => onChange(act())}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
