import type { LimitUsed } from '../diagnosis.schema.ts';
import { defaultLimit } from '../limits.ts';
import { type Bounds, gradeOf } from '../states/grade.science.ts';
import { plantBounds, plantLimitsOn } from '../states/limit-line.ts';
import type { RawValue } from './definition.ts';
import type { TestValue } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import type { TestBench } from './test-bench.ts';

/** Plant limit first, then the defaults of C2; a relative default counts only against a run that a person named as the healthy one. */
export function limitOf(bench: TestBench, { id, unit }: { id: string; unit: string }): LimitUsed | null {
  // A test has an operating point of its own: limits that hold at another one have no say.
  const [plant] = plantLimitsOn(bench.limits, { id }).filter(({ operatingPoint }) => !operatingPoint);
  const bounds = plant && plantBounds(plant, { unit });
  if (bounds) return { ...usedLimit(bounds, plant.source), ...(plant.version ? { version: plant.version } : {}) };
  const rule = defaultLimit(id, bench);
  if (rule?.kind === 'absolute') return usedLimit(rule, rule.source);
  const healthy = bench.baseline?.values[id];
  if (!rule || !bench.baseline || !(healthy !== undefined && healthy > 0)) return null;
  const [warning, alarm] = [healthy * rule.warning, healthy * rule.alarm];
  const source = { type: 'baseline' as const, reference: `${rule.text}; ${bench.baseline.reference}`.slice(0, 300) };
  return usedLimit(rule.better === 'high' ? { warningLow: warning, alarmLow: alarm } : { warningHigh: warning, alarmHigh: alarm }, source);
}

/** The value with its limit and state. Never `pass` without a number, a limit, and an uncertainty that can tell good from bad. */
export function judge(raw: RawValue, bench: TestBench): TestValue {
  const { id, name, unit, isJudged, formula, reference } = raw;
  const limit = raw.limit === undefined ? limitOf(bench, raw) : raw.limit;
  const isKnown = Number.isFinite(raw.value);
  const uncertainty = Number.isFinite(raw.uncertainty) ? raw.uncertainty : null;
  const common = {
    ...{ id, name, unit, isJudged, formula, reference, limit },
    value: isKnown ? raw.value : null,
    uncertainty: isKnown ? uncertainty : null,
    isClose: false,
    missing: null,
    evidence: [...raw.evidence],
  };
  if (!isKnown) return { ...common, state: 'not-assessable', missing: raw.missing ?? noSamples };
  if (!limit) return { ...common, state: 'no-limit' };
  const bounds = [limit.warningLow, limit.warningHigh, limit.alarmLow, limit.alarmHigh].filter((bound) => bound !== null);
  const grade = gradeOf(raw.value, boundsOf(limit));
  const state = grade === 0 ? 'pass' : grade === 1 ? 'warning' : 'alarm';
  const spread = uncertainty ?? Number.POSITIVE_INFINITY;
  if (state === 'pass' && reaches(raw.value, spread, limit)) return { ...common, state: 'not-assessable', missing: tooUncertain(raw) };
  return { ...common, state, isClose: bounds.some((bound) => Math.abs(bound - raw.value) < spread) };
}

const noSamples = {
  because: say('no valid samples were found where it is read', 'dort, wo der Wert abgelesen wird, gibt es keine gültigen Messwerte'),
  wouldNeed: say('a recording of the whole test', 'eine Aufzeichnung des ganzen Tests'),
};

/** A value that looks fine while its uncertainty reaches into the alarm proves nothing. */
function reaches(value: number, spread: number, { alarmLow, alarmHigh }: LimitUsed): boolean {
  return (alarmLow !== null && value - spread < alarmLow) || (alarmHigh !== null && value + spread > alarmHigh);
}

function tooUncertain({ unit, uncertainty }: RawValue) {
  const shown = unit === '1' ? '' : ` ${unit}`;
  const digits = uncertainty < 1 ? 3 : 1;
  return {
    because: say(
      (n) => `the value is known to ±${n(uncertainty, digits)}${shown} only: it may lie beyond the alarm limit`,
      (n) => `der Wert ist nur auf ±${n(uncertainty, digits)}${shown} bekannt: er kann jenseits der Alarmgrenze liegen`,
    ),
    wouldNeed: say(
      'more accurate sensors (enter their accuracy and range), or steadier and longer steps',
      'genauere Sensoren (Genauigkeit und Messbereich eintragen) oder ruhigere, längere Stufen',
    ),
  };
}

function usedLimit(bounds: Bounds, source: LimitUsed['source']): LimitUsed {
  const { warningLow = null, warningHigh = null, alarmLow = null, alarmHigh = null } = bounds;
  return { warningLow, warningHigh, alarmLow, alarmHigh, source };
}

function boundsOf(limit: LimitUsed): Bounds {
  const { warningLow, warningHigh, alarmLow, alarmHigh } = limit;
  return {
    ...(warningLow === null ? {} : { warningLow }),
    ...(warningHigh === null ? {} : { warningHigh }),
    ...(alarmLow === null ? {} : { alarmLow }),
    ...(alarmHigh === null ? {} : { alarmHigh }),
  };
}
