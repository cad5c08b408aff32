import { Anchor, Breadcrumbs, Text } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useRecording } from '../measurements/recording.queries.ts';
import { useSystem } from '../systems/system.queries.ts';

/** Site ▸ system ▸ recording of the page that is open; nothing on pages that belong to no system. */
export function Breadcrumb() {
  const { t } = useTranslation();
  const { systemId, recordingId } = useParams({ strict: false });
  const recording = useRecording(recordingId);
  const system = useSystem(systemId ?? recording.data?.recording.systemId);
  if (!system.data) return null;
  return (
    <nav aria-label={t('frame.breadcrumb')} style={{ minWidth: 0 }}>
      <Breadcrumbs
        separator={<IconChevronRight size={14} aria-hidden />}
        separatorMargin={6}
        styles={{ root: { flexWrap: 'nowrap' }, breadcrumb: { overflow: 'hidden', textOverflow: 'ellipsis' } }}
      >
        <Text size="sm" c="dimmed">
          {system.data.site.name}
        </Text>
        <Anchor size="sm" renderRoot={(props) => <Link to="/systems/$systemId" params={{ systemId: system.data.system.id }} {...props} />}>
          {system.data.system.name}
        </Anchor>
        {recording.data && (
          <Text size="sm" truncate maw={280}>
            {recording.data.recording.name}
          </Text>
        )}
      </Breadcrumbs>
    </nav>
  );
}
