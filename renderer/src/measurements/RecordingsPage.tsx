import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { MoreButton } from '../components/MoreButton.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { useMay } from '../platform/session.ts';
import { useSystems } from '../systems/system.queries.ts';
import { RecordingTable } from './RecordingTable.tsx';
import { useRecordings } from './recording.queries.ts';

export function RecordingsPage() {
  const { t } = useTranslation();
  const recordings = useRecordings();
  const systems = useSystems();
  const mayImport = useMay('recordings:import');
  const systemName = (id: string) => systems.items.find((system) => system.id === id)?.name ?? '';
  const action = mayImport && <LinkButton to="/import">{t('measurements.import')}</LinkButton>;
  return (
    <>
      <PageHeader title={t('page.recordings')} state={t('measurements.explanation')} actions={action} />
      <Loaded query={recordings}>
        {() =>
          recordings.items.length === 0 ? (
            <EmptyState text={t('measurements.empty')} />
          ) : (
            <>
              <RecordingTable recordings={recordings.items} systemName={systemName} />
              <MoreButton list={recordings} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
