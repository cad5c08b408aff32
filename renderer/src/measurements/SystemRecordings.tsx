import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { MoreButton } from '../components/MoreButton.tsx';
import { useMay } from '../platform/session.ts';
import { ImportPanel } from './imports/ImportPanel.tsx';
import { RecordingTable } from './RecordingTable.tsx';
import { useRecordings } from './recording.queries.ts';

/** A system's recordings, and the place to drop the next one. */
export function SystemRecordings({ systemId, timeZone }: { systemId: string; timeZone: string }) {
  const { t } = useTranslation();
  const recordings = useRecordings(systemId);
  const mayImport = useMay('recordings:import');
  return (
    <Stack gap="md">
      {mayImport && <ImportPanel systemId={systemId} isCompact />}
      <Loaded query={recordings}>
        {() =>
          recordings.items.length === 0 ? (
            <EmptyState text={t('measurements.emptySystem')} />
          ) : (
            <div>
              <RecordingTable recordings={recordings.items} zoneOf={() => timeZone} />
              <MoreButton list={recordings} />
            </div>
          )
        }
      </Loaded>
    </Stack>
  );
}
