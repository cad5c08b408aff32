import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { retentionApi, type StorageUse } from '../../../../server/measurements/retention/retention.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { call } from '../../platform/api.ts';
import { usePages } from '../../platform/pages.ts';
import { useFormat } from '../../platform/use-format.ts';
import { RetentionDialog } from './RetentionDialog.tsx';

/** What each system's measurements take on the disk, and how long they are kept. */
export function StoragePanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const [edited, setEdited] = useState<StorageUse | null>(null);
  const uses = usePages<StorageUse>(['storage'], (cursor, signal) => call(retentionApi.storage, { querystring: cursor }, signal));
  const columns: Column<StorageUse>[] = [
    { key: 'system', header: t('storage.system'), cell: (use) => use.systemName },
    { key: 'recordings', isNumber: true, header: t('storage.recordings'), cell: (use) => format.integer(use.recordings) },
    { key: 'samples', isNumber: true, header: t('storage.samples'), cell: (use) => format.integer(use.samples) },
    { key: 'raw', isNumber: true, header: t('storage.raw'), cell: (use) => format.bytes(use.rawBytes) },
    { key: 'series', isNumber: true, header: t('storage.series'), cell: (use) => format.bytes(use.seriesBytes) },
    { key: 'oldest', isShort: true, header: t('storage.oldest'), cell: (use) => format.instant(use.oldestAt) },
    { key: 'kept', isShort: true, header: t('storage.kept'), cell: (use) => termOf(use) },
    { key: 'change', header: '', cell: (use) => <ChangeButton use={use} onClick={() => setEdited(use)} /> },
  ];
  const termOf = ({ keepDays }: StorageUse) => (keepDays === null ? t('storage.forEver') : t('storage.days', { count: keepDays }));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('storage.explanation')}
      </Text>
      <DataTable caption={t('storage.title')} columns={columns} rows={uses.items} rowKey={(use) => use.systemId} />
      <MoreButton list={uses} />
      {edited && <RetentionDialog system={edited} onClose={() => setEdited(null)} />}
    </Stack>
  );
}

function ChangeButton({ use, onClick }: { use: StorageUse; onClick(): void }) {
  const { t } = useTranslation();
  return (
    <Button size="compact-xs" variant="default" onClick={onClick} aria-label={t('storage.changeFor', { system: use.systemName })}>
      {t('storage.change')}
    </Button>
  );
}
