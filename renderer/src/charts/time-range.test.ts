import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moved, wheeled, within, withRoom, zoomed } from './time-range.ts';

const full = { from: 0, to: 600 };

describe('a visible range', () => {
  it('keeps the point under the pointer when it is zoomed', () => {
    expect(zoomed({ from: 100, to: 200 }, 0.5, 150)).toEqual({ from: 125, to: 175 });
    expect(zoomed({ from: 100, to: 200 }, 0.5, 100)).toEqual({ from: 100, to: 150 });
  });
  it('moves by a share of what is visible', () => {
    expect(moved({ from: 100, to: 200 }, 0.1)).toEqual({ from: 110, to: 210 });
  });
  it('is zoomed by an upright wheel and moved by a sideways one', () => {
    const range = { from: 100, to: 200 };
    expect(wheeled(range, { deltaX: 0, deltaY: -120 }, { around: 150, widthPx: 1000 })).toEqual({ from: 110, to: 190 });
    expect(wheeled(range, { deltaX: 120, deltaY: 0 }, { around: 150, widthPx: 1000 })).toEqual({ from: 112, to: 212 });
    expect(wheeled(range, { deltaX: 0, deltaY: 0 }, { around: 150, widthPx: 1000 })).toEqual(range);
  });
  it('never leaves the recording and never becomes empty', () => {
    const time = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(time, time, (a, b) => {
        const range = within({ from: Math.min(a, b), to: Math.max(a, b) }, full);
        return range.from >= full.from && range.to <= full.to + 1e-9 && range.to > range.from;
      }),
    );
  });
  it('shows evidence with its surroundings', () => {
    expect(withRoom({ from: 100, to: 200 }, 0.25)).toEqual({ from: 75, to: 225 });
  });
});
