import { describe, expect, it } from 'vitest';
import { paneHeights, timeAxisPx } from './pane-heights.ts';

describe('pane heights', () => {
  it('share what the screen leaves, within what can be read', () => {
    expect(paneHeights(1, 1080)).toEqual([300 + timeAxisPx]);
    expect(paneHeights(8, 768).every((height) => height >= 128)).toBe(true);
    expect(paneHeights(3, 1080)[0]).toBeGreaterThan(paneHeights(4, 1080)[0] ?? 0);
  });
  it('make room for the time axis below the last pane', () => {
    const [first = 0, last] = paneHeights(2, 768);
    expect(last).toBe(first + timeAxisPx);
    expect(paneHeights(0, 768)).toEqual([]);
  });
});
