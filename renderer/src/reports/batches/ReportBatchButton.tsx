import { Button, Checkbox, Group, Radio, Select, Stack, Text } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
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
import { dayAfter, momentOfDay } from '../../platform/zone-day.ts';
import { useSites } from '../../systems/system.queries.ts';
import { DayFields, type Days, dayRules, noDays } from '../sources/DayFields.tsx';
import { ReportChoiceFields, useAskedChoice } from '../sources/ReportChoiceFields.tsx';
import { noChoice, type ReportChoice } from '../sources/report-choice.ts';

interface Values extends ReportChoice, Days {
  siteId: string | null;
  speaksOf: 'newest' | 'period';
  formats: ReportFormat[];
}

/** A report for each system of a site, as one job; goes where its outcome is shown. */
export function ReportBatchButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const rules = dayRules(t);
  const sites = useSites().items;
  const form = useForm<Values>({
    initialValues: { ...noChoice, ...noDays, siteId: null, speaksOf: 'newest', formats: [...reportFormats] },
    validate: {
      siteId: (value) => (value === null ? t('batch.needsSite') : null),
      from: (_day, values) => rules.from(values, values.speaksOf === 'period'),
      to: (_day, values) => rules.to(values, values.speaksOf === 'period'),
      formats: (value) => (value.length === 0 ? t('batch.needsFormat') : null),
    },
  });
  const zone = sites.find(({ id }) => id === form.values.siteId)?.timeZone ?? 'UTC';
  const start = useBatchStart(zone);
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
        <Text size="sm">{t('batch.explanation')}</Text>
        <Select
          label={t('dataExport.site')}
          data={sites.map(({ id, name }) => ({ value: id, label: name }))}
          required
          {...form.getInputProps('siteId')}
        />
        <SubjectFields form={form} zone={zone} />
        <ReportChoiceFields form={form} />
        <Checkbox.Group label={t('dataExport.format')} {...form.getInputProps('formats')}>
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

/** Where the data of each report come from. */
function SubjectFields({ form, zone }: { form: UseFormReturnType<Values>; zone: string }) {
  const { t } = useTranslation();
  const isPeriod = form.values.speaksOf === 'period';
  return (
    <>
      <Radio.Group label={t('batch.speaksOf')} {...form.getInputProps('speaksOf')}>
        <Stack gap={6} mt={6}>
          <Radio value="newest" label={t('batch.speaksOf.newest')} />
          <Radio value="period" label={t('batch.speaksOf.period')} />
        </Stack>
      </Radio.Group>
      <DayFields form={form} isNeeded={isPeriod} />
      <Text size="xs" c="dimmed">
        {t(isPeriod ? 'batch.periodHint' : 'reportSource.daysHint', { zone })}
      </Text>
    </>
  );
}

function useBatchStart(zone: string): (values: Values) => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const askedOf = useAskedChoice();
  return async ({ siteId, from, to, speaksOf, formats, ...choice }) => {
    const range = {
      ...(from === '' ? {} : { from: momentOfDay(from, 'first', zone) }),
      // The last day is in it: the end is the first moment of the day after.
      ...(to === '' ? {} : { to: momentOfDay(dayAfter(to), 'first', zone) }),
    };
    const { id } = await call(reportBatchApi.start, { body: { siteId: siteId ?? '', speaksOf, formats, ...range, ...askedOf(choice) } });
    await client.invalidateQueries({ queryKey: jobsKey });
    await navigate({ to: '/report-batches/$batchId', params: { batchId: id } });
  };
}
