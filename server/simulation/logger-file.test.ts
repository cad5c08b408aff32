import { expect, test } from 'vitest';
import { demoScenarios } from './demo.ts';
import { demoFileName, writeLoggerCsv } from './logger-file.ts';
import { simulate } from './simulate.ts';

const scenario = { ...demoScenarios.healthy, durationS: 30, signals: ['p_P', 'p_S', 'T_T'], warmStart: false };
const recording = simulate(scenario);
const write = (options: Parameters<typeof writeLoggerCsv>[1]): string => [...writeLoggerCsv(recording, options)].join('');

test('the file is a header and one row per scan, in logger words and units', () => {
  const lines = write({ startIso: '2026-03-02T06:00:00Z', delimiter: ';' }).split('\r\n');
  expect(lines[0]).toBe('time;Pump outlet pressure p_P [bar];Pump suction pressure (absolute) p_S [bar abs];Tank oil temperature T_T [°C]');
  expect(lines[1]).toMatch(/^2026-03-02T06:00:00\.000Z;-?\d+\.\d{2};\d\.\d{3};\d{2}\.\d{2}$/);
  expect(lines[2]).toMatch(/^2026-03-02T06:00:00\.010Z;/);
  expect(lines.length).toBe(1 + 3000 + 1);
  expect(lines.at(-1)).toBe('');
});

test('the written values are the recorded ones to the last written digit', () => {
  const rows = write({ startIso: '2026-03-02T06:00:00Z', delimiter: ',' }).trimEnd().split('\r\n').slice(1);
  const { values } = recording.signals[0]!;
  rows.forEach((row, i) => {
    expect(Math.abs(Number(row.split(',')[1]) - values[i]!)).toBeLessThanOrEqual(0.005 + 1e-9);
  });
});

test('the rows may come at another rate', () => {
  const lines = write({ startIso: '2026-03-02T06:00:00Z', delimiter: '\t', rateHz: 1 }).trimEnd().split('\r\n');
  expect(lines.length).toBe(31);
  expect(lines[30]).toMatch(/^2026-03-02T06:00:29\.000Z\t/);
});

test('a lost sample is an empty field, never a zero', () => {
  const lossy = simulate({ ...scenario, faults: [{ id: 'I05', severity: 1 }] });
  const text = [...writeLoggerCsv(lossy, { startIso: '2026-03-02T06:00:00Z', delimiter: ';' })].join('');
  expect(text).toMatch(/Z;;/);
  expect(text).not.toContain('NaN');
});

test('the file name says simulated, machine, fault and severity', () => {
  expect(demoFileName(demoScenarios.healthy)).toBe('simulated_baling-press-2_healthy_seed-11.csv');
  expect(demoFileName(demoScenarios.faulty)).toBe('simulated_baling-press-2_P01-65_seed-12.csv');
});

test('an unreadable start time is refused in words', () => {
  expect(() => write({ startIso: 'yesterday', delimiter: ';' })).toThrow(/not an ISO 8601 time/);
});
