import { describe, expect, it } from 'vitest';
import { endedSince, queriesAfter } from './ended-jobs.ts';

const job = (id: string, state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled') => ({ id, state });

describe('jobs that have ended', () => {
  it('are those that ran before, and those that began and ended between two looks', () => {
    const now = [job('new', 'done'), job('ran', 'cancelled'), job('old', 'done'), job('runs', 'running'), job('waits', 'queued')];
    expect(endedSince(new Set(['old']), now).map(({ id }) => id)).toEqual(['new', 'ran']);
  });
});

describe('queries that are asked again', () => {
  const ended = { state: 'done', result: { recordingId: 'r1' } } as const;
  it('are those of the diagnosed recording, not of every recording', () => {
    expect(queriesAfter({ ...ended, kind: 'diagnosis' })).toEqual([['diagnoses', 'r1'], ['diagnoses', 'system'], ['findings']]);
  });
  it('are all lists after work of an unknown kind', () => {
    expect(queriesAfter({ ...ended, kind: 'demo' })).toContainEqual(['systems']);
  });
  it('are none after work that made nothing', () => {
    expect(queriesAfter({ kind: 'import', state: 'cancelled', result: null })).toEqual([]);
  });
});
