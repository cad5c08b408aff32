import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { Limit, LimitCondition, LimitDelay, LimitPoint, NewLimit } from '../../../../server/systems/limits/limit.schema.ts';
import { given, givenOnly } from '../DecimalInput.tsx';
import { type Typed, typed, type WindowValues, windowsOf, windowValues } from './window-values.ts';

export const sourceTypes: readonly NewLimit['source']['type'][] = ['plant', 'manual', 'standard', 'baseline'];
export const regimeWords = ['plateau', 'transition', 'dead-head', 'idle'] as const;

const bounds = ['warningLow', 'warningHigh', 'alarmLow', 'alarmHigh'] as const;
export interface LimitFormValues {
  subjectType: Limit['subjectType'];
  subject: string | null;
  /** Name of the operating point; null: everywhere. */
  point: string | null;
  warningLow: Typed;
  warningHigh: Typed;
  alarmLow: Typed;
  alarmHigh: Typed;
  deadband: Typed;
  delaySeconds: Typed;
  delayCycles: Typed;
  regimes: (typeof regimeWords)[number][];
  windows: WindowValues[];
  heldSeconds: Typed;
  sourceType: NewLimit['source']['type'];
  reference: string;
  reason: string;
}

function valuesOf(limit: Limit | null): LimitFormValues {
  const type = limit?.source.type ?? 'plant';
  const conditions = limit?.conditions ?? [];
  return {
    subjectType: limit?.subjectType ?? 'channel',
    subject: limit?.subject ?? null,
    point: limit?.operatingPoint?.name ?? null,
    warningLow: typed(limit?.warningLow),
    warningHigh: typed(limit?.warningHigh),
    alarmLow: typed(limit?.alarmLow),
    alarmHigh: typed(limit?.alarmHigh),
    deadband: typed(limit?.deadband),
    delaySeconds: typed(limit?.delay?.kind === 'time' ? limit.delay.seconds : null),
    delayCycles: typed(limit?.delay?.kind === 'count' ? limit.delay.count : null),
    regimes: conditions.flatMap((one) => (one.kind === 'regime' ? one.regimes : [])),
    windows: conditions.flatMap((one) => (one.kind === 'signal' ? [windowValues(one)] : [])),
    heldSeconds: typed(conditions.find((one) => one.kind === 'held')?.seconds),
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
      heldSeconds: (value, all) =>
        given(value) !== undefined && all.windows.length + all.regimes.length === 0 ? t('limits.heldRule') : null,
      windows: {
        signal: (value) => (value === null ? t('systems.required') : null),
        atLeast: (value, all, path) => {
          const window = all.windows[Number(path.split('.')[1])];
          return given(value) === undefined && given(window?.atMost ?? '') === undefined ? t('limits.oneBound') : null;
        },
      },
    },
  });
}

/** What the form says, as the server takes it, at one of the operating points to choose from. */
export function proposalOf(values: LimitFormValues, unit: string, points: readonly LimitPoint[]): NewLimit {
  const { warningLow, warningHigh, alarmLow, alarmHigh, deadband } = values;
  const delay = delayOf(values);
  const point = points.find(({ name }) => name === values.point);
  return {
    subjectType: values.subjectType,
    subject: values.subject ?? '',
    unit,
    ...givenOnly({ warningLow, warningHigh, alarmLow, alarmHigh, deadband }),
    ...(delay ? { delay } : {}),
    ...(point ? { operatingPoint: { name: point.name, within: point.within } } : {}),
    conditions: conditionsOf(values),
    source: { type: values.sourceType, reference: values.reference.trim() },
    reason: values.reason.trim(),
  };
}

function conditionsOf({ regimes, windows, heldSeconds }: LimitFormValues): LimitCondition[] {
  const seconds = given(heldSeconds);
  const signals = windowsOf(windows).map((window) => ({ kind: 'signal' as const, ...window }));
  return [
    ...(regimes.length > 0 ? [{ kind: 'regime' as const, regimes }] : []),
    ...signals,
    ...(seconds !== undefined && seconds > 0 ? [{ kind: 'held' as const, seconds }] : []),
  ];
}

function delayOf({ delaySeconds, delayCycles }: LimitFormValues): LimitDelay | null {
  const seconds = given(delaySeconds);
  if (seconds !== undefined && seconds > 0) return { kind: 'time', seconds };
  const count = given(delayCycles);
  return count !== undefined && count > 0 ? { kind: 'count', count } : null;
}

/**
 * The operating points a limit may be proposed at. A limit keeps its own; of one that was changed since, the new ranges of the signals that
 * the limit looks at.
 */
export function pointsFor(from: Limit | null, named: readonly LimitPoint[]): readonly LimitPoint[] {
  const own = from?.operatingPoint;
  if (!own) return named;
  const known = named.find(({ name }) => name === own.name);
  if (!known) return [own];
  const within = known.within.filter(({ signal }) => own.within.some((window) => window.signal === signal));
  return [{ name: own.name, within: within.length > 0 ? within : known.within }];
}
