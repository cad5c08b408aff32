import type { HealthyValue, LimitPoint, NewLimit, SignalWindow } from '../../systems/limits/limit.schema.ts';
import type { SignalId } from '../../systems/signal.schema.ts';
import { examine } from '../diagnose.ts';
import type { DiagnosisInput, DiagnosisProgress, LimitInput } from '../diagnosis-input.ts';
import { definitions } from '../indicator-run.ts';
import { type Bench, type IndicatorDefinition, isMeasured, type Measured } from '../indicators/definition.indicator.ts';
import type { DefaultLimit } from '../limit-words.ts';
import { defaultLimit } from '../limits.ts';
import { operatingPointOf, pointAround } from '../operating-point.ts';
import { epochsAtPoint } from '../states/operating-place.science.ts';
import { median } from '../statistics.ts';
import { textOf } from '../wordings/phrase.science.ts';
import type { BaselineRequest } from './baseline.schema.ts';
import { alarmSpreads, type BaselineBounds, type BaselineRule, boundsAround, warningSpreads } from './baseline.science.ts';
import { healthyValueOf } from './healthy-value.science.ts';

export interface CapturedBaseline {
  /** Proposals without their reason, which is the person's. */
  readonly proposals: readonly Omit<NewLimit, 'reason'>[];
  readonly refused: readonly { readonly indicator: string; readonly because: string }[];
}

/** The chosen range: its epochs, what describes it, and where it is to be found again. */
interface Stretch {
  readonly bench: Bench;
  readonly isInside: Uint8Array;
  /** Where limits are to hold that may look at these signals only; null: everywhere. */
  readonly place: ((isAllowed: (signal: SignalId) => boolean) => LimitPoint | null) | null;
  /** Where the stretch itself was measured; null: no signal says so. */
  readonly around: (isAllowed: (signal: SignalId) => boolean) => LimitPoint | null;
  /** The air around the cooler, which no fault changes; null: not measured. */
  readonly air: SignalWindow | null;
  readonly words: string;
  /** Does the plant have limits of its own on an indicator at a point of this name? */
  taken(indicator: string, point: string): boolean;
}

const hasBounds = ({ warningLow, warningHigh, alarmLow, alarmHigh }: LimitInput) =>
  [warningLow, warningHigh, alarmLow, alarmHigh].some((bound) => bound !== null);

/** A request, with the ranges of the operating point where it names one that the system knows. */
export interface BaselineWish extends BaselineRequest {
  readonly point?: LimitPoint | null;
}

function stretchOf(input: DiagnosisInput, request: BaselineWish, bench: Bench): Stretch | string {
  const { epochs, stepS, slots } = bench.timeline;
  const { fromS = 0, toS = Number.POSITIVE_INFINITY, pointName, point } = request;
  // Half a slot of grace: a range picked in the plot never hits a cycle's border exactly.
  const isInside = Uint8Array.from(epochs, ({ from, to }) => (from * stepS >= fromS - stepS / 2 && to * stepS <= toS + stepS / 2 ? 1 : 0));
  if (!isInside.includes(1)) return 'no whole cycle or minute lies in the range';
  const end = Math.min(toS, input.recording.durationS);
  const words = `“${input.recording.name.slice(0, 60)}”, ${+fromS.toFixed(1)}–${+end.toFixed(1)} s`;
  const chosen = new Uint8Array(slots);
  epochs.forEach(({ from, to }, index) => {
    chosen.fill(isInside[index] as number, from, to);
  });
  const values = operatingPointOf(bench, (slot) => chosen[slot] === 1);
  const around = (isAllowed: (signal: SignalId) => boolean) => {
    const found = pointAround(values, isAllowed);
    return found && { name: pointName ?? found.name, within: found.within };
  };
  const own = input.limits.filter(hasBounds);
  const taken = (indicator: string, name: string) =>
    own.some(({ subject, operatingPoint }) => subject === indicator && operatingPoint?.name === name);
  const shared = { bench, isInside, around, air: airAround(bench, chosen), words, taken };
  if (request.scope === 'everywhere') return { ...shared, place: null };
  if (point) return { ...shared, place: (isAllowed) => narrowed(point, isAllowed) };
  if (!around(() => true)) return 'no pressure, speed or oil temperature says at which operating point it was measured';
  return { ...shared, place: around };
}

