import { describe, expect, it } from 'vitest';
import { suggestRole } from './signal-names.ts';

describe('a suggested signal', () => {
  it.each([
    ['Pump outlet pressure p_P', 'pressure', 'p_P'],
    ['Pump suction pressure (absolute) p_S', 'pressure', 'p_S'],
    ['Druck Pumpe', 'pressure', 'p_P'],
    ['Débit pompe', 'flow', 'Q_P'],
    ['Oil level L', 'ratio', 'L'],
    ['Valve command u_cmd', 'ratio', 'u_cmd'],
    ['Shaft speed n', 'speed', 'n'],
    ['Tank Temp', 'temperature', 'T_T'],
    ['Druck Pumpe', 'temperature', null],
    ['Sensor 7', 'pressure', null],
  ])('of %s (%s) is %s', (name, quantity, role) => {
    expect(suggestRole(name, quantity)).toBe(role);
  });
});
