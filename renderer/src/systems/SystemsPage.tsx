import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { System } from '../../../server/systems/system.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { EmptyState } from '../components/EmptyState.tsx';
import { Loaded } from '../components/Loaded.tsx';
import { MoreButton } from '../components/MoreButton.tsx';
import { PageHeader } from '../components/PageHeader.tsx';
import { SimulatedBadge } from '../components/SimulatedBadge.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { SystemState } from '../diagnostics/SystemState.tsx';
import { useMay } from '../platform/session.ts';
import { NewSystemDialog } from './NewSystemDialog.tsx';
import { useSites, useSystems } from './system.queries.ts';

export function SystemsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const systems = useSystems();
  const sites = useSites();
  const mayWrite = useMay('systems:write');
  const [isOpen, dialog] = useDisclosure(false);
  const siteName = (id: string) => sites.items.find((site) => site.id === id)?.name ?? '';
  const columns: Column<System>[] = [
    { key: 'site', header: t('systems.site'), cell: (system) => siteName(system.siteId) },
    { key: 'name', header: t('systems.system'), cell: (system) => <SystemName system={system} /> },
    { key: 'tag', header: t('systems.tag'), cell: (system) => system.tag ?? '' },
    { key: 'state', header: t('systems.newestState'), cell: (system) => <SystemState systemId={system.id} /> },
    { key: 'note', header: t('systems.note'), cell: (system) => system.note ?? '' },
  ];
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={dialog.open}>
      {t('systems.add')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('page.systems')} state={t('systems.explanation')} actions={add} />
      <Loaded query={systems}>
        {() =>
          systems.items.length === 0 ? (
            <EmptyState text={t('systems.empty')} />
          ) : (
            <>
              <DataTable caption={t('page.systems')} columns={columns} rows={systems.items} rowKey={(system) => system.id} />
              <MoreButton list={systems} />
            </>
          )
        }
      </Loaded>
      <NewSystemDialog
        isOpen={isOpen}
        onClose={dialog.close}
        onCreated={(system) => void navigate({ to: '/systems/$systemId', params: { systemId: system.id } })}
      />
    </>
  );
}

function SystemName({ system }: { system: System }) {
  return (
    <Group gap="xs">
      <TextLink to="/systems/$systemId" params={{ systemId: system.id }}>
        {system.name}
      </TextLink>
      {system.isSimulated && <SimulatedBadge />}
    </Group>
  );
}
