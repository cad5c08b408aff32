import type { Diagnosis, Indicator, LimitUsed } from '../diagnosis.schema.ts';
import { pointsDiffer } from '../operating-point.ts';
import type { ComparedIndicator, Comparison } from './comparison.schema.ts';
import { compareSamples, type Effect } from './effect.science.ts';

/** Below this p the difference is no accident; many indicators are looked at, so the usual 5 % would find one by chance in every report. */
const significance = 0.01;

/**
 * Has the repair helped? Indicator by indicator over the epochs of both recordings, at the same operating point only: at another one a
 * difference says nothing about the machine, and the answer is `not-comparable` with the reason.
 */
export function compareDiagnoses(before: Diagnosis, after: Diagnosis): Comparison {
  const differences = operatingDifferences(before, after);
  const ids = [...new Set([...before.result.indicators, ...after.result.indicators].map(({ id }) => id))];
  const indicators = ids.map((id) => {
    const find = ({ result }: Diagnosis) => result.indicators.find((indicator) => indicator.id === id);
    return compareIndicator(find(before), find(after), differences);
  });
  return {
    before: sourceOf(before),
    after: sourceOf(after),
    operatingPoint: { isSame: differences.length === 0, differences },
    indicators,
    sentence: sentenceOf(indicators, differences),
  };
}

function sourceOf({ id, recordingId, resultSha256, result }: Diagnosis): Comparison['before'] {
  return { recordingId, name: result.recording.name, diagnosisId: id, resultSha256 };
}

function operatingDifferences(before: Diagnosis, after: Diagnosis): string[] {
  const a = before.result.operatingPoint;
  const b = after.result.operatingPoint;
  if (!a || !b) return ['an operating point was not kept: diagnose the recording again'];
  return pointsDiffer(a, b);
}

function compareIndicator(before: Indicator | undefined, after: Indicator | undefined, differences: readonly string[]): ComparedIndicator {
  const shown = (after ?? before) as Indicator;
  const { id: indicator, name, component, unit } = shown;
  const common = { indicator, name, component, unit, limit: shown.limit, before: sideOf(before), after: sideOf(after) };
  const refused = (because: string): ComparedIndicator => ({ ...common, effect: null, outcome: 'not-comparable', because });
  const missing = refusalOf(before, 'before') ?? refusalOf(after, 'after');
  if (missing) return refused(missing);
  if (before!.unit !== after!.unit) return refused(`the units differ: ${before!.unit} and ${after!.unit}`);
  if (differences.length > 0) return refused(`the operating points differ: ${differences.join('; ')}`);
  const found = compareSamples(epochsOf(before!), epochsOf(after!));
  if (!found) return refused('at least four cycles or blocks of a minute are needed on both sides');
  const { shift, shiftLow, shiftHigh, delta, p, size } = found;
  return { ...common, effect: { shift, shiftLow, shiftHigh, delta, p, size }, ...judge(found, [before!, after!]) };
}

function judge(effect: Effect, sides: readonly Indicator[]): Pick<ComparedIndicator, 'outcome' | 'because'> {
  const written = sides[0]?.unit ?? '';
  const unit = written === '1' ? '' : ` ${written}`;
  const shift = `${round(effect.shift)}${unit} (${round(effect.shiftLow)} … ${round(effect.shiftHigh)})`;
  if (effect.shiftLow === 0 && effect.shiftHigh === 0) return { outcome: 'no-clear-change', because: 'no difference' };
  if (!(effect.p < significance) || effect.size === 'negligible') {
    return { outcome: 'no-clear-change', because: `the difference of ${shift} may be chance (p = ${effect.p.toPrecision(2)})` };
  }
  // The same sensor errs in the same way on both sides, so this is on the safe side.
  const doubt = Math.hypot(...sides.map(({ uncertainty }) => uncertainty ?? 0));
  if (Math.abs(effect.shift) < doubt) {
    return { outcome: 'no-clear-change', because: `the difference of ${shift} is smaller than the uncertainty of ${round(doubt)}${unit}` };
  }
  const direction = directionOf(sides.find(({ limit }) => limit !== null)?.limit ?? null);
  if (direction === 0) return { outcome: 'changed', because: `${shift}; no limit says which direction is the better one` };
  return { outcome: Math.sign(effect.shift) === direction ? 'worse' : 'better', because: `${shift}, effect ${effect.size}` };
}

/** 1: high is bad, -1: low is bad, 0: unknown or both. */
function directionOf(limit: LimitUsed | null): number {
  const isHighBad = (limit?.alarmHigh ?? limit?.warningHigh ?? null) !== null;
  const isLowBad = (limit?.alarmLow ?? limit?.warningLow ?? null) !== null;
  return isHighBad === isLowBad ? 0 : isHighBad ? 1 : -1;
}

const epochsOf = ({ trend }: Indicator): number[] => (trend?.values ?? []).filter((value) => value !== null);

function sideOf(indicator: Indicator | undefined): ComparedIndicator['before'] {
  if (!indicator) return null;
  const values = epochsOf(indicator).sort((a, b) => a - b);
  const middle = ((values[(values.length - 1) >> 1] ?? 0) + (values[values.length >> 1] ?? 0)) / 2;
  const typical = values.length > 0 ? middle : indicator.value;
  return typical === null ? null : { count: values.length, median: typical, state: indicator.state, uncertainty: indicator.uncertainty };
}

function refusalOf(indicator: Indicator | undefined, when: string): string | null {
  if (!indicator) return `${when}: this indicator does not exist there`;
  return indicator.notComputable === null ? null : `${when}: ${indicator.notComputable.because}`;
}

function sentenceOf(indicators: readonly ComparedIndicator[], differences: readonly string[]): string {
  if (differences.length > 0) return `The recordings cannot be compared: ${differences.join('; ')}.`;
  const count = (outcome: ComparedIndicator['outcome']) => indicators.filter((item) => item.outcome === outcome).length;
  const names = (outcome: ComparedIndicator['outcome']) =>
    indicators.flatMap((item) => (item.outcome === outcome ? [item.name] : [])).join(', ');
  const parts = [
    count('worse') > 0 ? `worse: ${names('worse')}` : '',
    count('better') > 0 ? `better: ${names('better')}` : '',
    // No limit says which side of them is the better one: a row of their names would hide the others.
    count('changed') > 0 ? `changed, neither better nor worse by any limit: ${count('changed')}` : '',
    `no clear change: ${count('no-clear-change')}`,
    `not comparable: ${count('not-comparable')}`,
  ];
  return `${parts.filter(Boolean).join('; ')}.`.replace(/^./, (letter) => letter.toUpperCase());
}

const round = (value: number): string => `${+value.toPrecision(3)}`;
