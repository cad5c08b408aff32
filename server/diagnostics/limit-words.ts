import type { LimitUsed } from './diagnosis.schema.ts';
import type { Bench } from './indicators/definition.indicator.ts';

export const C2 = 'Sightglass reference, threshold table C2';

/** What a default limit may look at. */
export type LimitBench = Pick<Bench, 'signals' | 'plateNumber' | 'plateText'>;

/** An absolute limit; `healthy…` is where a symptom begins to count (membership 0). */
export interface AbsoluteLimit {
  readonly kind: 'absolute';
  readonly healthyLow?: number;
  readonly warningLow?: number;
  readonly alarmLow?: number;
  readonly healthyHigh?: number;
  readonly warningHigh?: number;
  readonly alarmHigh?: number;
  readonly source: LimitUsed['source'];
}

/** A limit as a multiple of the indicator's own healthy reference (C2: "vs baseline"). */
export interface RelativeLimit {
  readonly kind: 'relative';
  /** Which end is the good one: a component cannot be better than healthy. */
  readonly better: 'high' | 'low';
  readonly healthy: number;
  readonly warning: number;
  readonly alarm: number;
  /** Compare at the same oil temperature ±5 K (C1.5). */
  readonly atTemperature: boolean;
  readonly text: string;
  /** Only against a healthy value that a person declared: the best of the recording means nothing here. */
  readonly needsDeclared?: true;
}

export type DefaultLimit = AbsoluteLimit | RelativeLimit;

export const fromTable = (row: number, note: string): AbsoluteLimit['source'] => ({
  type: 'default',
  reference: `${C2} row ${row}: ${note}`,
});

/** A limit as multiples (healthy, warning, alarm) of the indicator's own healthy reference. */
export const relative = (
  better: 'high' | 'low',
  values: readonly [number, number, number],
  text: string,
  atTemperature = false,
): RelativeLimit => ({ kind: 'relative', better, healthy: values[0], warning: values[1], alarm: values[2], atTemperature, text });
