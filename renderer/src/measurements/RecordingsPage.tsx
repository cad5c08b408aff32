import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/EmptyState.tsx';
import { LinkButton } from '../components/LinkButton.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { MoreButton } from '../components/MoreButton.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { useMay } from '../platform/session.ts';
import { useSites, useSystems } from '../systems/system.queries.ts';
import { RecordingTable } from './RecordingTable.tsx';
import { useRecordings } from './recording.queries.ts';

export function RecordingsPage() {
  const { t } = useTranslation();
  const recordings = useRecordings();
  const systems = useSystems();
  const sites = useSites();
  const mayImport = useMay('recordings:import');
  const systemOf = (id: string) => systems.items.find((system) => system.id === id);
  const systemName = (id: string) => systemOf(id)?.name ?? '';
  const zoneOf = (id: string) => sites.items.find((site) => site.id === systemOf(id)?.siteId)?.timeZone;
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
              <RecordingTable recordings={recordings.items} systemName={systemName} zoneOf={zoneOf} />
              <MoreButton list={recordings} />
            </>
          )
        }
      </Loaded>
    </>
  );
}
