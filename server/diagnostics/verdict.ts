import type { Finding, Indicator, Verdict } from './diagnosis.schema.ts';
import { isPossible, lowerFirst } from './findings.ts';
import { createPhrasebook, joined, type Phrasebook, say, type Words } from './wordings/phrase.science.ts';

/** Indicators of which at least one must have been judged against a limit before a component may be called normal. */
const key: Readonly<Record<string, { name: string; indicators: readonly string[] }>> = {
  pump: { name: 'pump', indicators: ['pump-volumetric-efficiency', 'case-drain-ratio', 'delivered-flow'] },
  'directional-valve': { name: 'directional valve', indicators: ['valve-switching-delay'] },
  accumulator: { name: 'accumulator', indicators: ['accumulator-precharge-deviation', 'accumulator-charging-time'] },
  cooler: { name: 'cooler', indicators: ['cooling-effectiveness', 'cooler-specific-capacity'] },
  filter: { name: 'filter', indicators: ['filter-dp-normalised'] },
  'relief-valve': { name: 'relief valve', indicators: ['maximum-pressure-ratio', 'flow-loss-share', 'relief-share'] },
};
/** Indicators that speak for a kind of component as a whole; undefined: for this kind every one does. */
export function keyIndicators(kind: string): readonly string[] | undefined {
  return key[kind]?.indicators;
}

/** What every system has, when nobody registered components. */
export const usual = ['pump', 'directional-valve', 'cooler'];

const judged: readonly Indicator['state'][] = ['normal', 'warning', 'alarm'];

export interface VerdictInput {
  readonly indicators: readonly Indicator[];
  readonly findings: readonly Finding[];
  readonly componentKinds: readonly string[];
  readonly noneOfThese: number;
  readonly limitations: readonly string[];
  readonly book?: Phrasebook;
}

/** Main components without a judged indicator, with the reason. */
function unjudged(input: VerdictInput): { kind: string; name: string; because: Words }[] {
  const listed = Object.keys(key).filter((kind) => input.componentKinds.includes(kind));
  return (listed.length > 0 ? listed : usual).flatMap((kind) => {
    const wanted = key[kind];
    const own = input.indicators.filter((indicator) => wanted?.indicators.includes(indicator.id));
    if (!wanted || own.some((indicator) => judged.includes(indicator.state))) return [];
    const without = own.find((indicator) => indicator.state === 'no-limit');
    const off = own.find((indicator) => indicator.state === 'not-evaluated');
    const because = off
      ? say`${lowerFirst(off.name)} was not evaluated, because ${off.notEvaluated?.because ?? 'the conditions of its limit did not hold'}`
      : without
        ? say`${lowerFirst(without.name)} was computed, but there is neither a limit nor a healthy baseline to compare it with`
        : (own[0]?.notComputable?.because ?? 'nothing was measured on it');
    return [{ kind, name: wanted.name, because }];
  });
}

const list = (words: readonly Words[]): Words => joined(words, ', ', ' and ');

/** Beyond its alarm limit, whatever the cause; a fault of a channel is no alarm of the machine. */
const isBeyond = ({ id, state }: Indicator): boolean => state === 'alarm' && !id.startsWith('quality-');

const withValue = ({ name, value, unit }: Indicator): Words =>
  value === null ? lowerFirst(name) : joined([lowerFirst(name), `${+value.toPrecision(3)}`, ...(unit === '1' ? [] : [unit])], ' ');

/** Within every limit, and yet unlike before: the state stays normal, the sentence says it. */
function notExcluded([first, ...more]: readonly Finding[]): Words[] {
  if (!first) return [];
  const others = more.length === 0 ? [] : [more.length === 1 ? '1 more candidate.' : say`${more.length} more candidates.`];
  return [say`Cannot be excluded: ${first.sentence}`, ...others];
}

/** A finding that makes the verdict an alarm, not only a reason to look. */
export function isAlarming(finding: Finding): boolean {
  return isPossible(finding.confidence) && finding.grade !== 'incipient' && finding.severity >= 3;
}

/** The verdict says no more than the evidence: never normal while a main component was not judged. */
export function pronounce(input: VerdictInput): Verdict {
  const likely = input.findings.filter((finding) => isPossible(finding.confidence));
  const top = [...likely].sort((a, b) => Number(isAlarming(b)) - Number(isAlarming(a)) || b.confidence - a.confidence)[0];
  const open = unjudged(input);
  const { book = createPhrasebook() } = input;
  const limitations = [
    ...input.limitations,
    ...open.map(({ name, because }) => book.note(say`The ${name} could not be judged: ${because}.`)),
  ];
  const outside = input.indicators.filter((indicator) => indicator.state === 'warning' || indicator.state === 'alarm');
  const shared = { keyFinding: top?.id ?? null, limitations };
  const beyond = outside.filter(isBeyond);
  if (top) {
    const state = likely.some(isAlarming) || beyond.length > 0 ? 'alarm' : 'attention';
    const spoken = new Set(likely.flatMap(({ supporting }) => supporting.map(({ indicator }) => indicator)));
    const silent = beyond.filter(({ id }) => !spoken.has(id));
    const also = silent.length === 0 ? [] : [say`Beyond its alarm limit: ${list(silent.slice(0, 3).map(withValue))}.`];
    const word = `${top.confidenceWord[0]?.toUpperCase()}${top.confidenceWord.slice(1)}`;
    const more = likely.length - 1;
    const found = [say`${word}: ${top.sentence}`, ...(more === 0 ? [] : [more === 1 ? '1 more finding.' : say`${more} more findings.`])];
    // What is beyond its limit now goes before what is only suspected.
    const sentences = isAlarming(top) ? [...found, ...also] : [...also, ...found];
    return { ...shared, state, sentence: book.note(joined(sentences, ' ')), noneOfThese: input.noneOfThese };
  }
  const slight = notExcluded(input.findings);
  if (outside.length > 0) {
    const names = list([...beyond, ...outside.filter((indicator) => !isBeyond(indicator))].slice(0, 3).map(withValue));
    return {
      ...shared,
      state: beyond.length > 0 ? 'alarm' : 'attention',
      sentence: book.note(joined([say`Outside its limits: ${names}; no fault of the catalogue explains it well enough.`, ...slight], ' ')),
      noneOfThese: Math.max(input.noneOfThese, 0.5),
    };
  }
  if (open.length > 0) {
    const names = list(open.map((item) => item.name));
    const unknown = say`No fault was found in what was measured, but the ${names} could not be judged.`;
    const sentence = book.note(joined([unknown, ...slight], ' '));
    return { ...shared, state: 'unknown', sentence, noneOfThese: 1 };
  }
  return {
    ...shared,
    state: 'normal',
    sentence: book.note(joined(['All main components were judged and lie within their limits.', ...slight], ' ')),
    noneOfThese: input.noneOfThese,
  };
}
