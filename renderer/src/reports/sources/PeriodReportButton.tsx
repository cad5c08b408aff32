import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../platform/session.ts';
import { momentOfDay } from '../../platform/zone-day.ts';
import { DayFields, type Days, dayRules, noDays } from './DayFields.tsx';
import { ReportDialogButton } from './ReportDialogButton.tsx';
import { noChoice, type ReportChoice } from './report-choice.ts';

/** Makes a report of all recordings that a system made from one day to another, both included, by the clock of its site. */
export function PeriodReportButton({ systemId, timeZone }: { systemId: string; timeZone: string }) {
  const { t } = useTranslation();
  const rules = dayRules(t);
  const form = useForm<ReportChoice & Days>({
    initialValues: { ...noChoice, ...noDays },
    validate: { from: (_day, values) => rules.from(values, true), to: (_day, values) => rules.to(values, true) },
  });
  if (!useMay('reports:write')) return null;
  return (
    <ReportDialogButton
      title={t('reportSource.period')}
      form={form}
      variant="default"
      sourceOf={({ from, to }) => ({
        ...{ kind: 'period', systemId },
        ...{ from: momentOfDay(from, 'first', timeZone), to: momentOfDay(to, 'last', timeZone) },
      })}
    >
      <Text size="sm">{t('reportSource.periodUse', { zone: timeZone })}</Text>
      <DayFields form={form} isNeeded />
    </ReportDialogButton>
  );
}