/** ±5 K as for the oil (C1.5). */
const AIR_K = 5;

function airAround(bench: Bench, chosen: Uint8Array): SignalWindow | null {
  const middle = median(bench.grid.column('T_amb')?.filter((_, slot) => chosen[slot] === 1) ?? []);
  const unit = bench.signals.find('T_amb')?.unit;
  if (!Number.isFinite(middle) || unit === undefined) return null;
  return { signal: 'T_amb', unit, atLeast: +(middle - AIR_K).toPrecision(4), atMost: +(middle + AIR_K).toPrecision(4) };
}

/** The ranges of a point that the limit may look at; a point without any is none. */
function narrowed({ name, within }: LimitPoint, isAllowed: (signal: SignalId) => boolean): LimitPoint | null {
  const left = within.filter(({ signal }) => isAllowed(signal));
  return left.length > 0 ? { name, within: left } : null;
}

/**
 * What a fault changes is no operating point: a limit on the cooler that held only at the healthy oil temperature would never see the cooler
 * fail. So temperatures are left out for what is computed from temperatures, and the pump's pressure for a pressure computed from it.
 */
function mayDescribe({ unit }: IndicatorDefinition, { inputs }: Measured): (signal: SignalId) => boolean {
  const isThermal = inputs.some((signal) => signal.startsWith('T_'));
  const isPressure = unit === 'bar' && inputs.includes('p_P');
  return (signal) => !(isThermal && signal.startsWith('T_')) && !(isPressure && signal === 'p_P');
}

function ruleOf(rule: DefaultLimit | null): BaselineRule {
  if (rule?.kind === 'relative')
    return { sides: [rule.better === 'high' ? 'low' : 'high'], ratios: { warning: rule.warning, alarm: rule.alarm } };
  if (!rule) return { sides: ['low', 'high'], ratios: null };
  const has = (a: number | undefined, b: number | undefined) => a !== undefined || b !== undefined;
  const low = has(rule.warningLow, rule.alarmLow) ? (['low'] as const) : [];
  const high = has(rule.warningHigh, rule.alarmHigh) ? (['high'] as const) : [];
  return { sides: [...low, ...high], ratios: null };
}

function sourceOf(
  { centre, spread, count }: BaselineBounds,
  unit: string,
  { stretch, rule }: { stretch: Stretch; rule: BaselineRule },
): string {
  const own = unit === '1' ? '' : ` ${unit}`;
  const ratios = rule.ratios ? `, at least ×${rule.ratios.warning} and ×${rule.ratios.alarm} (C2)` : '';
  return (
    `Baseline of ${count} cycles or minutes of ${stretch.words}: median ${+centre.toPrecision(5)}${own}, ` +
    `robust spread ${+spread.toPrecision(3)}${own}; warning ${warningSpreads}, alarm ${alarmSpreads} spreads away${ratios}`
  ).slice(0, 300);
}

interface Wanted {
  readonly definition: IndicatorDefinition;
  readonly hasLimits: boolean;
  readonly hasHealthyValue: boolean;
}
type Proposal = Omit<NewLimit, 'reason'>;

function proposalOf(wanted: Wanted, stretch: Stretch): Proposal | string {
  const { bench, isInside } = stretch;
  const { definition } = wanted;
  const missing = definition.needs.find((need) => ![need].flat().some((signal) => bench.signals.find(signal)));
  if (missing !== undefined) return `no usable channel measures ${[missing].flat().join(' or ')}`;
  const measured = definition.compute(bench);
  if (!isMeasured(measured)) return textOf(measured.because);
  if (measured.perEpoch.length !== isInside.length) return 'it is one number for the recording as a whole';
  const healthy = wanted.hasHealthyValue ? healthyProposal(definition, measured, stretch) : null;
  if (typeof healthy === 'string' && !wanted.hasLimits) return healthy;
  const limits = wanted.hasLimits ? limitProposal(definition, measured, stretch) : null;
  if (typeof limits === 'string') return limits;
  const value = typeof healthy === 'string' ? null : healthy;
  return limits && value ? { ...limits, healthy: value.healthy } : ((limits ?? value) as Proposal);
}

const isAt = (stretch: Stretch, point: LimitPoint | null): ((index: number) => boolean) => {
  const isThere = point && epochsAtPoint(point.within, stretch.bench);
  return (index) => stretch.isInside[index] === 1 && isThere?.[index] !== 0;
};

