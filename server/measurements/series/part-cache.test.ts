import { expect, test } from 'vitest';
import { createPartCache } from './part-cache.ts';

const values = (length: number) => new Float64Array(length);

test('what is kept is handed out again, by file and place', () => {
  const cache = createPartCache(100);
  const [one, other] = [{}, {}];
  const kept = values(10);
  cache.set(one, 5, kept);
  expect([cache.get(one, 5), cache.get(one, 6), cache.get(other, 5)]).toEqual([kept, undefined, undefined]);
});

test('when it is full, what was used last stays, whichever file it is from', () => {
  const cache = createPartCache(100);
  const [one, other] = [{}, {}];
  for (let at = 0; at < 8; at++) cache.set(at % 2 === 0 ? one : other, at, values(12));
  cache.get(one, 0);
  cache.set(other, 9, values(12));
  const here = [0, 1, 2, 3, 4, 5, 6, 7, 9].filter((at) => cache.get(at % 2 === 0 ? one : other, at));
  expect(here).toEqual([0, 5, 6, 7, 9]);
});

test('a file that is closed leaves its room to the others', () => {
  const cache = createPartCache(100);
  const [one, other] = [{}, {}];
  cache.set(one, 0, values(90));
  cache.drop(one);
  expect(cache.get(one, 0)).toBeUndefined();
  for (let at = 0; at < 9; at++) cache.set(other, at, values(10));
  expect(cache.get(other, 0)).toBeDefined();
});
