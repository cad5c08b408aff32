import { expect, test } from 'vitest';
import { diagnose } from '../diagnose.ts';
import type { DiagnosisResult } from '../diagnosis.schema.ts';
import type { ModelVote } from '../models/model-vote.schema.ts';
import { recordPress } from '../synthetic.fixture.ts';
import { german } from '../wordings/german.ts';
import { wordsIn } from '../wordings/phrase.schema.ts';
import { differencesOf } from './difference.ts';

const worn = diagnose(recordPress({ pumpLeak: 0.03 }));
const basis = { limits: 'a'.repeat(64), experience: 'b'.repeat(64) };
const changed = (change: (result: DiagnosisResult) => void): DiagnosisResult => {
  const copy = structuredClone(worn);
  change(copy);
  return copy;
};

test('the same bytes have no differences and need no cause', () => {
  const nothing = { isIdentical: true, causes: [], verdict: null, findings: [], indicators: [], channels: [], votes: [], elsewhere: [] };
  expect(differencesOf({ result: worn, basis }, { result: structuredClone(worn), basis: null })).toEqual(nothing);
});

test('a verdict of another evaluation brings what its sentence needs to be read in German', () => {
  const other = changed(({ verdict }) => (verdict.sentence = 'Something else.'));
  const { verdict } = differencesOf({ result: worn, basis }, { result: other, basis });
  const { sentence, phrases = [] } = verdict?.before ?? { sentence: '' };
  const source = { texts: german, phrases: new Map(phrases.map((phrase) => [phrase.text, phrase])) };
  expect(wordsIn(sentence, source)).toMatch(/Volumetrischer Wirkungsgrad/);
  expect(phrases.length).toBeLessThan(worn.phrases?.length ?? 0);
  expect(verdict?.after).toEqual({ state: worn.verdict.state, sentence: 'Something else.' });
});

test('a finding that is new, gone, or believed more or less is named with both sides', () => {
  const finding = worn.findings[0]!;
  const less = changed(({ findings }) => (findings[0]!.confidence = 0.1));
  const { findings } = differencesOf({ result: worn, basis }, { result: less, basis });
  const { faultId, fault, confidence, grade, severity } = finding;
  const [before, after] = [
    { confidence, grade, severity },
    { confidence: 0.1, grade, severity },
  ];
  expect(findings).toEqual([{ faultId, fault, change: 'changed', before, after }]);
  const gone = changed((result) => result.findings.splice(0, 1));
  expect(differencesOf({ result: worn, basis }, { result: gone, basis }).findings).toEqual([
    { faultId, fault, change: 'vanished', before, after: null },
  ]);
  expect(differencesOf({ result: gone, basis }, { result: worn, basis }).findings).toMatchObject([{ change: 'appeared', before: null }]);
});

test('of an indicator it is said whether value, state or limit changed', () => {
  const other = changed(({ indicators }) => {
    const one = indicators.find(({ value, state }) => value !== null && state === 'normal')!;
    one.state = 'warning';
    one.value = (one.value ?? 0) + 1;
  });
  const { indicators } = differencesOf({ result: worn, basis }, { result: other, basis });
  expect(indicators).toMatchObject([
    { change: 'changed', changed: ['value', 'state'], before: { state: 'normal' }, after: { state: 'warning' } },
  ]);
});

test('what no list shows is named all the same', () => {
  const other = changed(({ segments, quality }) => {
    segments[0]!.label = 'another word';
    quality[0]!.validShare = 0.5;
    quality[0]!.status = 'failure';
  });
  const differences = differencesOf({ result: worn, basis }, { result: other, basis });
  expect(differences.elsewhere).toEqual(['quality: validShare', 'segments']);
  expect(differences.channels).toEqual([{ channel: worn.quality[0]!.channel, before: 'good', after: 'failure' }]);
  const reworded = changed(({ findings }) => (findings[0]!.sentence = 'in other words'));
  expect(differencesOf({ result: worn, basis }, { result: reworded, basis }).elsewhere).toEqual(['findings: sentence']);
});

test('the cause is the version or the input that differs', () => {
  const newer = changed((result) => {
    result.engineVersion = '9.0.0';
  });
  const engine = { what: 'engine', before: worn.engineVersion, after: '9.0.0' };
  expect(differencesOf({ result: worn, basis }, { result: newer, basis }).causes).toEqual([engine]);
  const limits = { what: 'limits', before: 'aaaaaaaaaaaa', after: 'cccccccccccc' };
  expect(differencesOf({ result: worn, basis }, { result: newer, basis: { ...basis, limits: 'c'.repeat(64) } }).causes).toEqual([
    engine,
    limits,
  ]);
  const plant = changed((result) => {
    result.catalogueVersion = `${worn.catalogueVersion}+plant.1`;
  });
  const catalogue = { what: 'catalogue', before: worn.catalogueVersion, after: plant.catalogueVersion };
  const withPlant = { ...basis, plantCatalogue: 'e'.repeat(64) };
  expect(differencesOf({ result: worn, basis }, { result: plant, basis: withPlant }).causes).toEqual([catalogue]);
  const more = { ...basis, weather: 'd'.repeat(64) };
  expect(differencesOf({ result: worn, basis }, { result: newer, basis: more }).causes).toContainEqual({
    ...{ what: 'other', before: null, after: 'weather dddddddddddd' },
  });
});

test('a difference that nothing explains is called that; unknown inputs are not guessed', () => {
  const other = changed(({ findings }) => {
    findings[0]!.experience = { confirmed: 1, refuted: 0 };
  });
  expect(differencesOf({ result: worn, basis }, { result: other, basis }).causes).toMatchObject([{ what: 'unexplained' }]);
  const causes = differencesOf({ result: worn, basis: null }, { result: other, basis }).causes;
  expect(causes.map(({ what }) => what)).toEqual(['decisions', 'not-recorded']);
});

test('what a learned model says differently is named by its target, with both answers', () => {
  const vote: ModelVote = {
    ...{ modelId: '01980000-0000-7000-8000-000000000001', target: 'pump', version: 1, modelSha256: 'c'.repeat(64), cycles: 12 },
    ...{ trainingSha256: 'd'.repeat(64), answer: 'healthy', probability: 0.9, answered: 12, because: null },
    shares: [{ class: 'healthy', cycles: 12, probability: 0.9 }],
    abstained: { outside: 0, unsure: 0, missing: 0 },
    comparison: { outcome: 'disagrees', sentence: 'The rules name P01.' },
  };
  const leaking: ModelVote = {
    ...{ ...vote, version: 2, answer: 'leaking', probability: 0.8, shares: [{ class: 'leaking', cycles: 12, probability: 0.8 }] },
    comparison: { outcome: 'agrees', sentence: 'Both name P01.' },
  };
  const differences = (before: ModelVote[] | undefined, after: ModelVote[]) =>
    differencesOf({ result: { ...worn, ...(before ? { learned: before } : {}) }, basis }, { result: { ...worn, learned: after }, basis });
  const side = ({ version, answer, probability, because, shares, comparison }: ModelVote) => ({
    ...{ version, answer, probability, because, shares, comparison },
  });
  const changes = differences([vote], [leaking]);
  expect(changes.votes).toEqual([
    {
      ...{ target: 'pump', change: 'changed' },
      before: side(vote),
      after: side(leaking),
    },
  ]);
  expect(changes.elsewhere).toEqual([]);
  expect(differences(undefined, [vote]).votes).toMatchObject([{ target: 'pump', change: 'appeared', before: null }]);
  expect(differences([vote], [structuredClone(vote)]).votes).toEqual([]);
});
