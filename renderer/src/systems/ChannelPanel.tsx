import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Channel, SystemDetail } from '../../../server/systems/system.schema.ts';
import type { Column } from '../components/DataTable.tsx';
import { useFormat } from '../platform/use-format.ts';
import { NewChannelDialog } from './NewChannelDialog.tsx';
import { PartPanel } from './PartPanel.tsx';

export function ChannelPanel({ detail }: { detail: SystemDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, dialog] = useDisclosure(false);
  const componentName = (id: string | null) => detail.components.find((component) => component.id === id)?.name ?? '';
  const range = (channel: Channel) =>
    channel.rangeLow === null && channel.rangeHigh === null
      ? '–'
      : `${format.number(channel.rangeLow)} … ${format.number(channel.rangeHigh)}`;
  const columns: Column<Channel>[] = [
    { key: 'name', header: t('systems.name'), cell: (channel) => channel.name },
    { key: 'signal', header: t('channels.signal'), cell: (channel) => (channel.signal ? t(`signal.${channel.signal}`) : '–') },
    { key: 'component', header: t('components.component'), cell: (channel) => componentName(channel.componentId) },
    { key: 'quantity', header: t('channels.quantity'), cell: (channel) => t(`quantity.${channel.quantity}`) },
    { key: 'unit', header: t('channels.unit'), cell: (channel) => channel.unit },
    { key: 'range', header: t('channels.range'), isNumber: true, cell: range },
    {
      key: 'accuracy',
      header: t('channels.accuracy'),
      isNumber: true,
      cell: (channel) => (channel.accuracyPercentFs === null ? '–' : `± ${format.number(channel.accuracyPercentFs)} %`),
    },
  ];
  return (
    <PartPanel
      caption={t('channels.title')}
      explanation={t('channels.explanation')}
      empty={t('channels.empty')}
      addLabel={t('channels.add')}
      onAdd={dialog.open}
      columns={columns}
      rows={detail.channels}
    >
      <NewChannelDialog detail={detail} isOpen={isOpen} onClose={dialog.close} />
    </PartPanel>
  );
}
