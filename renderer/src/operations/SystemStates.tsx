import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { System } from '../../../server/systems/system.schema.ts';
import { type Column, DataTable } from '../components/DataTable.tsx';
import { SimulatedBadge } from '../components/SimulatedBadge.tsx';
import { TextLink } from '../components/TextLink.tsx';
import { SystemState } from '../diagnostics/SystemState.tsx';
import { SystemVerdict } from '../diagnostics/SystemVerdict.tsx';

/** Systems as rows with the state that their newest recording was diagnosed with. */
export function SystemStates({ systems }: { systems: readonly System[] }) {
  const { t } = useTranslation();
  const columns: Column<System>[] = [
    {
      key: 'name',
      header: t('systems.system'),
      cell: (system) => (
        <Group gap="xs">
          <TextLink to="/systems/$systemId" params={{ systemId: system.id }}>
            {system.name}
          </TextLink>
          {system.isSimulated && <SimulatedBadge />}
        </Group>
      ),
    },
    { key: 'state', header: t('overview.newestState'), width: 150, cell: (system) => <SystemState systemId={system.id} /> },
    { key: 'verdict', header: t('overview.verdict'), cell: (system) => <SystemVerdict systemId={system.id} /> },
  ];
  return <DataTable caption={t('page.systems')} columns={columns} rows={systems} rowKey={(system) => system.id} />;
}
