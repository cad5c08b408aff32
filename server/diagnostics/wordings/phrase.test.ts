import { expect, it } from 'vitest';
import { createPhrasebook, joined, say } from './phrase.science.ts';

it('a phrase is its English, its pattern and its values', () => {
  expect(say`only ${2} of ${'3'} were there`).toEqual({
    text: 'only 2 of 3 were there',
    key: 'only {0} of {1} were there',
    values: [2, '3'],
  });
});

it('parts are joined with their marks', () => {
  expect(joined([], ', ')).toBe('');
  expect(joined(['a'], ', ', ' and ')).toBe('a');
  expect(joined(['a', 'b'], ', ', ' and ')).toMatchObject({ text: 'a and b', key: '{0} and {1}' });
  expect(joined(['a', 'b', 'c'], ', ', ' and ')).toMatchObject({ text: 'a, b and c', key: '{0}, {1} and {2}', values: ['a', 'b', 'c'] });
  expect(joined(['a', 'b', 'c', 'd'], '; ')).toMatchObject({ text: 'a; b; c; d', key: '{0}; {1}; {2}; {3}' });
});

it('the book keeps each phrase once, and those inside it; a fixed sentence needs none', () => {
  const book = createPhrasebook();
  expect(book.note('as it is')).toBe('as it is');
  const inner = say`cycle ${3}`;
  expect(book.note(say`critical in ${inner}`)).toBe('critical in cycle 3');
  book.note(inner);
  expect(book.kept()).toEqual([
    { text: 'critical in cycle 3', key: 'critical in {0}', values: ['cycle 3'] },
    { text: 'cycle 3', key: 'cycle {0}', values: [3] },
  ]);
});
