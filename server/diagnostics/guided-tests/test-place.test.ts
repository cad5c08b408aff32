import { expect, test } from 'vitest';
import type { SignalWindow } from '../../systems/limits/limit.schema.ts';
import { cooler } from './cooler.ts';
import { evaluateTest } from './evaluate-test.ts';
import { channel, madeUp, source, stairs } from './made-up.fixture.ts';
import { pumpCurve } from './pump-curve.ts';

const durationS = 1200;
const still = (['T_ci', 'T_co', 'T_amb', 'Q_cool'] as const).map((id, at) =>
  channel(id, () => [55, 43, 25, 20][at]!, { durationS, hz: 1 }),
);
const signals = [...still, channel('T_T', () => 48, { durationS, hz: 1 }), channel('n', () => 1450, { durationS, hz: 1 })];

const window = (signal: SignalWindow['signal'], unit: string, [atLeast, atMost]: [number | null, number | null]): SignalWindow => {
  return { signal, unit, atLeast, atMost };
};
const notesAt = (...within: SignalWindow[]) =>
  evaluateTest(cooler, madeUp(signals, { place: { name: 'Warm oil', within } }), source).notes.filter(({ en }) => en.includes('Warm oil'));

test('a recording made at the chosen operating point is nothing to speak of', () => {
  expect(notesAt(window('T_T', '°C', [40, 55]))).toEqual([]);
  expect(notesAt(window('T_T', '°F', [104, null]), window('n', 'rpm', [null, 1500]))).toEqual([]);
});

test('one made elsewhere is told, with what was measured and what the point asks', () => {
  const [note, ...rest] = notesAt(window('T_T', '°C', [50, 60]), window('n', 'rpm', [1400, 1500]));
  expect(rest).toEqual([]);
  expect(note?.en).toBe(
    'This was not recorded at the chosen operating point “Warm oil”: T_T was 48.0 °C, the point asks for 50.0 to 60.0 °C. The numbers hold for where they were measured.',
  );
  expect(note?.de).toContain('T_T betrug 48,0 °C, der Betriebspunkt verlangt 50,0 bis 60,0 °C');
});

test('whether it was made there is not known where a signal of the point was not recorded', () => {
  expect(notesAt(window('p_A', 'bar', [100, 120]))[0]?.en).toContain('cannot be told: p_A was not recorded');
});

test('the pressure that a pump curve runs through itself is not held against it, its oil temperature is', () => {
  const pressure = stairs([20, 60, 100, 140, 170].map((bar) => [20, bar] as const));
  const curve = [
    channel('p_P', pressure, { durationS: 100 }),
    channel('Q_P', (timeS) => 39.8 - 0.01 * pressure(timeS), { durationS: 100 }),
    channel('T_P', () => 50, { durationS: 100 }),
  ];
  const at = (low: number, high: number) =>
    evaluateTest(
      pumpCurve,
      madeUp(curve, { place: { name: 'Pressing', within: [window('p_P', 'bar', [160, 180]), window('T_P', '°C', [low, high])] } }),
      source,
    ).notes.filter(({ en }) => en.includes('Pressing'));
  expect(at(45, 55)).toEqual([]);
  expect(at(55, 65)[0]?.en).toContain('T_P was 50.0 °C');
  expect(at(55, 65)[0]?.en).not.toContain('p_P was');
});
