import { hasDeliveredKinds } from './catalogue/delivered-kinds.ts';
import type { DiscriminatingTest, Fault, FaultSymptom } from './catalogue/fault.schema.ts';
import { type PlantExperience, priorLogOdds } from './decisions/prior.science.ts';
import type { Finding, Symptom } from './diagnosis.schema.ts';
import type { Evidence, Hypothesis } from './hypothesis.types.ts';
import { slightFindings } from './slight-findings.ts';
import { weakness } from './states/deviation.science.ts';
import { CRITICAL, DEGRADED, INCIPIENT } from './states/grade.science.ts';
import { type Assessment, membership } from './states.ts';
import { createPhrasebook, joined, type Phrasebook, say, type Words } from './wordings/phrase.science.ts';

/**
 * Reasoning method C3: log-odds per fault, unknown evidence counts nothing, confidence by softmax against an explicit "none of these",
 * capped by coverage. Faults compete only with faults that explain one of the same abnormal indicators: a fouled cooler says nothing
 * against a slow valve.
 */

/** Below this membership a measured symptom speaks against the fault. */
const ABSENT_BELOW = 0.25;
/** Findings below this confidence are not listed on their own: engineering default, below all words but "cannot be excluded" (C3 step 9). */
const LISTED_FROM = 0.25;
/** The words of C3 step 9. */
export const POSSIBLE = 0.4;

export interface Reasoning {
  readonly findings: Finding[];
  readonly noneOfThese: number;
}

type ComponentNamer = (kinds: readonly string[], fault: Fault) => Words;

/** A weak sign of what should not be there speaks against as much as it would speak for: with the same share of the weight. */
const contradicted = (weak: number) => ABSENT_BELOW * (1 - (weak - ABSENT_BELOW) / (1 - ABSENT_BELOW));

/** What the symptoms are read from: limits alone, or deviations from the approved healthy values as well. */
interface Look {
  readonly assessments: ReadonlyMap<string, Assessment>;
  readonly withDeviations: boolean;
}

/** By a limit where there is one; a deviation from the healthy value counts where it says more, as a weak sign. */
function strengthOf(symptom: FaultSymptom, look: Look): Pick<Evidence, 'strength' | 'isWeak'> {
  const unknown = { strength: null, isWeak: false };
  if (symptom.indicator === null || symptom.direction === null) return unknown;
  const assessment = look.assessments.get(symptom.indicator);
  if (!assessment) return unknown;
  if (symptom.range) {
    const [absent, full] = symptom.range;
    if (!Number.isFinite(assessment.value)) return unknown;
    return { strength: Math.min(1, Math.max(0, (assessment.value - absent) / (full - absent))), isWeak: false };
  }
  const side = symptom.direction === 'high' || symptom.direction === 'not-high' ? 'high' : 'low';
  const limit = membership(assessment, side);
  const weak = look.withDeviations ? weakness(assessment.deviation, side) : null;
  if (limit === null && weak === null) return unknown;
  const strength = Math.max(limit ?? 0, weak ?? 0);
  const isWeak = (weak ?? 0) > (limit ?? 0);
  if (!symptom.direction.startsWith('not-')) return { strength, isWeak };
  return { strength: isWeak ? contradicted(strength) : 1 - strength, isWeak };
}

/** Present symptoms add, measured but absent ones subtract, unknown ones do neither (C3 step 4). */
function logOdds(symptom: FaultSymptom, strength: number | null): number {
  if (strength === null) return 0;
  return strength >= ABSENT_BELOW
    ? (symptom.weight * (strength - ABSENT_BELOW)) / (1 - ABSENT_BELOW)
    : -symptom.absenceWeight * (1 - strength / ABSENT_BELOW);
}

export function weigh(fault: Fault, assessments: ReadonlyMap<string, Assessment>, experience?: PlantExperience): Hypothesis {
  return weighIn({ assessments, withDeviations: false }, fault, experience);
}

