import { describe, expect, it } from 'vitest';
import { createPlotCursors } from './plot-cursors.ts';
import { createPlotGroup } from './plot-group.ts';
import { pressed } from './plot-keys.ts';

function plot() {
  const group = createPlotGroup({ from: 0, to: 100 }, { from: 40, to: 60 });
  const cursors = createPlotCursors();
  const press = (key: string, shiftKey = false) => pressed({ key, shiftKey }, group, cursors);
  return { group, cursors, press };
}

describe('keys in a plot', () => {
  it('move to both ends and keep the zoom', () => {
    const { group, press } = plot();
    press('Home');
    expect(group.range()).toEqual({ from: 0, to: 20 });
    press('End');
    expect(group.range()).toEqual({ from: 80, to: 100 });
    press('0');
    expect(group.range()).toEqual({ from: 0, to: 100 });
  });
  it('set the cursors at the pointer, or in the middle when it is elsewhere', () => {
    const { cursors, press } = plot();
    press('A');
    cursors.pointer.timeS = 42;
    press('b');
    expect(cursors.pair()).toEqual({ a: 50, b: 42 });
    press('Escape');
    expect(cursors.pair()).toEqual({ a: null, b: null });
  });
  it('move the cursor that was moved last, never out of the recording', () => {
    const { cursors, press } = plot();
    press('ArrowRight', true);
    expect(cursors.pair()).toEqual({ a: null, b: null });
    cursors.set('b', 99.95);
    press('ArrowRight', true);
    expect(cursors.pair().b).toBe(100);
    press('ArrowLeft', true);
    expect(cursors.pair().b).toBeCloseTo(99.9);
  });
  it('go back to the range before', () => {
    const { group, press } = plot();
    press('+');
    group.settle();
    press('Backspace');
    expect(group.range()).toEqual({ from: 40, to: 60 });
    press('Backspace', true);
    expect(group.range()).toEqual({ from: 42, to: 58 });
  });
  it('that mean nothing are left to the page', () => {
    expect(plot().press('x')).toBe(false);
  });
});
