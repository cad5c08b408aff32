import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Limit, LimitDelay, NewLimit } from '../../../../server/systems/limits/limit.schema.ts';
import { given, givenOnly } from '../DecimalInput.tsx';

export const sourceTypes: readonly NewLimit['source']['type'][] = ['plant', 'manual', 'standard', 'baseline'];

const bounds = ['warningLow', 'warningHigh', 'alarmLow', 'alarmHigh'] as const;
const typed = (value: number | null | undefined): number | string => value ?? '';

export interface LimitFormValues {
  subjectType: Limit['subjectType'];
  subject: string | null;
  warningLow: number | string;
  warningHigh: number | string;
  alarmLow: number | string;
  alarmHigh: number | string;
  deadband: number | string;
  delaySeconds: number | string;
  delayCycles: number | string;
  sourceType: NewLimit['source']['type'];
  reference: string;
  reason: string;
}

function valuesOf(limit: Limit | null): LimitFormValues {
  const type = limit?.source.type ?? 'plant';
  return {
    subjectType: limit?.subjectType ?? 'channel',
    subject: limit?.subject ?? null,
    warningLow: typed(limit?.warningLow),
    warningHigh: typed(limit?.warningHigh),
    alarmLow: typed(limit?.alarmLow),
    alarmHigh: typed(limit?.alarmHigh),
    deadband: typed(limit?.deadband),
    delaySeconds: typed(limit?.delay?.kind === 'time' ? limit.delay.seconds : null),
    delayCycles: typed(limit?.delay?.kind === 'count' ? limit.delay.count : null),
    sourceType: type === 'default' ? 'plant' : type,
    reference: limit?.source.reference ?? '',
    reason: '',
  };
}

/** The fields of a proposed limit: at least one value, always a source and a reason. */
export function useLimitForm(from: Limit | null) {
  const { t } = useTranslation();
  return useForm<LimitFormValues>({
    initialValues: valuesOf(from),
    validate: {
      subject: (value) => (value === null ? t('systems.required') : null),
      reference: (value) => (value.trim().length < 3 ? t('limits.sourceRule') : null),
      reason: (value) => (value.trim().length < 5 ? t('limits.reasonRule') : null),
      alarmHigh: (_, all) => (bounds.every((key) => given(all[key]) === undefined) ? t('limits.oneNeeded') : null),
      delayCycles: (value, all) => (given(value) !== undefined && given(all.delaySeconds) !== undefined ? t('limits.oneDelay') : null),
    },
  });
}

/** What the form says, as the server takes it; what it does not show yet is kept from the version before. */
export function proposalOf(values: LimitFormValues, unit: string, from: Limit | null): NewLimit {
  const { warningLow, warningHigh, alarmLow, alarmHigh, deadband } = values;
  const delay = delayOf(values);
  return {
    subjectType: values.subjectType,
    subject: values.subject ?? '',
    unit,
    ...givenOnly({ warningLow, warningHigh, alarmLow, alarmHigh, deadband }),
    ...(delay ? { delay } : {}),
    ...(from?.operatingPoint ? { operatingPoint: from.operatingPoint } : {}),
    ...(from ? { conditions: from.conditions } : {}),
    source: { type: values.sourceType, reference: values.reference.trim() },
    reason: values.reason.trim(),
  };
}

function delayOf({ delaySeconds, delayCycles }: LimitFormValues): LimitDelay | null {
  const seconds = given(delaySeconds);
  if (seconds !== undefined && seconds > 0) return { kind: 'time', seconds };
  const count = given(delayCycles);
  return count !== undefined && count > 0 ? { kind: 'count', count } : null;
}
