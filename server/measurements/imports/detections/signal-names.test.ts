import { describe, expect, it } from 'vitest';
import { clearSignal, suggestRole, suggestSignals } from './signal-names.ts';

describe('a suggested signal', () => {
  it.each([
    ['Pump outlet pressure p_P', 'pressure', 'p_P'],
    ['Pump suction pressure (absolute) p_S', 'pressure', 'p_S'],
    ['Druck Pumpe', 'pressure', 'p_P'],
    ['Sys press', 'pressure', 'p_P'],
    ['Vorlauf', 'pressure', 'p_P'],
    ['Rücklauf', 'pressure', 'p_R'],
    ['Pression pompe', 'pressure', 'p_P'],
    ['Pression retour', 'pressure', 'p_R'],
    ['Druck Zylinder', 'pressure', 'p_A'],
    ['Saugdruck Pumpe', 'pressure', 'p_S'],
    ['Leckölstrom Pumpe', 'flow', 'Q_C'],
    ['Débit pompe', 'flow', 'Q_P'],
    ['Oil level L', 'ratio', 'L'],
    ['Valve command u_cmd', 'ratio', 'u_cmd'],
    ['Shaft speed n', 'speed', 'n'],
    ['Tank Temp', 'temperature', 'T_T'],
    ['T Öl', 'temperature', 'T_T'],
    ['Température réservoir', 'temperature', 'T_T'],
    ['Lecköltemperatur', 'temperature', 'T_C'],
    ['Leistung Motor', 'power', 'P_el'],
    ['Q_P', 'flow', 'Q_P'],
    ['Druck Pumpe', 'temperature', null],
    ['Sensor 7', 'pressure', null],
    ['P1', 'pressure', null],
    ['PS1', 'pressure', null],
    ['Druck Pumpe Rücklauf Zylinder', 'pressure', null],
  ])('of %s (%s) is %s', (name, quantity, role) => {
    expect(suggestRole(name, quantity)).toBe(role);
  });
});

describe('what is only likely', () => {
  it('is shown best first and chosen by nobody: PS1 may be the pump', () => {
    expect(suggestSignals({ name: 'PS1', quantity: 'pressure' })[0]).toMatchObject({ signal: 'p_P', reason: 'number', text: 'PS1' });
  });
  it('comes with every near candidate: P3 may be either port or the return', () => {
    expect(suggestSignals({ name: 'Druck P3', quantity: 'pressure' }).map(({ signal }) => signal)).toEqual(['p_A', 'p_B', 'p_R']);
  });
  it('loses weight when the values cannot be: a suction of 180 bar', () => {
    const [first] = suggestSignals({ name: 'Saugdruck', quantity: 'pressure', min: 0, max: 180 });
    expect(first).toMatchObject({ signal: 'p_S', isOutOfRange: true });
    expect(clearSignal([first!])).toBeNull();
  });
  it('is taken from the words of the name when there is no unit', () => {
    expect(suggestSignals({ name: 'Presse3.Durchfluss', quantity: null })[0]?.signal).toBe('Q_P');
  });
});
