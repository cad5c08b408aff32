import { expect, it } from 'vitest';
import { askedRange } from './byte-range.ts';

const file = { bytes: 1000, etag: '"abc"' };

it.each([
  ['bytes=0-99', { from: 0, to: 99 }],
  ['bytes=900-', { from: 900, to: 999 }],
  ['bytes=-100', { from: 900, to: 999 }],
  ['bytes=-5000', { from: 0, to: 999 }],
  ['bytes=990-2000', { from: 990, to: 999 }],
  ['bytes=1000-', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=5-2', null],
  ['bytes=0-1,5-9', null],
  ['lines=1-2', null],
  ['bytes=-', null],
])('%s of 1000 bytes', (range, expected) => {
  expect(askedRange({ range }, file)).toEqual(expected);
});

it('a range of another version of the file is the whole file, and so is no range', () => {
  expect(askedRange({ range: 'bytes=5-', 'if-range': '"old"' }, file)).toBeNull();
  expect(askedRange({ range: 'bytes=5-', 'if-range': '"abc"' }, file)).toEqual({ from: 5, to: 999 });
  expect(askedRange({}, file)).toBeNull();
  expect(askedRange({ range: 'bytes=0-' }, { bytes: 0, etag: '' })).toBe('none');
});
