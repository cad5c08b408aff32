import { useTranslation } from 'react-i18next';
import type { Limit, LimitCondition, LimitDelay, SignalWindow } from '../../../../server/systems/limits/limit.schema.ts';
import type { SystemDetail } from '../../../../server/systems/system.schema.ts';
import { useFormat } from '../../platform/use-format.ts';
import { useIndicators } from './limit.queries.ts';

type Bounds = Pick<Limit, 'warningLow' | 'warningHigh' | 'alarmLow' | 'alarmHigh'> & Partial<Pick<Limit, 'healthy'>>;

/** Limit values as sentences: "Warning above 55 °C". */
export function useBoundWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return (bounds: Bounds, unit: string): string[] => {
    const shown = unit === '1' ? '' : unit;
    const sentence = (word: string, low: number | null, high: number | null): string[] => {
      const values = { word, low: format.number(low), high: format.number(high), unit: shown };
      if (low !== null && high !== null) return [t('limits.outside', values)];
      if (high !== null) return [t('limits.above', values)];
      return low !== null ? [t('limits.below', values)] : [];
    };
    return [
      ...sentence(t('limits.warning'), bounds.warningLow, bounds.warningHigh),
      ...sentence(t('limits.alarm'), bounds.alarmLow, bounds.alarmHigh),
      ...(bounds.healthy
        ? [
            t('limits.healthyValue', {
              value: format.number(bounds.healthy.centre),
              margin: format.number(bounds.healthy.margin),
              unit: shown,
            }),
          ]
        : []),
    ];
  };
}

/** A range of a signal as words: "Pump outlet pressure 150 to 180 bar". */
export function useWindowWords() {
  const { t } = useTranslation();
  const format = useFormat();
  return (condition: SignalWindow): string =>
    t(condition.atMost === null ? 'limits.atLeast' : condition.atLeast === null ? 'limits.atMost' : 'limits.between', {
      signal: t(`signal.${condition.signal}`),
      low: format.number(condition.atLeast),
      high: format.number(condition.atMost),
      unit: condition.unit,
    });
}

/** Deadband, delay and conditions as sentences; nothing where nothing was set. */
export function useRuleWords() {
  const { t } = useTranslation();
  const format = useFormat();
  const window = useWindowWords();
  const condition = (one: LimitCondition): string => {
    if (one.kind === 'held') return t('limits.onlyAfter', { seconds: format.number(one.seconds) });
    return t('limits.onlyWhile', {
      what: one.kind === 'signal' ? window(one) : one.regimes.map((regime) => t(`limits.regime.${regime}`)).join(', '),
    });
  };
  const delay = (one: LimitDelay) =>
    one.kind === 'time' ? t('limits.delayTime', { seconds: format.number(one.seconds) }) : t('limits.delayCount', { count: one.count });
  return ({ deadband, delay: waiting, conditions, operatingPoint, unit }: Limit): string[] => [
    ...(operatingPoint ? [t('limits.pointWords', { what: operatingPoint.within.map(window).join(' · ') })] : []),
    ...conditions.map(condition),
    ...(waiting ? [delay(waiting)] : []),
    ...(deadband ? [t('limits.deadbandWords', { value: format.number(deadband), unit })] : []),
  ];
}

/** What a limit is set on, by name: a channel as the plant calls it, an indicator in the person's language. */
export function useSubjectName(detail: SystemDetail) {
  const indicators = useIndicators();
  return ({ subjectType, subject }: Pick<Limit, 'subjectType' | 'subject'>): string => {
    if (subjectType === 'channel') return detail.channels.find(({ id }) => id === subject)?.name ?? subject;
    return indicators.find(({ id }) => id === subject)?.name ?? subject;
  };
}
