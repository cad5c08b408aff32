import { expect, test } from 'vitest';
import { classesOf, isComplete, type LabelledRun, labelText, meaningsOf } from './label-text.ts';

const run = (from: number, to: number, name: string): LabelledRun => ({ key: from, recordingId: 'r', from, to, class: name });

test('every cycle of a run is a line, and runs that touch stay two runs', () => {
  expect(labelText([run(0, 1, 'new'), run(2, 2, 'new')], 'wear').split('\n')).toEqual([
    'recording\tcycle\twear\trun',
    'r\t0\tnew\t0',
    'r\t1\tnew\t0',
    'r\t2\tnew\t1',
  ]);
});

test('a tab in a word cannot make a column', () => {
  expect(labelText([run(0, 0, 'very\tnew')], 'we\nar')).toBe('recording\tcycle\twe ar\trun\nr\t0\tvery new\t0');
});

test('a run without recording, class or sensible cycles is not complete', () => {
  expect(isComplete(run(0, 5, 'new'))).toBe(true);
  expect(isComplete(run(5, 0, 'new'))).toBe(false);
  expect(isComplete(run(0, 0, ' '))).toBe(false);
  expect(isComplete({ ...run(0, 0, 'new'), to: '' })).toBe(false);
  expect(isComplete({ ...run(0, 0, 'new'), recordingId: '' })).toBe(false);
});

test('a class without a word about it has no meaning; a healthy one has, without faults', () => {
  const given = {
    new: { kind: 'healthy', faultIds: ['P01'] },
    worn: { kind: 'faults', faultIds: ['P01'] },
    odd: { kind: 'faults', faultIds: [] },
  } as const;
  const classes = classesOf([run(0, 0, 'new'), run(1, 1, 'worn'), run(2, 2, 'new'), run(3, 3, 'odd'), run(4, 4, '')]);
  expect(classes).toEqual(['new', 'worn', 'odd']);
  expect(meaningsOf(classes, given)).toEqual([
    { class: 'new', faultIds: [] },
    { class: 'worn', faultIds: ['P01'] },
  ]);
});