function weighIn(look: Look, fault: Fault, experience?: PlantExperience): Hypothesis {
  const evidence = fault.symptoms.map((symptom): Evidence => {
    const { strength, isWeak } = strengthOf(symptom, look);
    return { symptom, strength, isWeak, logOdds: logOdds(symptom, strength) };
  });
  const possible = fault.symptoms.reduce((sum, symptom) => sum + symptom.weight, 0);
  const measured = evidence.reduce((sum, item) => sum + (item.strength === null ? 0 : item.symptom.weight), 0);
  const speaking = evidence.filter(({ symptom }) => symptom.indicator !== null && !symptom.direction?.startsWith('not-'));
  const abnormal = speaking.filter(({ strength, isWeak }) => !isWeak && (strength ?? 0) >= 0.5);
  const deviating = speaking.filter(({ isWeak }) => isWeak);
  return {
    fault,
    evidence,
    experience: experience ?? null,
    score: priorLogOdds(experience) + (fault.priorLogOdds ?? 0) + evidence.reduce((sum, item) => sum + item.logOdds, 0),
    coverage: measured / possible,
    abnormal: abnormal.map((item) => item.symptom.indicator as string),
    deviating: deviating.map((item) => item.symptom.indicator as string),
  };
}

/** Softmax over the hypotheses that explain an abnormal indicator of this one, and "none of these" (score 0). */
export function confidenceOf(
  hypothesis: Hypothesis,
  all: readonly Hypothesis[],
): { confidence: number; rivals: Hypothesis[]; none: number } {
  const rivals = all.filter((other) => other !== hypothesis && other.abnormal.some((id) => hypothesis.abnormal.includes(id)));
  const top = Math.max(0, hypothesis.score, ...rivals.map((rival) => rival.score));
  const own = Math.exp(hypothesis.score - top);
  const none = Math.exp(-top);
  const sum = rivals.reduce((total, rival) => total + Math.exp(rival.score - top), own + none);
  const confidence = Math.min(own / sum, 0.5 + 0.5 * hypothesis.coverage);
  return { confidence, rivals, none: none / sum };
}

/** The percentage people read: the word and every decision follow it, so that "65 %" is never called less than "likely". */
const asPrinted = (confidence: number): number => Math.round(confidence * 100) / 100;

export const isPossible = (confidence: number): boolean => asPrinted(confidence) >= POSSIBLE;

/** C3 step 9. */
export function confidenceWord(confidence: number): Finding['confidenceWord'] {
  const printed = asPrinted(confidence);
  if (printed >= 0.85) return 'very likely';
  if (printed >= 0.65) return 'likely';
  return isPossible(confidence) ? 'possible' : 'cannot be excluded';
}

const gradeWords = { [INCIPIENT]: 'incipient', [DEGRADED]: 'degraded', [CRITICAL]: 'critical' } as const;

/** Indicators out of limits; where there are none, those that have left their healthy value. */
const speaksFor = ({ abnormal, deviating }: Hypothesis) => (abnormal.length > 0 ? abnormal : deviating);

/** The indicator that carries most of the evidence. */
function carrier(hypothesis: Hypothesis, assessments: ReadonlyMap<string, Assessment>): Assessment | undefined {
  const strongest = [...hypothesis.evidence]
    .filter(({ symptom: { indicator } }) => indicator !== null && speaksFor(hypothesis).includes(indicator))
    .sort((a, b) => b.logOdds - a.logOdds)[0];
  return strongest ? assessments.get(strongest.symptom.indicator as string) : undefined;
}

function gradeOf(assessment: Assessment | undefined): Finding['grade'] {
  const worst = Math.max(INCIPIENT, ...(assessment?.ranges.map((range) => range.grade) ?? []));
  return gradeWords[worst as keyof typeof gradeWords] ?? 'incipient';
}

const urgencies = ['watch', 'watch', 'next stop', 'within a week', 'within a day', 'now'] as const;

/** C3 step 6: how bad the fault can be (catalogue) shifted by how far it has gone. */
function urgencyOf(severity: number, grade: Finding['grade']): Finding['urgency'] {
  const shift = grade === 'critical' ? 1 : grade === 'degraded' ? 0 : -1;
  return urgencies[Math.max(1, Math.min(5, severity + shift))] ?? 'watch';
}

