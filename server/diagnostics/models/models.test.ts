import { expect, test } from 'vitest';
import { calibrationError, softmax, temperatureFor } from './calibration.ts';
import { toBins } from './cycle-folder.ts';
import { evaluate } from './evaluation.ts';
import { createFoldSums } from './fold-sums.ts';
import { foldsAtRandom, foldsByRun } from './folds.ts';
import { linearDiscriminant, scoresOf } from './linear-discriminant.ts';
import { readModel, writeModel } from './model-file.ts';
import { inventedRig } from './rig.fixture.ts';
import { smoothProbabilities } from './smoothing.ts';
import { stepLimit, stretchFeatures, stretchStarts } from './stretches.ts';
import { apply, train } from './trained-model.ts';
import { withinScatter } from './within-scatter.ts';

const facts = {
  target: 'wear',
  channels: ['pressure', 'temperature', 'flow'].map((name) => ({ name, unit: 'x' })),
  cycleLengthS: 60,
  systemId: null,
  trainingSha256: '0'.repeat(64),
  sources: [],
};

test('a run is never in two folds, and the folds are as even as the runs allow', () => {
  const runs = Int32Array.from([0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 4]);
  const folds = foldsByRun(runs, 3);
  for (const run of runs) expect(new Set([...folds].filter((_, row) => runs[row] === run)).size).toBe(1);
  expect([0, 1, 2].map((fold) => [...folds].filter((own) => own === fold).length)).toEqual([4, 4, 4]);
});

test('a random split is the same for the same seed and another for another', () => {
  expect(foldsAtRandom(50, 5, 7)).toEqual(foldsAtRandom(50, 5, 7));
  expect(foldsAtRandom(50, 5, 7)).not.toEqual(foldsAtRandom(50, 5, 8));
});

test('linear discriminant scores are those of the textbook formula', () => {
  // Two classes in one dimension, means 0 and 4, pooled variance 1 (2/2): the border lies at 2, log odds are 4 (x - 2).
  const table = { channels: ['x'], bins: 1, values: Float64Array.of(-1, 1, 3, 5), cycles: Int32Array.of(0, 1, 2, 3) };
  const sums = createFoldSums(table, Int32Array.of(0, 0, 0, 0));
  const groups = Int32Array.of(0, 0, 1, 1);
  const model = linearDiscriminant(withinScatter(sums, { folds: new Set([0]), groups, groupCount: 2, columns: { from: 0, to: 1 } }));
  const oddsAt = (x: number): number => {
    const [none, some] = scoresOf(model, Float64Array.of((x - (sums.centre[0] as number)) / (sums.spread[0] as number)), 0);
    return (some as number) - (none as number);
  };
  expect(oddsAt(2)).toBeCloseTo(0, 9);
  expect(oddsAt(3)).toBeCloseTo(4, 6);
});

test('a lone doubtful cycle follows its neighbours; behind an interruption nothing is carried over', () => {
  const probabilities = Float64Array.of(0.99, 0.01, 0.4, 0.6, 0.99, 0.01);
  const together = smoothProbabilities({ probabilities, classes: 2, isInterrupted: [true, false, false], changeRate: 0.05 });
  expect(together[2]).toBeGreaterThan(0.9);
  const apart = smoothProbabilities({ probabilities, classes: 2, isInterrupted: [true, true, true], changeRate: 0.05 });
  expect(apart[2]).toBeCloseTo(0.4, 9);
});

test('overconfident scores are cooled until the truth is likeliest', () => {
  // Three of four right at a difference of 10: probability 3/4 needs log odds ln 3.
  const scores = Float64Array.of(10, 0, 10, 0, 10, 0, 10, 0);
  const temperature = temperatureFor(scores, [0, 0, 0, 1], { classes: 2, floor: 0 });
  expect(softmax([10, 0], temperature)[0]).toBeCloseTo(0.75, 3);
  expect(calibrationError([0.75, 0.75, 0.75, 0.75], [true, true, true, false])).toBeCloseTo(0, 9);
});

