import { Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Component, SystemDetail } from '../../../server/systems/system.schema.ts';
import type { Column } from '../components/DataTable.tsx';
import { useFormat } from '../platform/use-format.ts';
import { NewComponentDialog } from './NewComponentDialog.tsx';
import { useNameplateLabel } from './nameplate.ts';
import { PartPanel } from './PartPanel.tsx';

export function ComponentPanel({ detail }: { detail: SystemDetail }) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure(false);
  const columns: Column<Component>[] = [
    { key: 'name', header: t('systems.name'), cell: (component) => component.name },
    { key: 'kind', header: t('components.kind'), cell: (component) => t(`kind.${component.kind}`) },
    { key: 'plate', header: t('components.nameplate'), cell: (component) => <NameplateText component={component} /> },
  ];
  return (
    <PartPanel
      caption={t('components.title')}
      explanation={t('components.explanation')}
      empty={t('components.empty')}
      addLabel={t('components.add')}
      onAdd={dialog.open}
      columns={columns}
      rows={detail.components}
    >
      <NewComponentDialog systemId={detail.system.id} isOpen={isOpen} onClose={dialog.close} />
    </PartPanel>
  );
}

function NameplateText({ component }: { component: Component }) {
  const format = useFormat();
  const label = useNameplateLabel();
  const words = Object.entries(component.nameplate).map(([key, value]) => {
    const { name, unit } = label(key);
    return `${name} ${typeof value === 'number' ? format.number(value) : value}${unit ? ` ${unit}` : ''}`;
  });
  return <Text size="sm">{words.join(' · ') || '–'}</Text>;
}
