import { expect, test } from 'vitest';
import { priorLogOdds } from './prior.science.ts';

test('the prior starts at 1 in 20 and moves slowly', () => {
  const share = (logOdds: number) => 1 / (1 + Math.exp(-logOdds));
  expect(share(priorLogOdds())).toBeCloseTo(0.05, 9);
  expect(share(priorLogOdds({ confirmed: 1, refuted: 0 }))).toBeCloseTo(2 / 21, 9);
  expect(share(priorLogOdds({ confirmed: 0, refuted: 5 }))).toBeCloseTo(1 / 25, 9);
});
