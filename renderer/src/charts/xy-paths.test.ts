import { describe, expect, it } from 'vitest';
import { stepOpacity, timeStep, timeSteps } from './xy-paths.ts';

describe('the time scale of an XY plot', () => {
  it('runs from the first to the last step', () => {
    expect(timeStep(0, 1000)).toBe(0);
    expect(timeStep(999, 1000)).toBe(timeSteps - 1);
    expect(timeStep(0, 0)).toBe(0);
  });
  it('grows stronger with time and is never invisible', () => {
    const strengths = Array.from({ length: timeSteps }, (_, step) => stepOpacity(step));
    expect(strengths).toEqual([...strengths].sort((a, b) => a - b));
    expect(strengths[0]).toBeGreaterThan(0.2);
    expect(strengths.at(-1)).toBe(1);
  });
});
