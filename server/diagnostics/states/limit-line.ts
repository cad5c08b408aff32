import type { LimitUsed } from '../diagnosis.schema.ts';
import type { LimitInput } from '../diagnosis-input.ts';
import type { Bench, IndicatorDefinition, Measured } from '../indicators/definition.indicator.ts';
import type { AbsoluteLimit, DefaultLimit } from '../limit-words.ts';
import { defaultLimit } from '../limits.ts';
import { type Baseline, referenceOf } from '../references.ts';
import { median } from '../statistics.ts';
import type { Holding } from './grade.science.ts';
import { epochsHolding, type Watch, watchOf } from './limit-condition.science.ts';
import { epochsAtPoint } from './operating-place.science.ts';
import { distanceConversion, valueConversion } from './unit-conversion.science.ts';

/** One limit over all values of an indicator, and where it has a say. */
export interface LimitLine {
  readonly bounds: readonly (Partial<AbsoluteLimit> | null)[];
  readonly source: LimitUsed['source'];
  /** A reference taken from the recording itself can convict, never acquit. */
  readonly canAcquit: boolean;
  /** null: the product's own rule of what lasts (states.ts). */
  readonly holding: Holding | null;
  readonly plant: LimitInput | null;
  /** Values at whose operating point this limit holds. */
  readonly applies: Uint8Array;
  /** Values that it watches there, and the conditions in words. */
  readonly watched: Uint8Array;
  readonly watch: Watch | null;
  /** False: it takes its place, but another indicator judges by it. */
  readonly isOwn: boolean;
}

export interface LineContext {
  readonly bench: Bench;
  readonly limits: readonly LimitInput[];
  readonly baseline: Baseline | null;
}

interface Subject {
  readonly definition: Pick<IndicatorDefinition, 'id' | 'unit' | 'channel'>;
  readonly measured: Pick<Measured, 'perEpoch' | 'regime' | 'uncertainty'>;
}

/** An epoch is where most of it is: conditions have to hold in half of the time the indicator was computed from. */
const MOST = 0.5;
const all = (length: number) => new Uint8Array(length).fill(1);

const sides = { high: ['warningHigh', 'alarmHigh'], low: ['warningLow', 'alarmLow'] } as const;

/** A plant's limit in the indicator's unit; null when the units do not fit each other or it says nothing about this side. */
function plantBounds(limit: LimitInput, { unit, channel }: Pick<IndicatorDefinition, 'unit' | 'channel'>): AbsoluteLimit | null {
  const into = valueConversion(limit.unit, unit);
  if (!into) return null;
  const keys = channel ? sides[channel.side] : [...sides.low, ...sides.high];
  const bounds = keys.flatMap((key) => (limit[key] === null ? [] : [[key, into(limit[key])] as const]));
  return bounds.length === 0 ? null : { kind: 'absolute', ...healthySides(limit), ...Object.fromEntries(bounds), source: limit.source };
}

/** A symptom begins to count where the difference from the healthy value begins to mean something. */
function healthySides({ healthy, warningLow, alarmLow, warningHigh, alarmHigh }: LimitInput): Partial<AbsoluteLimit> {
  if (!healthy) return {};
  const [low, high] = [healthy.centre - healthy.margin, healthy.centre + healthy.margin];
  const [beyondLow, beyondHigh] = [warningLow ?? alarmLow, warningHigh ?? alarmHigh];
  return {
    ...(beyondLow !== null && low > beyondLow ? { healthyLow: low } : {}),
    ...(beyondHigh !== null && high < beyondHigh ? { healthyHigh: high } : {}),
  };
}

/** Limits of the plant on what a definition computes. */
function plantLimitsOn(limits: readonly LimitInput[], { id, channel }: Pick<IndicatorDefinition, 'id' | 'channel'>): LimitInput[] {
  return limits.filter(({ subjectType, subject }) =>
    subjectType === 'channel' ? channel?.subject === subject : channel === undefined && subject === id,
  );
}

function holdingOf(limit: LimitInput, { unit, channel }: Subject['definition']): Holding | null {
  const deadband = distanceConversion(limit.unit, unit)?.(limit.deadband ?? 0) ?? 0;
  const { delay = null } = limit;
  // A channel's value per epoch is already the one that lasted as long as the delay says.
  if (channel && delay?.kind === 'time') return { deadband, delay: { kind: 'count', count: 1 } };
  return delay === null && deadband === 0 ? null : { deadband, delay };
}

