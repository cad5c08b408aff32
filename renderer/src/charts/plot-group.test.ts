import { describe, expect, it } from 'vitest';
import { createPlotGroup } from './plot-group.ts';

const full = { from: 0, to: 100 };

describe('a group of panes', () => {
  it('goes back to what was settled on, not to every wheel turn between', () => {
    const group = createPlotGroup(full, full);
    for (const from of [10, 20, 30]) group.show({ from, to: 90 });
    group.settle();
    group.show({ from: 40, to: 50 });
    group.step(-1);
    expect(group.range()).toEqual({ from: 30, to: 90 });
    group.step(-1);
    expect(group.range()).toEqual(full);
    group.step(1);
    group.step(1);
    expect(group.range()).toEqual({ from: 40, to: 50 });
  });
  it('tells its listeners once for each change, and no more after they left', () => {
    const group = createPlotGroup(full, full);
    let told = 0;
    const stop = group.subscribe(() => told++);
    group.show({ from: 1, to: 2 });
    stop();
    group.reset();
    expect(told).toBe(1);
  });
});
