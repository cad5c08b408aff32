import { expect, test } from 'vitest';
import { remainingLife } from './remaining-life.science.ts';
import { normalQuantile, normalShare, testTrend } from './trend.science.ts';

const days = [0, 7, 15, 21, 30, 36, 44, 50, 61, 70, 77, 85];
const values = [2.1, 2.0, 2.4, 2.3, 2.6, 2.5, 2.9, 2.8, 3.4, 3.1, 3.3, 3.3];

/** Uniform numbers by seed (mulberry32), so that every run sees the same. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const normal = (random: () => number): number => normalQuantile(Math.min(1 - 1e-9, Math.max(1e-9, random())));

test('trend test and slope agree with scipy', () => {
  const trend = testTrend(days, values, 0.9);
  // scipy 1.x: theilslopes(values, days, 0.9); S = 51, Var(S) = 211.67 by the formula with ties.
  expect(trend.slope).toBeCloseTo(0.0163265306, 9);
  expect(trend.slopeLow).toBeCloseTo(0.0133333, 3);
  expect(trend.slopeHigh).toBeCloseTo(0.0186047, 3);
  expect(trend.tau).toBeCloseTo(0.7727273, 6);
  expect(trend.p).toBeCloseTo(0.0005888, 6);
});

test('the order of the points and missing values do not matter', () => {
  const shuffled = [5, 2, 9, 0, 7, 11, 1, 3, 10, 4, 8, 6];
  const mixed = testTrend([...shuffled.map((i) => days[i]!), 40, 50], [...shuffled.map((i) => values[i]!), Number.NaN, Number.NaN]);
  expect(mixed).toEqual(testTrend(days, values));
});

test('the normal distribution is right at its known places', () => {
  expect(normalShare(1.959964)).toBeCloseTo(0.975, 6);
  expect(normalQuantile(0.95)).toBeCloseTo(1.644854, 4);
});

test('the interval names the direction, the limit and the duty it rests on', () => {
  const life = remainingLife({ days, values, unit: 'l/min', limit: 4, isHighBad: true });
  expect(life).toMatchObject({ kind: 'interval', confidence: 0.9 });
  if (life.kind !== 'interval') throw new Error(life.because);
  expect(life.earliestDays).toBeGreaterThan(20);
  expect(life.earliestDays).toBeLessThan(45);
  expect(life.latestDays).toBeGreaterThan(45);
  expect(life.assumptions).toHaveLength(3);
});

test('a value that falls to a lower limit is the same upside down', () => {
  const up = remainingLife({ days, values, unit: '%', limit: 4, isHighBad: true });
  const down = remainingLife({ days, values: values.map((v) => 100 - v), unit: '%', limit: 96, isHighBad: false });
  if (up.kind !== 'interval' || down.kind !== 'interval') throw new Error('no interval');
  expect(down.earliestDays).toBeCloseTo(up.earliestDays, 6);
  expect(down.trend.slope).toBeCloseTo(-up.trend.slope, 9);
});

test.each([
  ['too few points', days.slice(0, 7), values.slice(0, 7), 4, 'a trend needs 8'],
  ['no lasting trend', days, [2, 3, 2, 3, 2, 3, 2, 3, 2, 3, 2, 3], 4, 'neither rise nor fall'],
  ['a good direction', days, values.map((v) => -v), 4, 'move away'],
  ['a limit far away', days, values, 40, 'further away'],
  ['a single jump', days, [2, 2.01, 2.02, 2.01, 2.03, 2.02, 3.02, 3.03, 3.02, 3.04, 3.03, 3.05], 4, 'jumped once'],
])('%s has no basis, and says so', (_, at, what, limit, words) => {
  const life = remainingLife({ days: at, values: what, unit: 'bar', limit, isHighBad: true });
  expect(life).toMatchObject({ kind: 'no-basis' });
  expect(life.kind === 'no-basis' && `${life.because} ${life.wouldNeed}`).toContain(words);
});

test('a newest value beyond its limit has reached it, however far away the line through the past still is', () => {
  const jumped = { days: [...days, 140], values: [...values, 4.5], unit: 'bar', limit: 4, isHighBad: true };
  expect(remainingLife(jumped)).toEqual({ kind: 'reached', because: 'the newest value is 4.5 bar, the limit is 4 bar' });
  const fallen = { ...jumped, values: jumped.values.map((value) => 100 - value), limit: 96, isHighBad: false };
  expect(remainingLife(fallen)).toMatchObject({ kind: 'reached' });
});

test('a trend beyond its limit has reached it', () => {
  expect(remainingLife({ days, values, unit: 'bar', limit: 3, isHighBad: true })).toMatchObject({ kind: 'reached' });
});

test('of 300 steady trends with noise the true day lies in the interval about as often as promised', () => {
  let inside = 0;
  let spoken = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const random = seeded(seed);
    const at = Array.from({ length: 16 }, (_, i) => i * 7);
    const slope = 0.05;
    const noisy = at.map((day) => 10 + slope * day + 0.4 * normal(random));
    const limit = 18;
    const trueDay = (limit - 10) / slope - at.at(-1)!;
    const life = remainingLife({ days: at, values: noisy, unit: 'bar', limit, isHighBad: true });
    if (life.kind !== 'interval') continue;
    spoken++;
    if (life.earliestDays <= trueDay && (life.latestDays === null || life.latestDays >= trueDay)) inside++;
  }
  expect(spoken).toBeGreaterThan(270);
  expect(inside / spoken).toBeGreaterThan(0.85);
});

test('of 400 series without any trend hardly one gets a date', () => {
  let spoken = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const random = seeded(seed);
    const at = Array.from({ length: 12 }, (_, i) => i * 7);
    const life = remainingLife({ days: at, values: at.map(() => 10 + normal(random)), unit: 'bar', limit: 14, isHighBad: true });
    if (life.kind === 'interval') spoken++;
  }
  // The test is two-sided at 5 %: half of its errors point towards the limit.
  expect(spoken / 400).toBeLessThan(0.035);
});
