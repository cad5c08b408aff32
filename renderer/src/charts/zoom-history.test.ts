import { describe, expect, it } from 'vitest';
import { newHistory, remembered, stepped } from './zoom-history.ts';

const range = (from: number) => ({ from, to: from + 10 });

describe('the history of zooming', () => {
  it('goes back and forward again', () => {
    const both = remembered(remembered(newHistory(range(0)), range(1)), range(2));
    const back = stepped(both, -1);
    expect(back.entries[back.position]).toEqual(range(1));
    expect(stepped(back, 1)).toEqual(both);
  });
  it('ends where there is nothing to go to', () => {
    const history = newHistory(range(0));
    expect(stepped(history, -1)).toBe(history);
    expect(stepped(history, 1)).toBe(history);
  });
  it('forgets what lay ahead once something new is looked at', () => {
    const back = stepped(remembered(newHistory(range(0)), range(1)), -1);
    expect(remembered(back, range(5)).entries).toEqual([range(0), range(5)]);
  });
  it('does not count the same range twice and keeps at most a hundred', () => {
    expect(remembered(newHistory(range(0)), range(0)).entries).toHaveLength(1);
    let history = newHistory(range(0));
    for (let i = 1; i < 300; i++) history = remembered(history, range(i));
    expect(history.entries).toHaveLength(100);
    expect(history.entries[history.position]).toEqual(range(299));
  });
});