test('an excursion of two cycles does not end a stretch; a change does', () => {
  const level = [0, 0, 0, 9, 9, 0, 0, 5, 5, 5];
  const stepOver = (before: number, after: number): number => Math.abs((level[after] as number) - (level[before] as number));
  const steps = Float64Array.from(level, (_, row) => (row === 0 ? 0 : stepOver(row - 1, row)));
  const starts = stretchStarts({ steps, isInterrupted: level.map((_, row) => row === 0), limit: 1, longestExcursion: 3, stepOver });
  expect([...starts]).toEqual([0, 0, 0, 0, 0, 0, 0, 7, 7, 7]);
  expect([...stretchFeatures(starts)].slice(21, 24).map(Math.exp).map(Math.round)).toEqual([1, 3, 3]);
  expect(stepLimit([1, 2, 3], [9, 10])).toBe(6);
});

test('a sample is in exactly one part of the cycle, missing ones count for nothing', () => {
  expect([...toBins([1, 3, 5, 7], 2)]).toEqual([2, 6]);
  expect([...toBins([1, Number.NaN, 5, 7], 2)]).toEqual([1, 6]);
  expect([...toBins([Number.NaN, Number.NaN, 5, 7], 2)]).toEqual([Number.NaN, 6]);
  expect([...toBins([4, 8], 4)]).toEqual([4, 4, 8, 8]);
});

test('labels dealt at random by run cannot be learned, however the cycles look: nothing leaks from a held-out run', () => {
  const rig = inventedRig({ runs: 30 });
  const shuffled = [2, 0, 1, 1, 2, 0, 0, 1, 2, 2, 1, 0, 1, 0, 2, 0, 2, 1, 1, 0, 0, 2, 1, 2, 0, 1, 2, 2, 0, 1];
  const labels = Int32Array.from(rig.runs, (run) => shuffled[run] as number);
  const { accuracy } = evaluate({ ...rig, labels }, { holdout: 'runs', folds: 5, seed: 1 });
  expect(accuracy).toBeLessThan(0.6);
});

test('wear that shows in one second is found with whole runs held out, and the probabilities mean something', () => {
  const evaluation = evaluate(inventedRig(), { holdout: 'runs', folds: 4, seed: 1 });
  expect(evaluation.accuracy).toBe(1);
  expect(evaluation.calibrationError).toBeLessThan(0.05);
});

test('the same data give the same model, and a stored model answers as before it was stored', () => {
  const rig = inventedRig();
  const text = writeModel(train(rig, facts, 4));
  expect(writeModel(train(rig, facts, 4))).toBe(text);
  const answers = apply(readModel(text), inventedRig({ seed: 9 }).table);
  expect(answers).toEqual(apply(train(rig, facts, 4), inventedRig({ seed: 9 }).table));
  const right = answers.filter((cycle, row) => cycle.answer === ['new', 'worn', 'broken'][Math.floor(row / 6) % 3]);
  expect(right.length / answers.length).toBeGreaterThan(0.97);
  expect(() => readModel(text.replace('"version":1', '"version":2'))).toThrow(RangeError);
});

test('a cycle unlike the training is not named, and the channel that is unlike is', () => {
  const model = train(inventedRig(), facts, 4);
  const other = apply(model, inventedRig({ seed: 5, offset: 30 }).table);
  expect(other.every(({ abstained }) => abstained === 'outside')).toBe(true);
  expect(other[0]?.furthest?.channel).toBe('pressure');
});

test('a cycle with a missing part is left open; its neighbours are judged', () => {
  const { table } = inventedRig({ seed: 5 });
  const values = Float64Array.from(table.values);
  values[3 * 36 + 2] = Number.NaN;
  const answers = apply(train(inventedRig(), facts, 4), { ...table, values });
  expect(answers[3]).toMatchObject({ answer: null, abstained: 'missing' });
  expect(answers[2]?.answer).toBe('new');
});