function limitProposal(definition: IndicatorDefinition, measured: Measured, stretch: Stretch): Proposal | string {
  const { id, unit } = definition;
  const point = stretch.place?.(mayDescribe(definition, measured)) ?? null;
  if (stretch.place && !point) return 'its operating point would be described only by what a fault of this component changes';
  const isInside = isAt(stretch, point);
  if (point && !measured.perEpoch.some((_, index) => isInside(index)))
    return `the stretch was not measured at the operating point “${point.name}”`;
  const rule = ruleOf(defaultLimit(id, stretch.bench));
  const found = boundsAround(
    measured.perEpoch.filter((_, index) => isInside(index)),
    measured.uncertainty,
    rule,
  );
  if (typeof found === 'string') return found;
  const { centre: _centre, spread: _spread, count: _count, deadband, ...bounds } = found;
  return {
    ...{ subjectType: 'indicator' as const, subject: id, unit, ...bounds },
    ...(point ? { operatingPoint: point } : {}),
    ...(deadband > 0 ? { deadband } : {}),
    source: { type: 'baseline', reference: sourceOf(found, unit, { stretch, rule }) },
  };
}

/** A healthy value belongs to the operating point of the stretch, whatever the limits' scope, and never takes the place of a plant's limit. */
function healthyProposal(
  definition: IndicatorDefinition,
  measured: Measured,
  stretch: Stretch,
): (Proposal & { healthy: HealthyValue }) | string {
  const { id, unit } = definition;
  const isAllowed = mayDescribe(definition, measured);
  const around = stretch.around(isAllowed);
  const point = stretch.place?.(isAllowed) ?? around;
  if (!around || !point) return 'no pressure, speed or oil temperature says at which operating point it was measured';
  if (stretch.taken(id, point.name)) return 'the plant has limits of its own there; name the indicator to derive new ones';
  // A warm day is no fault: what only temperatures say is compared at the same temperature of the air.
  const isThermal = measured.inputs.some((signal) => signal.startsWith('T_'));
  if (!stretch.air && measured.inputs.every((signal) => signal.startsWith('T_')))
    return 'it follows the air, whose temperature (T_amb) was not measured';
  const within = isThermal && stretch.air ? [...around.within, stretch.air] : around.within;
  const isInside = isAt(stretch, { name: around.name, within });
  const values = measured.perEpoch.filter((_, index) => isInside(index));
  const healthy = healthyValueOf(values, measured.uncertainty, within);
  if (typeof healthy === 'string') return healthy;
  const { centre, margin, count } = healthy;
  const own = unit === '1' ? '' : ` ${unit}`;
  const reference = `Healthy value of ${count} cycles or minutes of ${stretch.words}: median ${centre}${own}; a difference of ${margin}${own} means nothing`;
  return {
    ...{ subjectType: 'indicator' as const, subject: id, unit, operatingPoint: point, healthy },
    source: { type: 'baseline', reference: reference.slice(0, 300) },
  };
}

/**
 * Proposed limits of a system's indicators from a healthy stretch of one recording: pure and deterministic, by the same indicators as a
 * diagnosis. What gives no limit says why.
 */
export function captureBaseline(input: DiagnosisInput, request: BaselineWish, onProgress?: DiagnosisProgress): CapturedBaseline | string {
  const { bench } = examine(input, onProgress);
  const stretch = stretchOf(input, request, bench);
  if (typeof stretch === 'string') return stretch;
  const { indicators, withHealthyValues: hasHealthyValue = false } = request;
  const wanted = definitions
    .map((definition): Wanted => {
      const hasLimits = indicators?.includes(definition.id) ?? defaultLimit(definition.id, bench)?.kind === 'relative';
      return { definition, hasLimits, hasHealthyValue };
    })
    .filter(({ hasLimits }) => hasLimits || hasHealthyValue);
  const proposals: Proposal[] = [];
  const refused: { indicator: string; because: string }[] = [];
  wanted.forEach((one, index) => {
    onProgress?.({ phase: 'indicators', done: index, total: wanted.length });
    const proposal = proposalOf(one, stretch);
    if (typeof proposal === 'string') refused.push({ indicator: one.definition.id, because: proposal });
    else proposals.push(proposal);
  });
  return { proposals, refused };
}