/** A baseline comes from the same sensor: the systematic part of its uncertainty cancels, so it is no absolute limit (states.ts). */
function againstItself(bounds: AbsoluteLimit): Partial<AbsoluteLimit> {
  const { kind, ...rest } = bounds;
  return bounds.source.type === 'baseline' ? rest : { kind, ...rest };
}

function plantLine(limit: LimitInput, { definition, measured }: Subject, bench: Bench): LimitLine | null {
  const bounds = plantBounds(limit, definition);
  if (!bounds) return null;
  const { length } = measured.perEpoch;
  const { regime } = measured;
  // A number for the recording as a whole is held against the conditions of the recording as a whole.
  const perValue = (epochs: Uint8Array, share: number) => {
    if (epochs.length === length) return epochs;
    const held = epochs.reduce((sum, one) => sum + one, 0);
    return new Uint8Array(length).fill(held > 0 && held >= share * epochs.length ? 1 : 0);
  };
  const conditions = limit.conditions ?? [];
  const share = definition.channel ? 0 : MOST;
  const watch = conditions.length > 0 ? watchOf(conditions, bench) : null;
  return {
    bounds: Array.from(measured.perEpoch, () => againstItself(bounds)),
    source: limit.source,
    canAcquit: true,
    holding: holdingOf(limit, definition),
    plant: limit,
    applies: limit.operatingPoint ? perValue(epochsAtPoint(limit.operatingPoint.within, bench), MOST) : all(length),
    watched: watch ? perValue(epochsHolding(watch.holds, bench, { regime, share }), share) : all(length),
    watch,
    isOwn: definition.channel?.isOwn(limit) ?? true,
  };
}

/** A relative limit closer to its reference than half the reading's own uncertainty would judge noise. */
function isResolved(rule: { warning: number }, reference: Float64Array, uncertainty: number): boolean {
  return !(uncertainty > 2 * Math.abs(rule.warning - 1) * Math.abs(median(reference)));
}

function defaultLine(rule: DefaultLimit, { definition, measured }: Subject, { bench, baseline }: LineContext): LimitLine | null {
  if (rule.kind === 'absolute')
    return lineEverywhere(
      Array.from(measured.perEpoch, () => rule),
      { source: rule.source, canAcquit: true },
    );
  const wanted = { id: definition.id, values: measured.perEpoch, better: rule.better, atTemperature: rule.atTemperature };
  const reference = referenceOf(wanted, bench, baseline);
  if (rule.needsDeclared && !reference?.isDeclared) return null;
  if (!reference || !isResolved(rule, reference.perEpoch, measured.uncertainty)) return null;
  const bounds = Array.from(reference.perEpoch, (value): Partial<AbsoluteLimit> | null => {
    if (!(value > 0)) return null;
    const [healthy, warning, alarm] = [value * rule.healthy, value * rule.warning, value * rule.alarm];
    return rule.better === 'high'
      ? { healthyLow: healthy, warningLow: warning, alarmLow: alarm }
      : { healthyHigh: healthy, warningHigh: warning, alarmHigh: alarm };
  });
  const source = { type: 'baseline' as const, reference: `${rule.text}; ${reference.text}`.slice(0, 300) };
  return lineEverywhere(bounds, { source, canAcquit: reference.isDeclared });
}

/** One limit for all values, wherever the system works. */
export function lineEverywhere(bounds: LimitLine['bounds'], { source, canAcquit }: Pick<LimitLine, 'source' | 'canAcquit'>): LimitLine {
  const whole = all(bounds.length);
  return { bounds, source, canAcquit, holding: null, plant: null, applies: whole, watched: whole, watch: null, isOwn: true };
}

/** The plant's limits on a subject: those of an operating point, and the general one. */
export function plantLinesOn(subject: Subject, { bench, limits }: Pick<LineContext, 'bench' | 'limits'>) {
  const plant = plantLimitsOn(limits, subject.definition);
  const lineOf = (limit: LimitInput) => plantLine(limit, subject, bench) ?? [];
  return {
    atPoints: plant.filter(({ operatingPoint }) => operatingPoint).flatMap(lineOf),
    general: plant
      .filter(({ operatingPoint }) => !operatingPoint)
      .flatMap(lineOf)
      .slice(0, 1),
  };
}

/**
 * The limits of an indicator in the order in which they have a say: the plant's for an operating point, then its general one, or the
 * default of C2 where the plant has no general one.
 */
export function linesOf(subject: Subject, context: LineContext): LimitLine[] {
  const { atPoints, general } = plantLinesOn(subject, context);
  const rule = general.length > 0 ? null : defaultLimit(subject.definition.id, context.bench);
  const rest = rule && defaultLine(rule, subject, context);
  return [...atPoints, ...general, ...(rest ? [rest] : [])];
}