/** For the middle of a sentence; keeps abbreviations such as CE. */
export const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? `${text[0]?.toLowerCase()}${text.slice(1)}` : text);

const number = (value: number): string => `${+value.toPrecision(3)}`;

/** "critical in cycles 1–568, degraded in cycles 569–946". */
function rangesText(assessment: Assessment, placeOf: Context['placeOf']): Words {
  const byGrade = [CRITICAL, DEGRADED, INCIPIENT].flatMap((grade) => {
    const places = assessment.ranges.filter((range) => range.grade === grade).map((range) => placeOf(range.from, range.to));
    if (places.length === 0) return [];
    const shown = joined(places.slice(0, 6), ', ');
    const all = places.length > 6 ? say`${shown} and ${places.length - 6} more` : shown;
    return [say`${gradeWords[grade as keyof typeof gradeWords]} in ${all}`];
  });
  return joined(byGrade, '; ');
}

/** "0.79 bar, when healthy 0.66 ± 0.04 bar". */
function deviationWords({ definition, deviation }: Pick<Assessment, 'definition' | 'deviation'>): Words {
  if (!deviation) return '';
  const withUnit = (value: string) => joined([value, ...(definition.unit === '1' ? [] : [definition.unit])], ' ');
  const { value, centre, margin } = deviation;
  return say`${withUnit(number(value))}, when healthy ${number(centre)} ± ${withUnit(`${+margin.toPrecision(2)}`)}`;
}

/** The limit that gave the state: of an alarm the alarm limit, where the value lies beyond it. */
function limitBehind({ state, limit, value }: Assessment): { bound: number; isAlarm: boolean } | null {
  if (limit === null) return null;
  const { warningLow, warningHigh, alarmLow, alarmHigh } = limit;
  const isBeyond = (bound: number | null, isLow: boolean): bound is number => bound !== null && (isLow ? value < bound : value > bound);
  const beyond = (low: number | null, high: number | null) => (isBeyond(low, true) ? low : isBeyond(high, false) ? high : null);
  const alarm = state === 'alarm' ? beyond(alarmLow, alarmHigh) : null;
  if (alarm !== null) return { bound: alarm, isAlarm: true };
  const warning = beyond(warningLow, warningHigh);
  return warning === null ? null : { bound: warning, isAlarm: false };
}

function sentenceOf(hypothesis: Hypothesis, component: string, context: Context): Words {
  const main = carrier(hypothesis, context.assessments);
  const head = say`${component}: ${lowerFirst(hypothesis.fault.names.en)}`;
  if (!main) return say`${head}.`;
  if (hypothesis.abnormal.length === 0) return say`${head}; ${lowerFirst(main.definition.name)} ${deviationWords(main)}.`;
  const withUnit = (value: number) => joined([number(value), ...(main.definition.unit === '1' ? [] : [main.definition.unit])], ' ');
  const measured = say`${lowerFirst(main.definition.name)} ${withUnit(main.value)}`;
  const limit = limitBehind(main);
  const against =
    limit === null
      ? measured
      : limit.isAlarm
        ? say`${measured} (alarm limit ${withUnit(limit.bound)})`
        : say`${measured} (warning limit ${withUnit(limit.bound)})`;
  const where = rangesText(main, context.placeOf);
  return say`${head}; ${where === '' ? against : say`${against}, ${where}`}.`;
}

interface Context {
  readonly assessments: ReadonlyMap<string, Assessment>;
  readonly tests: readonly DiscriminatingTest[];
  /** By fault: what this plant confirmed and refuted. */
  readonly experience: Readonly<Record<string, PlantExperience>>;
  readonly nameOf: ComponentNamer;
  /** Epochs in words: "cycles 1–568". `to` exclusive. */
  readonly placeOf: (from: number, to: number) => Words;
  readonly book?: Phrasebook;
}

