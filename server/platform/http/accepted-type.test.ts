import { expect, test } from 'vitest';
import { prefers } from './accepted-type.ts';

const type = 'application/vnd.x';

test.each([
  ['application/vnd.x', true],
  ['application/json, application/vnd.x', true],
  ['Application/VND.X ; q=0.5 , */*', true],
  ['application/vnd.x;q=0.5, application/json', false],
  ['application/vnd.x;q=0', false],
  ['application/vnd.x;q=much', false],
  ['application/vnd.xy', false],
  ['application/json', false],
  ['*/*', false],
  ['', false],
  [undefined, false],
])('"%s" asks for the named type: %s', (accept, expected) => {
  expect(prefers(accept, type)).toBe(expected);
});
