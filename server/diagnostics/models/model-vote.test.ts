import { expect, test } from 'vitest';
import { catalogue } from '../catalogue/catalogue.ts';
import { diagnose } from '../diagnose.ts';
import { recordPress } from '../synthetic.fixture.ts';
import type { LearnedModel } from './model.schema.ts';
import type { ClassMeaning } from './model-vote.schema.ts';
import { refusedVote, voteOf } from './model-vote.ts';
import type { JudgedCycle } from './trained-model.ts';

const { faults } = catalogue;
const worn = { ...diagnose(recordPress({ pumpLeak: 0.03 })), faults };
const healthy = { ...diagnose(recordPress({})), faults };
const wear = worn.findings.find(({ confidence }) => confidence >= 0.4)!.faultId;

const meanings: ClassMeaning[] = [
  { class: 'new', faultIds: [] },
  { class: 'worn', faultIds: [wear] },
];
const model = (meaning: ClassMeaning[] | undefined = meanings) =>
  ({
    ...{ id: 'm', target: 'pump', version: 2, modelSha256: 'a', trainingSha256: 'b' },
    ...(meaning.length > 0 ? { meanings: meaning } : {}),
  }) as unknown as LearnedModel;
const cycle = (answer: string, abstained: JudgedCycle['abstained'] = null, probability = 0.9): JudgedCycle => ({
  ...{ cycle: 0, answer, probability, probabilities: {}, abstained },
  furthest: { channel: 'p_P', timesLimit: 3.126 },
});
const cycles = (count: number, answer: string, abstained: JudgedCycle['abstained'] = null) =>
  Array.from({ length: count }, () => cycle(answer, abstained));

test('the class of most answered cycles is the answer, with its mean probability, version and hashes', () => {
  const vote = voteOf(model(), [...cycles(18, 'worn'), cycle('new'), cycle('new', 'unsure', 0.5)], worn);
  expect(vote).toMatchObject({ modelId: 'm', version: 2, modelSha256: 'a', trainingSha256: 'b', answer: 'worn', probability: 0.9 });
  expect(vote).toMatchObject({ cycles: 20, answered: 19, abstained: { outside: 0, unsure: 1, missing: 0 }, because: null });
  expect(vote.shares).toEqual([
    { class: 'worn', cycles: 18, probability: 0.9 },
    { class: 'new', cycles: 1, probability: 0.9 },
  ]);
});

test('a model that sees what the rules name agrees; one that sees less or more disagrees, in words', () => {
  expect(voteOf(model(), cycles(9, 'worn'), worn).comparison).toMatchObject({ outcome: 'agrees', sentence: expect.stringContaining(wear) });
  const less = voteOf(model(), cycles(9, 'new'), worn).comparison;
  expect(less).toMatchObject({ outcome: 'disagrees', sentence: expect.stringMatching(/^The rules name .+; the model sees "new"/) });
  const more = voteOf(model(), cycles(9, 'worn'), healthy).comparison;
  expect(more).toMatchObject({
    outcome: 'disagrees',
    sentence: expect.stringMatching(/^The model sees "worn" .+; the rules do not name it/),
  });
  expect(voteOf(model(), cycles(9, 'new'), healthy).comparison.outcome).toBe('agrees');
});

test('where several classes are seen none of them is the answer of the recording', () => {
  const vote = voteOf(model(), [...cycles(6, 'new'), ...cycles(4, 'worn')], worn);
  expect(vote).toMatchObject({ answer: null, probability: null, because: null, comparison: { outcome: 'agrees' } });
});

test('one cycle in twenty is noise, every fourth one is seen', () => {
  expect(voteOf(model(), [...cycles(19, 'new'), cycle('worn')], healthy).comparison.outcome).toBe('agrees');
  expect(voteOf(model(), [...cycles(15, 'new'), ...cycles(5, 'worn')], healthy).comparison.outcome).toBe('disagrees');
});

test('nothing is compared that the plant did not name or the rules could not judge', () => {
  expect(voteOf(model([]), cycles(9, 'worn'), worn).comparison).toEqual({
    ...{ outcome: 'not-comparable' },
    sentence: 'the plant has not said which faults of the catalogue the classes stand for',
  });
  expect(voteOf(model(meanings.slice(0, 1)), cycles(9, 'worn'), worn).comparison.sentence).toMatch(/which fault "worn" stands for/);
  const blind = { findings: [], indicators: [], faults };
  expect(voteOf(model(), cycles(9, 'worn'), blind).comparison.sentence).toMatch(/the rules could not judge/);
  expect(voteOf(model(), cycles(9, 'new'), blind).comparison.outcome).toBe('not-comparable');
});

test('a model that leaves most cycles open abstains and says why', () => {
  const vote = voteOf(model(), [...cycles(6, 'worn', 'outside'), ...cycles(2, 'worn')], worn);
  expect(vote).toMatchObject({ answer: null, probability: null, answered: 2, comparison: { outcome: 'not-comparable' } });
  expect(vote.because).toBe('6 of 8 cycles are unlike everything it was trained on; furthest away is p_P, up to 3.1 times the limit');
  expect(voteOf(model(), cycles(4, 'worn', 'unsure'), worn).because).toMatch(/less than 60 % sure in 4 of 4 cycles/);
  expect(voteOf(model(), [], worn).because).toBe('the recording has no whole cycle');
  expect(refusedVote(model(), 'p_P is missing')).toMatchObject({ answer: null, cycles: 0, because: 'p_P is missing' });
});
