import { Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { Limit, SystemDetail } from '../../../server/systems/system.schema.ts';
import type { Column } from '../components/DataTable.tsx';
import { useFormat } from '../platform/use-format.ts';
import { NewLimitDialog } from './NewLimitDialog.tsx';
import { PartPanel } from './PartPanel.tsx';

export function LimitPanel({ detail }: { detail: SystemDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isOpen, dialog] = useDisclosure(false);
  const subject = (limit: Limit) =>
    limit.subjectType === 'channel'
      ? (detail.channels.find((channel) => channel.id === limit.subject)?.name ?? limit.subject)
      : limit.subject;
  const columns: Column<Limit>[] = [
    { key: 'subject', header: t('limits.subject'), cell: subject },
    { key: 'unit', header: t('channels.unit'), cell: (limit) => limit.unit },
    { key: 'alarmLow', header: t('limits.alarmLow'), isNumber: true, cell: (limit) => format.number(limit.alarmLow) },
    { key: 'warningLow', header: t('limits.warningLow'), isNumber: true, cell: (limit) => format.number(limit.warningLow) },
    { key: 'warningHigh', header: t('limits.warningHigh'), isNumber: true, cell: (limit) => format.number(limit.warningHigh) },
    { key: 'alarmHigh', header: t('limits.alarmHigh'), isNumber: true, cell: (limit) => format.number(limit.alarmHigh) },
    { key: 'source', header: t('limits.source'), cell: (limit) => <LimitSource limit={limit} /> },
  ];
  return (
    <PartPanel
      caption={t('limits.title')}
      explanation={t('limits.explanation')}
      empty={t('limits.empty')}
      addLabel={t('limits.add')}
      onAdd={dialog.open}
      columns={columns}
      rows={detail.limits}
    >
      <NewLimitDialog detail={detail} isOpen={isOpen} onClose={dialog.close} />
    </PartPanel>
  );
}

function LimitSource({ limit }: { limit: Limit }) {
  const { t } = useTranslation();
  return (
    <Stack gap={0}>
      <Text size="sm">{limit.source.reference}</Text>
      <Text size="xs" c="dimmed">
        {t(`source.${limit.source.type}`)}
      </Text>
    </Stack>
  );
}
