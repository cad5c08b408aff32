import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRecordings } from '../measurements/recording.queries.ts';
import { useSession } from '../platform/session.ts';
import { useSystems } from '../systems/system.queries.ts';
import { pages, shortcutOf } from './pages.ts';
import { Shortcut } from './Shortcut.tsx';

/** Ctrl+K: every page, system and recording by name. */
export function CommandPalette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const permissions = useSession().data?.permissions ?? [];
  const systems = useSystems();
  const recordings = useRecordings();
  const actions: SpotlightActionGroupData[] = [
    {
      group: t('palette.pages'),
      actions: pages
        .map((page, position) => ({ page, position }))
        .filter(({ page }) => permissions.includes(page.permission))
        .map(({ page, position }) => ({
          id: page.to,
          label: t(page.label),
          leftSection: <page.icon size={18} stroke={1.6} aria-hidden />,
          rightSection: <Shortcut keys={shortcutOf(position)} />,
          onClick: () => void navigate({ to: page.to }),
        })),
    },
    {
      group: t('page.systems'),
      actions: systems.items.map((system) => ({
        id: system.id,
        label: system.name,
        onClick: () => void navigate({ to: '/systems/$systemId', params: { systemId: system.id } }),
      })),
    },
    {
      group: t('page.recordings'),
      actions: recordings.items.map((recording) => ({
        id: recording.id,
        label: recording.name,
        onClick: () => void navigate({ to: '/recordings/$recordingId', params: { recordingId: recording.id } }),
      })),
    },
  ];
  return (
    <Spotlight
      actions={actions}
      shortcut="mod + K"
      highlightQuery
      // No fade: what is typed right after Ctrl+K must not get lost.
      transitionProps={{ duration: 0 }}
      scrollable
      maxHeight={420}
      nothingFound={t('palette.nothing')}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
        leftSection: <IconSearch size={18} aria-hidden />,
      }}
    />
  );
}