/** The test of C5 that tells this fault from its strongest rival, else what would complete the evidence. */
function nextMeasurement(hypothesis: Hypothesis, rivals: readonly Hypothesis[], context: Context): Words | null {
  const id = hypothesis.fault.id;
  const withId = context.tests.filter((test) => test.between.includes(id));
  const ranked = [...rivals].sort((a, b) => b.score - a.score);
  const found = ranked.map((rival) => withId.find((test) => test.between.includes(rival.fault.id))).find((test) => test) ?? withId[0];
  if (found) return say`${found.do}: ${found.reading}`;
  const missing = hypothesis.evidence.filter((item) => item.strength === null).sort((a, b) => b.symptom.weight - a.symptom.weight)[0];
  if (!missing) return null;
  const measured = measuredOf(missing.symptom, context.assessments);
  if (measured) return say`set a limit or declare a healthy baseline for “${lowerFirst(measured.definition.name)}”: ${INCOMPARABLE}`;
  const { text, wouldNeed } = missing.symptom;
  return wouldNeed ? say`check “${text}”: ${wouldNeed}` : say`check “${text}”`;
}

const INCOMPARABLE = 'measured, but nothing to compare with (no limit or baseline)';

/** The indicator of a symptom when it has a value: what is missing then is only something to judge it by. */
function measuredOf(symptom: FaultSymptom, assessments: Context['assessments']): Assessment | null {
  const found = symptom.indicator === null ? undefined : assessments.get(symptom.indicator);
  return found && Number.isFinite(found.value) ? found : null;
}

/** What nobody measured, and what was measured without a limit: said apart. */
function missingOf(hypothesis: Hypothesis, { assessments, book }: InBook): Symptom[] {
  const open = hypothesis.evidence.filter((item) => item.strength === null);
  return symptomsOf(hypothesis, (item) => item.strength === null).map((found, index) => {
    const item = open[index];
    return item && measuredOf(item.symptom, assessments) ? { ...found, text: book.note(say`${found.text}: ${INCOMPARABLE}`) } : found;
  });
}

function symptomsOf(hypothesis: Hypothesis, belongs: (item: Evidence) => boolean): Symptom[] {
  return hypothesis.evidence.filter(belongs).map(({ symptom, strength, isWeak }) => ({
    id: symptom.id,
    text: symptom.text,
    strength: strength === null ? null : +strength.toFixed(3),
    indicator: symptom.indicator,
    weight: symptom.weight,
    ...(isWeak ? { isSlight: true } : {}),
  }));
}

/** How sure, and who else would explain it. */
interface Weighed {
  readonly confidence: number;
  readonly rivals: readonly { readonly hypothesis: Hypothesis; readonly confidence: number }[];
}

function weighedByLimits(hypothesis: Hypothesis, all: readonly Hypothesis[]): Weighed {
  const { confidence, rivals } = confidenceOf(hypothesis, all);
  return { confidence, rivals: rivals.map((rival) => ({ hypothesis: rival, confidence: confidenceOf(rival, all).confidence })) };
}

type InBook = Context & { readonly book: Phrasebook };

function findingOf(hypothesis: Hypothesis, { confidence, rivals }: Weighed, context: InBook): Finding {
  const { fault } = hypothesis;
  const grade = gradeOf(carrier(hypothesis, context.assessments));
  const component = context.book.note(context.nameOf(fault.componentKinds, fault));
  const candidates = rivals.map((rival) => rival.hypothesis);
  const next = nextMeasurement(hypothesis, candidates, context);
  const alternatives = rivals
    .map(({ hypothesis: { fault: other }, confidence: share }) => ({
      faultId: other.id,
      fault: other.names.en,
      confidence: +share.toFixed(4),
    }))
    .sort((a, b) => b.confidence - a.confidence || a.faultId.localeCompare(b.faultId))
    .slice(0, 4);
  return {
    id: `finding-${fault.id}`,
    faultId: fault.id,
    fault: fault.names.en,
    component,
    componentKind: fault.componentKinds[0] ?? 'other',
    ...(hasDeliveredKinds(fault) ? {} : { componentKinds: [...fault.componentKinds] }),
    failureMode: fault.failureMode,
    confidence: +confidence.toFixed(4),
    confidenceWord: confidenceWord(+confidence.toFixed(4)),
    coverage: +hypothesis.coverage.toFixed(4),
    grade,
    severity: fault.severity,
    urgency: urgencyOf(fault.severity, grade),
    sentence: context.book.note(sentenceOf(hypothesis, component, context)),
    supporting: symptomsOf(hypothesis, (item) => item.strength !== null && item.strength >= ABSENT_BELOW),
    contradicting: symptomsOf(hypothesis, (item) => item.strength !== null && item.strength < ABSENT_BELOW),
    missing: missingOf(hypothesis, context),
    alternatives,
    causes: fault.causes,
    checks: fault.checks,
    actions: fault.actions,
    safety: fault.safety,
    nextMeasurement: next === null ? null : context.book.note(next),
    ...(hypothesis.experience ? { experience: { ...hypothesis.experience } } : {}),
  };
}

