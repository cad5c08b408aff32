import type { DiagnosisResult, Finding, Indicator, LimitUsed } from '../diagnosis.schema.ts';
import type { ModelVote } from '../models/model-vote.schema.ts';
import { causesOf, type Evaluated } from './difference-cause.ts';
import type { Differences, FindingDifference, IndicatorDifference, VoteDifference } from './evaluation.schema.ts';
import { verdictWords } from './verdict-words.ts';

/** In what two results of the same recording differ. Pure; nothing that differs is left unnamed: what has no list is named in `elsewhere`. */
export function differencesOf(before: Evaluated, after: Evaluated): Differences {
  const [old, now] = [before.result, after.result];
  const isIdentical = isSame(old, now);
  const verdictOf = ({ verdict: { state, sentence } }: DiagnosisResult) => ({ state, sentence });
  const verdict = isSame(verdictOf(old), verdictOf(now)) ? null : { before: verdictWords(old), after: verdictWords(now) };
  const findings = findingDifferences(old.findings, now.findings);
  const indicators = indicatorDifferences(old.indicators, now.indicators);
  const channels = channelDifferences(old, now);
  return {
    isIdentical,
    causes: isIdentical ? [] : causesOf(before, after),
    verdict,
    findings,
    indicators,
    channels,
    votes: voteDifferences(old.learned ?? [], now.learned ?? []),
    elsewhere: elsewhereOf(old, now),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Things of two lists by their key, those of the earlier list first. */
function paired<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): { before: T | undefined; after: T | undefined }[] {
  const old = new Map(before.map((item) => [keyOf(item), item]));
  const now = new Map(after.map((item) => [keyOf(item), item]));
  return [...new Set([...old.keys(), ...now.keys()])].map((key) => ({ before: old.get(key), after: now.get(key) }));
}

const changeOf = (before: unknown, after: unknown) =>
  before === undefined ? ('appeared' as const) : after === undefined ? ('vanished' as const) : ('changed' as const);

function findingDifferences(before: readonly Finding[], after: readonly Finding[]): FindingDifference[] {
  const side = (finding: Finding | undefined) =>
    finding === undefined ? null : { confidence: finding.confidence, grade: finding.grade, severity: finding.severity };
  return paired(before, after, ({ faultId, component }) => `${faultId} ${component}`).flatMap((pair) => {
    const [old, now] = [side(pair.before), side(pair.after)];
    if (isSame(old, now)) return [];
    const { faultId, fault } = (pair.after ?? pair.before) as Finding;
    return [{ faultId, fault, change: changeOf(pair.before, pair.after), before: old, after: now }];
  });
}

interface Side {
  value: number | null;
  uncertainty: number | null;
  state: Indicator['state'];
  limit: LimitUsed | null;
}

function indicatorDifferences(before: readonly Indicator[], after: readonly Indicator[]): IndicatorDifference[] {
  const side = (one: Indicator | undefined): Side | null =>
    one === undefined ? null : { value: one.value, uncertainty: one.uncertainty, state: one.state, limit: one.limit };
  return paired(before, after, ({ id }) => id).flatMap((pair) => {
    const [old, now] = [side(pair.before), side(pair.after)];
    const names = ['value', 'uncertainty', 'state', 'limit'] as const;
    const changed = old !== null && now !== null ? names.filter((name) => !isSame(old[name], now[name])) : [];
    if (old !== null && now !== null && changed.length === 0) return [];
    const { id, name, component, unit } = (pair.after ?? pair.before) as Indicator;
    return [{ indicator: id, name, component, unit, change: changeOf(pair.before, pair.after), changed, before: old, after: now }];
  });
}

function channelDifferences(before: DiagnosisResult, after: DiagnosisResult): Differences['channels'] {
  return paired(before.quality, after.quality, ({ channel }) => channel).flatMap((pair) => {
    const [old, now] = [pair.before?.status ?? null, pair.after?.status ?? null];
    return old === now ? [] : [{ channel: (pair.after ?? pair.before)?.channel ?? '', before: old, after: now }];
  });
}

function voteDifferences(before: readonly ModelVote[], after: readonly ModelVote[]): VoteDifference[] {
  const side = (vote: ModelVote | undefined): VoteDifference['before'] => {
    if (vote === undefined) return null;
    const { version, answer, probability, because, shares, comparison } = vote;
    return { version, answer, probability, because, shares, comparison };
  };
  return paired(before, after, ({ target }) => target).flatMap((pair) => {
    const [old, now] = [side(pair.before), side(pair.after)];
    if (isSame(old, now)) return [];
    return [{ target: (pair.after ?? pair.before)?.target ?? '', change: changeOf(pair.before, pair.after), before: old, after: now }];
  });
}

/** Parts of the result that are not the same bytes and stand in no list above, by name; of findings, indicators and channels their properties. */
function elsewhereOf(before: DiagnosisResult, after: DiagnosisResult): string[] {
  const parts = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof DiagnosisResult>;
  const inside = [
    ...propertiesOf('verdict', [{ before: before.verdict, after: after.verdict }], ['state', 'sentence']),
    ...propertiesOf(
      'findings',
      paired(before.findings, after.findings, ({ faultId, component }) => `${faultId} ${component}`),
      ['confidence', 'grade', 'severity'],
    ),
    ...propertiesOf(
      'indicators',
      paired(before.indicators, after.indicators, ({ id }) => id),
      ['value', 'uncertainty', 'state', 'limit'],
    ),
    ...propertiesOf(
      'quality',
      paired(before.quality, after.quality, ({ channel }) => channel),
      ['status'],
    ),
    ...propertiesOf(
      'learned',
      paired(before.learned ?? [], after.learned ?? [], ({ target }) => target),
      // Another model of the same target is known by its version.
      ['version', 'modelId', 'modelSha256', 'trainingSha256', 'answer', 'probability', 'because', 'shares', 'comparison'],
    ),
  ];
  const looked: readonly string[] = [
    'engineVersion',
    'catalogueVersion',
    'verdict',
    'findings',
    'indicators',
    'quality',
    'learned',
    'phrases',
  ];
  return [...inside, ...[...parts].filter((name) => !looked.includes(name) && !isSame(before[name], after[name]))];
}

function propertiesOf<T extends object>(
  part: string,
  pairs: readonly { before: T | undefined; after: T | undefined }[],
  shown: readonly string[],
): string[] {
  const names = new Set<string>();
  for (const { before, after } of pairs) {
    if (!before || !after) continue;
    for (const name of [...Object.keys(before), ...Object.keys(after)] as (keyof T & string)[])
      if (!shown.includes(name) && !isSame(before[name], after[name])) names.add(name);
  }
  return names.size === 0 ? [] : [`${part}: ${[...names].join(', ')}`];
}
