import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconFiles } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reportBatchApi } from '../../../../server/reports/batches/report-batch.schema.ts';
import { type ReportFormat, reportFormats } from '../../../../server/reports/report.schema.ts';
import { FormDialog } from '../../components/FormDialog.tsx';
import { call } from '../../platform/api.ts';
import { jobsKey } from '../../platform/jobs.ts';
import { useMay } from '../../platform/session.ts';
import { useSites } from '../../systems/system.queries.ts';

interface Values {
  siteId: string | null;
  from: string;
  to: string;
  formats: ReportFormat[];
}

/** A report for each system of a site, as one job; goes where its outcome is shown. */
export function ReportBatchButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const navigate = useNavigate();
  const sites = useSites().items;
  const form = useForm<Values>({
    initialValues: { siteId: null, from: '', to: '', formats: [...reportFormats] },
    validate: {
      siteId: (value) => (value === null ? t('batch.needsSite') : null),
      formats: (value) => (value.length === 0 ? t('batch.needsFormat') : null),
    },
  });
  const start = async ({ siteId, from, to, formats }: Values) => {
    const range = { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) };
    const { id } = await call(reportBatchApi.start, { body: { siteId: siteId ?? '', formats, ...range } });
    await client.invalidateQueries({ queryKey: jobsKey });
    await navigate({ to: '/report-batches/$batchId', params: { batchId: id } });
  };
  if (!useMay('reports:write')) return null;
  return (
    <>
      <Button variant="default" leftSection={<IconFiles size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {t('batch.open')}
      </Button>
      <FormDialog
        title={t('batch.title')}
        saveLabel={t('batch.start')}
        isOpen={isOpen}
        form={form}
        onClose={() => setOpen(false)}
        onSave={start}
      >
        <Select
          label={t('dataExport.site')}
          data={sites.map(({ id, name }) => ({ value: id, label: name }))}
          required
          {...form.getInputProps('siteId')}
        />
        <Group grow>
          <TextInput type="date" label={t('dataExport.from')} {...form.getInputProps('from')} />
          <TextInput type="date" label={t('dataExport.to')} {...form.getInputProps('to')} />
        </Group>
        <Checkbox.Group label={t('dataExport.format')} description={t('batch.explanation')} {...form.getInputProps('formats')}>
          <Group gap="md" mt={6}>
            {reportFormats.map((one) => (
              <Checkbox key={one} value={one} label={one.toUpperCase()} />
            ))}
          </Group>
        </Checkbox.Group>
      </FormDialog>
    </>
  );
}
