import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { LimitSource, NewLimit } from '../../../server/systems/system.schema.ts';
import { given } from './DecimalInput.tsx';

/** The fields of a new limit: at least one value, and always a source. */
export function useLimitForm() {
  const { t } = useTranslation();
  return useForm({
    initialValues: {
      subjectType: 'channel' as NewLimit['subjectType'],
      channelId: '',
      indicatorId: '',
      unit: '',
      alarmLow: '' as number | string,
      warningLow: '' as number | string,
      warningHigh: '' as number | string,
      alarmHigh: '' as number | string,
      sourceType: 'plant' as LimitSource['type'],
      reference: '',
    },
    validate: {
      reference: (value) => (value.trim().length < 3 ? t('limits.sourceRule') : null),
      indicatorId: (value, all) => (all.subjectType === 'indicator' && value.trim() === '' ? t('systems.required') : null),
      alarmHigh: (value, all) =>
        [value, all.alarmLow, all.warningLow, all.warningHigh].every((limit) => given(limit) === undefined) ? t('limits.oneNeeded') : null,
    },
  });
}
