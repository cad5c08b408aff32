import { Button, Checkbox, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { IconDatabaseExport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import {
  type DataExportFormat,
  type DataSet,
  dataExportApi,
  dataExportFormats,
  dataSets,
  type NewDataExport,
} from '../../../../server/operations/data-exports/data-export.schema.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { call, problemOf } from '../../platform/api.ts';
import { jobsKey } from '../../platform/jobs.ts';
import { SiteSelect } from '../../systems/SiteSelect.tsx';
import { dataExportsKey } from './data-export.queries.ts';

const terms = ['1', '7', '30', '90'];

interface Values {
  datasets: DataSet[];
  format: DataExportFormat;
  siteId: string | null;
  from: string;
  to: string;
  keepDays: string;
}

/** What is exported, as what, of which site and time, and how long the file is kept. */
export function DataExportForm() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const form = useForm<Values>({
    initialValues: { datasets: [...dataSets], format: 'csv', siteId: null, from: '', to: '', keepDays: '7' },
  });
  const start = useMutation({
    mutationFn: (values: Values) => call(dataExportApi.start, { body: wantedOf(values) }),
    onSuccess: () => Promise.all([jobsKey, dataExportsKey].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
  const { siteId } = form.values;
  return (
    <form onSubmit={form.onSubmit((values) => start.mutate(values))} noValidate>
      <Stack gap="sm">
        {start.isError && <ProblemAlert problem={problemOf(start.error)} />}
        <Checkbox.Group label={t('dataExport.datasets')} {...form.getInputProps('datasets')}>
          <Group gap="lg" mt={6}>
            {dataSets.map((set) => (
              <Checkbox key={set} value={set} label={t(`dataSet.${set}`)} disabled={set === 'audit' && siteId !== null} />
            ))}
          </Group>
        </Checkbox.Group>
        <Group gap="sm" align="flex-end">
          <ScopeFields form={form} />
          <Button
            type="submit"
            loading={start.isPending}
            disabled={wantedOf(form.values).datasets.length === 0}
            leftSection={<IconDatabaseExport size={16} aria-hidden />}
          >
            {t('dataExport.start')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {siteId === null ? t('dataExport.rangeHint') : t('dataExport.siteHint')}
        </Text>
      </Stack>
    </form>
  );
}

function wantedOf({ datasets, format, siteId, from, to, keepDays }: Values): NewDataExport {
  return {
    // The audit trail belongs to no site: it is left out where one is chosen.
    datasets: datasets.filter((set) => siteId === null || set !== 'audit'),
    ...{ format, keepDays: Number(keepDays) },
    ...(siteId === null ? {} : { siteId }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
  };
}

function ScopeFields({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('dataExport.format')}
        data={dataExportFormats.map((value) => ({ value, label: t(`dataFormat.${value}`) }))}
        allowDeselect={false}
        {...form.getInputProps('format')}
      />
      <SiteSelect {...form.getInputProps('siteId')} />
      <TextInput type="date" label={t('dataExport.from')} {...form.getInputProps('from')} />
      <TextInput type="date" label={t('dataExport.to')} {...form.getInputProps('to')} />
      <Select
        label={t('dataExport.keep')}
        data={terms.map((value) => ({ value, label: t('storage.days', { count: Number(value) }) }))}
        allowDeselect={false}
        w={120}
        {...form.getInputProps('keepDays')}
      />
    </>
  );
}
