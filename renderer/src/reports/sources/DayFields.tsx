import { Group, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { momentOfDay } from '../../platform/zone-day.ts';

/** First and last day of a period, both in it; empty: open. */
export interface Days {
  from: string;
  to: string;
}

export const noDays: Days = { from: '', to: '' };

export function DayFields<Values extends Days>({ form, isNeeded = false }: { form: UseFormReturnType<Values>; isNeeded?: boolean }) {
  const { t } = useTranslation();
  return (
    <Group grow align="flex-start">
      <TextInput type="date" label={t('reportSource.from')} required={isNeeded} {...form.getInputProps('from')} />
      <TextInput type="date" label={t('reportSource.to')} required={isNeeded} {...form.getInputProps('to')} />
    </Group>
  );
}

/** What is wrong with the days, for the checks of a form. */
export function dayRules(t: TFunction) {
  const missing = (day: string, isNeeded: boolean) => (isNeeded && day === '' ? t('reportSource.needsDay') : null);
  const ended = ({ from, to }: Days) => (from !== '' && to !== '' && to < from ? t('reportSource.endsBefore') : null);
  return {
    from: ({ from }: Days, isNeeded: boolean) => missing(from, isNeeded),
    to: (days: Days, isNeeded: boolean) => missing(days.to, isNeeded) ?? ended(days),
  };
}

/** The first and the last moment of the days by a clock; what is open is left out. */
export function momentsOf({ from, to }: Days, timeZone: string): { from?: string; to?: string } {
  return {
    ...(from === '' ? {} : { from: momentOfDay(from, 'first', timeZone) }),
    ...(to === '' ? {} : { to: momentOfDay(to, 'last', timeZone) }),
  };
}
