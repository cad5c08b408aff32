import { engineVersion } from '../engine-version.ts';
import { type Evaluation, type RawValue, type TestDefinition, unmet } from './definition.ts';
import { distrust } from './distrust.ts';
import type { Refusal, Sentence, TestResult, TestState, TestValue } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import { openTestBench, type TestBench, type TestInput } from './test-bench.ts';
import { judge } from './test-limits.ts';
import { placeNotes } from './test-place.ts';

/**
 * A guided test over a range of a recording: the same input gives the same bytes, no clock, no files, no database.
 * What the channels or nameplates do not allow is refused with the reason and what would make it so.
 */
export function evaluateTest(test: TestDefinition, input: TestInput, recording: TestResult['recording']): TestResult {
  const bench = openTestBench(input);
  const refusals = unmetNeeds(test, bench);
  const found: Evaluation = refusals.length > 0 ? { ...nothing, refusals } : test.evaluate(bench);
  const values = found.values.map((value) => judge(believed(value, bench, input.range.fromS), bench));
  const state = stateOf(values, found.refusals);
  const { fromS } = input.range;
  return {
    ...{ engineVersion, testId: test.id, testVersion: test.version, recording, range: input.range, state },
    sentence: sentenceOf(test, { state, values, refusals: found.refusals }),
    refusals: [...found.refusals],
    values,
    phases: found.phases.map((phase) => ({ ...phase, fromS: fromS + phase.fromS, toS: fromS + phase.toS })),
    figure: found.figure,
    notes: [
      ...placeNotes(input.place, bench, { values, varies: test.varies }),
      ...found.notes,
      ...refusedChannels(bench),
      ...assumedAccuracies(bench, values),
    ],
    baseline: input.baseline?.reference ?? null,
  };
}

/** A number that rests on a channel nobody should believe is none; a bad one stays bad only where it is believed. */
function believed(value: RawValue, bench: TestBench, fromS: number): RawValue {
  const missing = Number.isFinite(value.value) ? distrust(value, bench, fromS) : null;
  return missing ? { ...value, value: Number.NaN, uncertainty: Number.NaN, missing } : value;
}

const nothing: Omit<Evaluation, 'refusals'> = { values: [], phases: [], figure: null, notes: [] };

function unmetNeeds(test: TestDefinition, bench: TestBench): Refusal[] {
  const has = {
    signal: (id: Parameters<TestBench['signals']['find']>[0]) => {
      const signal = bench.signals.find(id);
      return signal && { intervalS: Number.isFinite(signal.intervalS) ? signal.intervalS : typicalInterval(bench, signal.input.count) };
    },
    plate: (kind: string, key: string) => bench.plateNumber(kind, key) > 0,
  };
  return test.needs.flatMap((need) => unmet(need, has) ?? []);
}

/** Of a channel that writes when something changes: on the average. */
const typicalInterval = (bench: TestBench, count: number): number => bench.durationS / Math.max(1, count);

/** The worst of what was judged; nothing judged, or anything that should have been and could not: not assessable, unless something is bad. */
function stateOf(values: readonly TestValue[], refusals: readonly Refusal[]): TestState {
  const judged = values.filter(({ isJudged }) => isJudged);
  if (judged.some(({ state }) => state === 'alarm')) return 'alarm';
  if (judged.some(({ state }) => state === 'warning')) return 'warning';
  const isWhole = refusals.length === 0 && judged.length > 0 && judged.every(({ state }) => state === 'pass');
  return isWhole ? 'pass' : 'not-assessable';
}

function sentenceOf(
  { title }: TestDefinition,
  { state, values, refusals }: { state: TestState; values: readonly TestValue[]; refusals: readonly Refusal[] },
): Sentence {
  const join = (language: 'en' | 'de', list: readonly Sentence[]) => list.map((one) => one[language]).join('; ');
  const about = (wanted: TestValue['state']) => values.filter((value) => value.isJudged && value.state === wanted).map(({ name }) => name);
  if (state === 'pass') {
    const close = values.filter((value) => value.isJudged && value.isClose).map(({ name }) => name);
    if (close.length === 0) return say(`${title.en}: passed.`, `${title.de}: bestanden.`);
    return say(
      `${title.en}: passed, but nearer to the limit than the measurement is certain: ${join('en', close)}.`,
      `${title.de}: bestanden, aber näher an der Grenze als die Messung sicher ist: ${join('de', close)}.`,
    );
  }
  if (state === 'alarm')
    return say(`${title.en}: alarm: ${join('en', about('alarm'))}.`, `${title.de}: Alarm: ${join('de', about('alarm'))}.`);
  if (state === 'warning')
    return say(`${title.en}: warning: ${join('en', about('warning'))}.`, `${title.de}: Warnung: ${join('de', about('warning'))}.`);
  const noLimit = about('no-limit');
  const because = [
    ...refusals.map((one) => one.because),
    ...values.flatMap(({ isJudged, missing }) => (isJudged && missing ? missing.because : [])),
  ];
  if (because.length === 0 && noLimit.length > 0)
    return say(
      `${title.en}: measured, but there is no limit to judge by: ${join('en', noLimit)}.`,
      `${title.de}: gemessen, aber es fehlt ein Grenzwert zum Beurteilen: ${join('de', noLimit)}.`,
    );
  return say(`${title.en}: not assessable: ${join('en', because)}.`, `${title.de}: nicht beurteilbar: ${join('de', because)}.`);
}

function refusedChannels(bench: TestBench): Sentence[] {
  return bench.signals.refused.map(({ input, reason }) =>
    say(`Channel “${input.name}” was left out: ${reason}.`, `Kanal „${input.name}“ wurde nicht verwendet: ${reason}.`),
  );
}

/** Whoever reads an uncertainty should know where it comes from. */
function assumedAccuracies(bench: TestBench, values: readonly TestValue[]): Sentence[] {
  const used = new Set(values.flatMap(({ evidence }) => evidence.map(({ channel }) => channel)));
  const assumed = bench.assumed.filter((name) => used.has(name));
  if (assumed.length === 0) return [];
  return [
    say(
      `No accuracy is stated for ${assumed.join(', ')}: ordinary industrial sensors were assumed.`,
      `Für ${assumed.join(', ')} ist keine Genauigkeit angegeben: übliche Industriesensoren wurden angenommen.`,
    ),
  ];
}
