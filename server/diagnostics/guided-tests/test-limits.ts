import type { LimitUsed } from '../diagnosis.schema.ts';
import { defaultLimit } from '../limits.ts';
import { type Bounds, gradeOf, HEALTHY } from '../states/grade.science.ts';
import { holdAgainst, usedLimit, type Verdict } from '../states.ts';
import type { RawValue } from './definition.ts';
import type { Refusal, TestValue } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import type { TestBench } from './test-bench.ts';
import { type TestSubject, testLines } from './test-lines.ts';

/** The default of C2; a relative one counts only against a run that a person named as the healthy one. */
export function defaultRule(bench: TestBench, id: string): LimitUsed | null {
  const rule = defaultLimit(id, bench);
  if (rule?.kind === 'absolute') return ruleUsed(rule, rule.source);
  const healthy = bench.baseline?.values[id];
  if (!rule || !bench.baseline || !(healthy !== undefined && healthy > 0)) return null;
  const [warning, alarm] = [healthy * rule.warning, healthy * rule.alarm];
  const source = { type: 'baseline' as const, reference: `${rule.text}; ${bench.baseline.reference}`.slice(0, 300) };
  return ruleUsed(rule.better === 'high' ? { warningLow: warning, alarmLow: alarm } : { warningHigh: warning, alarmHigh: alarm }, source);
}

const ruleOf = (bench: TestBench, { id, rule }: Pick<RawValue, 'id' | 'rule'>) => (rule === undefined ? defaultRule(bench, id) : rule);

/** The limit that has a say where a number was read: the plant's for that operating point, its general one, or the rule. */
export function limitOf(bench: TestBench, subject: TestSubject & Pick<RawValue, 'rule'>): LimitUsed | null {
  const { lines } = testLines(bench, { ...subject, value: Number.NaN, rule: ruleOf(bench, subject) });
  const line = lines.find(({ applies }) => applies.includes(1));
  return line ? usedLimit(line.bounds[line.applies.indexOf(1)] ?? {}, line) : null;
}

/** The value with its limit and state. Never `pass` without a number, a limit, and an uncertainty that can tell good from bad. */
export function judge(raw: RawValue, bench: TestBench): TestValue {
  const { id, name, unit, isJudged, formula, reference } = raw;
  const isKnown = Number.isFinite(raw.value);
  const uncertainty = Number.isFinite(raw.uncertainty) ? raw.uncertainty : null;
  const held = testLines(bench, { ...raw, rule: ruleOf(bench, raw) });
  const verdict = holdAgainst(held.lines, held.measured, held.bench);
  const limit = isKnown ? verdict.limit : limitOf(bench, raw);
  const common = {
    ...{ id, name, unit, isJudged, formula, reference, limit },
    value: isKnown ? raw.value : null,
    uncertainty: isKnown ? uncertainty : null,
    isClose: false,
    missing: null,
    evidence: [...raw.evidence],
  };
  if (!isKnown) return { ...common, state: 'not-assessable', missing: raw.missing ?? noSamples };
  const state = verdict.state === 'normal' ? 'pass' : verdict.state;
  const missing = whyNot(raw, verdict);
  if (missing !== null || state === 'not-evaluated') return { ...common, state: 'not-assessable', missing };
  if (!limit) return { ...common, state: 'no-limit' };
  const bounds = [limit.warningLow, limit.warningHigh, limit.alarmLow, limit.alarmHigh].filter((bound) => bound !== null);
  return { ...common, state, isClose: bounds.some((bound) => Math.abs(bound - raw.value) < (uncertainty ?? Number.POSITIVE_INFINITY)) };
}

/** Why a number with limits says nothing all the same; null where it does, or where there is no limit. */
function whyNot(raw: RawValue, { state, limit, notEvaluated }: Verdict): Refusal | null {
  if (state === 'not-evaluated') return notWatched(notEvaluated?.because ?? '');
  if (state !== 'normal' || !limit) return null;
  if (gradeOf(raw.value, boundsOf(limit)) > HEALTHY) return tooShort;
  return reaches(raw.value, Number.isFinite(raw.uncertainty) ? raw.uncertainty : Number.POSITIVE_INFINITY, limit)
    ? tooUncertain(raw)
    : null;
}

const noSamples = {
  because: say('no valid samples were found where it is read', 'dort, wo der Wert abgelesen wird, gibt es keine gültigen Messwerte'),
  wouldNeed: say('a recording of the whole test', 'eine Aufzeichnung des ganzen Tests'),
};

const tooShort: Refusal = {
  because: say(
    'the value lies beyond the limit, but was not held for as long as the limit’s delay asks',
    'der Wert liegt jenseits der Grenze, wurde aber nicht so lange gehalten, wie deren Verzögerung verlangt',
  ),
  wouldNeed: say('steps held for longer than the delay of the limit', 'Stufen, die länger als die Verzögerung der Grenze gehalten werden'),
};

/** The reason comes from the diagnosis, which says it in English. */
function notWatched(because: string): Refusal {
  return {
    because: say(because, `die Grenze wird unter den Bedingungen des Tests nicht überwacht (${because})`),
    wouldNeed: say('the test under the conditions of the limit', 'den Test unter den Bedingungen der Grenze'),
  };
}

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

function ruleUsed(bounds: Bounds, source: LimitUsed['source']): LimitUsed {
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