/** An alarm that a dozen faults explain, each a little: the best of them is named all the same, with the others as its alternatives. */
function unexplained(all: readonly Hypothesis[], listed: readonly Hypothesis[], assessments: Context['assessments']): Hypothesis[] {
  const alarms = [...assessments].filter(([id, { state }]) => state === 'alarm' && !listed.some(({ abnormal }) => abnormal.includes(id)));
  const best = alarms.flatMap(([id]) => {
    const explaining = all.filter(({ abnormal }) => abnormal.includes(id));
    return explaining.sort((a, b) => b.score - a.score || a.fault.id.localeCompare(b.fault.id)).slice(0, 1);
  });
  return [...new Set(best)];
}

const isMachineFault = ({ confidence, supporting }: Finding) =>
  isPossible(confidence) && supporting.some(({ indicator }) => indicator?.startsWith('quality-') !== true);

/** What the listed findings speak of: a fault that is named explains what follows from it. */
function explainedBy(findings: readonly Finding[]): Set<string> {
  return new Set(findings.flatMap(({ supporting }) => supporting.flatMap(({ indicator }) => indicator ?? [])));
}

/**
 * Every hypothesis with something abnormal that speaks for it, weighed; the listed ones as findings, most severe first. Behind them what a
 * deviation from the approved healthy values cannot exclude.
 */
export function reason(faults: readonly Fault[], context: Context): Reasoning {
  const look = (withDeviations: boolean) =>
    faults.map((fault) => weighIn({ assessments: context.assessments, withDeviations }, fault, context.experience[fault.id]));
  const all = look(false).filter(({ abnormal }) => abnormal.length > 0);
  const listed = all.filter((hypothesis) => confidenceOf(hypothesis, all).confidence >= LISTED_FROM);
  const inBook = { ...context, book: context.book ?? createPhrasebook() };
  const beyond = [...listed, ...unexplained(all, listed, context.assessments)].map((hypothesis) =>
    findingOf(hypothesis, weighedByLimits(hypothesis, all), inBook),
  );
  const named = new Set(beyond.map(({ faultId }) => faultId));
  const isOpen = ({ fault, deviating }: Hypothesis) => deviating.length > 0 && !named.has(fault.id);
  // What a possible fault of the machine changes besides is its consequence: naming a second one for it would be noise.
  const slight = beyond.some(isMachineFault)
    ? []
    : slightFindings(look(true).filter(isOpen), explainedBy(beyond)).map((found) => findingOf(found.hypothesis, found, inBook));
  const findings = [...beyond, ...slight].sort(
    (a, b) => b.confidence - a.confidence || b.severity - a.severity || a.faultId.localeCompare(b.faultId),
  );
  const leader = all.find((hypothesis) => hypothesis.fault.id === findings[0]?.faultId);
  if (leader) return { findings, noneOfThese: confidenceOf(leader, all).none };
  const isAbnormal = [...context.assessments.values()].some((item) => item.state === 'warning' || item.state === 'alarm');
  return { findings, noneOfThese: isAbnormal ? 1 : 0 };
}
