import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../server/diagnostics/diagnosis.schema.ts';
import { componentState } from './component-state.ts';
import { cut, labelLines } from './label-line.ts';
import { isVariablePump } from './pump-type.ts';

const pump = { kind: 'pump' as const, name: 'Main pump' };
const finding = (words: Partial<Finding>): Finding =>
  ({ component: 'Main pump', confidence: 0.8, grade: 'degraded', severity: 4, ...words }) as Finding;
const graded = (grade: 'normal' | 'warning' | 'alarm' | 'unknown', findings: Finding[] = []) => ({
  grades: [{ component: 'pump', grade }],
  findings,
});

describe('the state of a component in the schematic', () => {
  it('is never normal without a grade that says so', () => {
    expect(componentState(pump, undefined).state).toBe('unknown');
    expect(componentState({ kind: 'motor', name: 'M1' }, graded('normal')).state).toBe('unknown');
    const whole = { grades: [{ component: 'other', grade: 'normal' as const }], findings: [] };
    expect(componentState({ kind: 'other', name: 'Coupling' }, whole).state).toBe('unknown');
    expect(componentState(pump, graded('unknown')).state).toBe('unknown');
    expect(componentState(pump, graded('normal')).state).toBe('normal');
  });
  it('is the worse of its grade and of what was found at it', () => {
    expect(componentState(pump, graded('normal', [finding({})])).state).toBe('alarm');
    expect(componentState(pump, graded('normal', [finding({ grade: 'incipient' })])).state).toBe('warning');
    expect(componentState(pump, graded('alarm', [finding({ grade: 'incipient' })])).state).toBe('alarm');
    expect(componentState(pump, graded('warning')).state).toBe('warning');
  });
  it('ignores what was found elsewhere and what merely cannot be excluded', () => {
    const findings = [finding({ component: 'Cooler' }), finding({ confidence: 0.2 })];
    expect(componentState(pump, graded('normal', findings))).toEqual({ state: 'normal', findings: [] });
  });
});

describe('the words in the schematic', () => {
  it('stand on one or two lines and end in an ellipsis where they are too long', () => {
    expect(labelLines('Pump', 12)).toEqual(['Pump']);
    expect(labelLines('Return line filter', 12)).toEqual(['Return line', 'filter']);
    expect(labelLines('Axial piston pump of the second press', 12)).toEqual(['Axial piston', 'pump of the…']);
    expect(labelLines('Hydraulikzylinderkopf', 12)).toEqual(['Hydraulikzy…']);
    expect(labelLines('Proportional directional valve', 11)).toEqual(['Proportion…', 'directiona…']);
    expect(cut('123456', 5)).toBe('1234…');
  });
  it('take the arrow of a variable pump from its nameplate only', () => {
    expect(isVariablePump({ pumpType: 'axial piston, pressure compensated' })).toBe(true);
    expect(isVariablePump({ pumpType: 'Axialkolben-Verstellpumpe' })).toBe(true);
    expect(isVariablePump({ pumpType: 'axial piston, fixed' })).toBe(false);
    expect(isVariablePump({ displacementCm3: 16 })).toBe(false);
  });
});
