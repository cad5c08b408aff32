import { Group, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../platform/session.ts';
import { momentOfDay } from '../../platform/zone-day.ts';
import { type LanguageValue, ReportDialogButton } from './ReportDialogButton.tsx';

interface Values extends LanguageValue {
  from: string;
  to: string;
}

/** Makes a report of all recordings that a system made from one day to another, both included, by the clock of its site. */
export function PeriodReportButton({ systemId, timeZone }: { systemId: string; timeZone: string }) {
  const { t } = useTranslation();
  const form = useForm<Values>({
    initialValues: { language: null, from: '', to: '' },
    validate: {
      from: (from) => (from === '' ? t('reportSource.needsDay') : null),
      to: (to, { from }) => (to === '' ? t('reportSource.needsDay') : to < from ? t('reportSource.endsBefore') : null),
    },
  });
  if (!useMay('reports:write')) return null;
  return (
    <ReportDialogButton
      title={t('reportSource.period')}
      form={form}
      variant="default"
      sourceOf={({ from, to }) => ({
        kind: 'period',
        systemId,
        from: momentOfDay(from, 'first', timeZone),
        to: momentOfDay(to, 'last', timeZone),
      })}
    >
      <Text size="sm">{t('reportSource.periodUse', { zone: timeZone })}</Text>
      <Group grow align="flex-start">
        <TextInput type="date" label={t('reportSource.from')} required {...form.getInputProps('from')} />
        <TextInput type="date" label={t('reportSource.to')} required {...form.getInputProps('to')} />
      </Group>
    </ReportDialogButton>
  );
}
