import type { LearnedModel } from './model.schema.ts';
import type { ModelVote } from './model-vote.schema.ts';
import type { JudgedCycle } from './trained-model.ts';
import { compareVote, type Rules } from './vote-comparison.ts';

/** Below this share of answered cycles a model says nothing about the recording as a whole. */
const leastAnswered = 0.5;
/** A class counts as seen from this share of the answered cycles on: a few cycles in a hundred are judged wrongly by any model. */
const leastSeen = 0.1;

const tidy = (share: number): number => +share.toFixed(4);

/** One model's word on one recording, from its answers per cycle. */
export function voteOf(model: LearnedModel, judged: readonly JudgedCycle[], rules: Rules): ModelVote {
  const answered = judged.filter(({ abstained }) => abstained === null);
  const shares = sharesOf(answered);
  const count = (why: JudgedCycle['abstained']): number => judged.filter(({ abstained }) => abstained === why).length;
  const abstained = { outside: count('outside'), unsure: count('unsure'), missing: count('missing') };
  const isAbstaining = judged.length === 0 || answered.length < leastAnswered * judged.length;
  const because = isAbstaining ? reasonOf(judged, abstained) : null;
  // Where several classes are seen, none of them speaks for the whole recording: naming the most frequent would hide the others.
  const seen = shares.filter(({ cycles }) => cycles >= leastSeen * answered.length).map((share) => share.class);
  return {
    ...identityOf(model),
    answer: isAbstaining || seen.length > 1 ? null : (shares[0]?.class ?? null),
    probability: isAbstaining || seen.length > 1 ? null : (shares[0]?.probability ?? null),
    ...{ cycles: judged.length, answered: answered.length, shares, abstained, because },
    comparison:
      because === null
        ? compareVote({ meanings: model.meanings ?? null, seen, rules })
        : { outcome: 'not-comparable', sentence: 'the model abstains' },
  };
}

/** A model that cannot be applied to the recording at all says so, with the reason. */
export function refusedVote(model: LearnedModel, because: string): ModelVote {
  return {
    ...identityOf(model),
    ...{ answer: null, probability: null, cycles: 0, answered: 0, shares: [], abstained: { outside: 0, unsure: 0, missing: 0 }, because },
    comparison: { outcome: 'not-comparable', sentence: 'the model cannot be applied to this recording' },
  };
}

function identityOf({ id, target, version, modelSha256, trainingSha256 }: LearnedModel) {
  return { modelId: id, target, version, modelSha256, trainingSha256 };
}

function sharesOf(answered: readonly JudgedCycle[]): ModelVote['shares'] {
  const groups = Map.groupBy(answered, ({ answer }) => answer as string);
  const shares = [...groups].map(([name, cycles]) => ({
    class: name,
    cycles: cycles.length,
    probability: tidy(cycles.reduce((sum, { probability }) => sum + (probability as number), 0) / cycles.length),
  }));
  return shares.sort((a, b) => b.cycles - a.cycles || (a.class < b.class ? -1 : 1));
}

function reasonOf(judged: readonly JudgedCycle[], abstained: ModelVote['abstained']): string {
  if (judged.length === 0) return 'the recording has no whole cycle';
  const [why, count] = Object.entries(abstained).reduce((most, one) => (one[1] > most[1] ? one : most)) as [keyof typeof abstained, number];
  const of = `${count} of ${judged.length} cycles`;
  if (why === 'missing') return `samples are missing in ${of}`;
  if (why === 'unsure') return `it is less than 60 % sure in ${of}`;
  const channels = Map.groupBy(
    judged.flatMap(({ abstained: own, furthest }) => (own === 'outside' && furthest ? [furthest] : [])),
    ({ channel }) => channel,
  );
  const [channel, distances] = [...channels].sort((a, b) => b[1].length - a[1].length)[0] ?? ['', []];
  const times = Math.max(0, ...distances.map(({ timesLimit }) => timesLimit));
  return `${of} are unlike everything it was trained on; furthest away is ${channel}, up to ${+times.toPrecision(2)} times the limit`;
}
