import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type DataExport, dataExportApi } from '../../../../server/operations/data-exports/data-export.schema.ts';
import { type Column, DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { addressOf, call } from '../../platform/api.ts';
import { useJobs } from '../../platform/jobs.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useSites } from '../../systems/system.queries.ts';
import { JobLine } from '../JobLine.tsx';
import { DataExportForm } from './DataExportForm.tsx';
import { dataExportsKey, useDataExports } from './data-export.queries.ts';

/** What is stored, as tables in one signed ZIP: started here, downloaded here, removed by itself. */
export function DataExportPanel() {
  const { t } = useTranslation();
  const format = useFormat();
  const exports = useDataExports();
  const columns: Column<DataExport>[] = [
    { key: 'at', isShort: true, header: t('dataExport.startedAt'), cell: (one) => format.instant(one.createdAt) },
    { key: 'by', header: t('dataExport.by'), cell: (one) => one.createdBy },
    { key: 'what', width: '34%', header: t('dataExport.what'), cell: (one) => <Contents of={one} /> },
    { key: 'rows', isNumber: true, header: t('dataExport.rows'), cell: (one) => rowsOf(one, format.integer) },
    { key: 'kept', isShort: true, header: t('dataExport.keptUntil'), cell: ({ file }) => (file ? format.instant(file.expiresAt) : '–') },
    { key: 'file', width: '26%', header: t('dataExport.file'), cell: (one) => <FileCell of={one} /> },
  ];
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('dataExport.explanation')}
      </Text>
      <DataExportForm />
      <Loaded query={exports}>
        {() =>
          exports.items.length === 0 ? (
            <EmptyState text={t('dataExport.empty')} />
          ) : (
            <>
              <DataTable caption={t('dataExport.title')} columns={columns} rows={exports.items} rowKey={(one) => one.id} />
              <MoreButton list={exports} />
            </>
          )
        }
      </Loaded>
    </Stack>
  );
}

function rowsOf({ file }: DataExport, words: (value: number) => string): string {
  return file ? words(file.tables.reduce((sum, { rows }) => sum + rows, 0)) : '–';
}

function Contents({ of: { datasets, format, siteId, from, to } }: { of: DataExport }) {
  const { t } = useTranslation();
  const site = useSites().items.find(({ id }) => id === siteId)?.name;
  const limits = [site, from && t('dataExport.since', { day: from.slice(0, 10) }), to && t('dataExport.until', { day: to.slice(0, 10) })];
  return (
    <Stack gap={2}>
      <Text size="sm">
        {t(`dataFormat.${format}`)}: {datasets.map((set) => t(`dataSet.${set}`)).join(', ')}
      </Text>
      {limits.some(Boolean) && (
        <Text size="xs" c="dimmed">
          {limits.filter(Boolean).join(' · ')}
        </Text>
      )}
    </Stack>
  );
}

/** The file with its size and hash; before it is there its job, afterwards that it is gone. */
function FileCell({ of }: { of: DataExport }) {
  const { t } = useTranslation();
  const format = useFormat();
  const client = useQueryClient();
  const job = useJobs().data?.items.find(({ id }) => id === of.jobId);
  const remove = useMutation({
    mutationFn: () => call(dataExportApi.remove, { params: { id: of.id } }),
    onSettled: () => client.invalidateQueries({ queryKey: dataExportsKey }),
  });
  const { file } = of;
  if (!file) return job ? <JobLine job={job} /> : t(`jobState.${of.jobState}`);
  if (file.removedAt !== null) return t('dataExport.removed', { at: format.instant(file.removedAt) });
  return (
    <Group gap={6}>
      <Button
        component="a"
        href={addressOf(dataExportApi.download, { params: { id: of.id } })}
        download={file.name}
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        title={`${file.name} · SHA-256 ${file.sha256}`}
      >
        {t('dataExport.download', { size: format.bytes(file.bytes) })}
      </Button>
      <Button size="compact-sm" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t('dataExport.remove')}
      </Button>
    </Group>
  );
}
