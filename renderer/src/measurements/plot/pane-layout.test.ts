import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { channelsOf, closed, merged, type PaneLayout, reordered, sound, split, toggled } from './pane-layout.ts';

describe('the layout of panes', () => {
  it('gives a chosen channel a pane, and takes it away with its last channel', () => {
    expect(toggled([[0]], 1)).toEqual([[0], [1]]);
    expect(toggled([[0], [1]], 0)).toEqual([[1]]);
    expect(toggled([[0, 1]], 0)).toEqual([[1]]);
  });
  it('is reordered within its ends', () => {
    expect(reordered([[0], [1], [2]], 2, -1)).toEqual([[0], [2], [1]]);
    expect(reordered([[0], [1]], 0, -1)).toEqual([[0], [1]]);
  });
  it('is merged upwards and split again', () => {
    expect(merged([[0], [1], [2]], 1)).toEqual([[0, 1], [2]]);
    expect(merged([[0]], 0)).toEqual([[0]]);
    expect(split([[0, 1], [2]], 0)).toEqual([[0], [1], [2]]);
  });
  it('never loses, doubles or empties anything, whatever is done to it', () => {
    const step = fc.tuple(fc.constantFrom('merge', 'split', 'up', 'down'), fc.nat(5));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let layout: PaneLayout = [[0], [1], [2, 3], [4]];
        for (const [what, pane] of steps) {
          if (what === 'merge') layout = merged(layout, pane);
          if (what === 'split') layout = split(layout, pane);
          if (what === 'up') layout = reordered(layout, pane, -1);
          if (what === 'down') layout = reordered(layout, pane, 1);
        }
        expect(channelsOf(layout).sort()).toEqual([0, 1, 2, 3, 4]);
        expect(layout.every((channels) => channels.length > 0)).toBe(true);
      }),
    );
  });
  it('of another recording keeps what this one has, each channel once', () => {
    expect(sound([[0, 7], [0], [1, 1]], [0, 1])).toEqual([[0], [1]]);
    expect(closed([[0], [1]], 0)).toEqual([[1]]);
  });
});
