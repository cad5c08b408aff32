import { expect, test } from 'vitest';
import { createRandom } from './random.ts';
import { createSensor } from './sensors.ts';
import { signalKinds } from './signals.ts';

const pressure = signalKinds.find((kind) => kind.role === 'p_P')!;
const options = { machine: 'press', seed: 1, durationS: 100, faults: [] };

test('uniform and normal numbers have the moments they should have', () => {
  const random = createRandom(7);
  const normals = Array.from({ length: 20000 }, () => random.normal());
  const mean = normals.reduce((sum, value) => sum + value, 0) / normals.length;
  const variance = normals.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normals.length;
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
  expect(createRandom(7, 'a').uniform()).not.toBe(createRandom(7, 'b').uniform());
});

test('a sensor keeps its fixed error from recording to recording and stays within its accuracy', () => {
  const average = (seed: number): number => {
    const sensor = createSensor(pressure, { ...options, seed });
    let sum = 0;
    for (let i = 0; i < 4000; i++) sum += sensor(100, i / 100);
    return sum / 4000;
  };
  expect(average(1)).toBeCloseTo(average(2), 1);
  expect(Math.abs(average(1) - 100)).toBeLessThanOrEqual(0.0025 * 250);
});

test('values lie on the converter’s steps and stop at the ends of the range', () => {
  const sensor = createSensor(pressure, options);
  const value = sensor(123.456, 0);
  expect(Math.abs(value / pressure.resolution - Math.round(value / pressure.resolution))).toBeLessThan(1e-6);
  expect(sensor(900, 1)).toBeCloseTo(250 * 1.03125, 1);
  expect(sensor(-50, 2)).toBeCloseTo(-250 * 0.0125, 1);
});

test('an intermittent sensor stands still for its share of every minute', () => {
  const sensor = createSensor(pressure, { ...options, faults: [{ id: 'I01', severity: 0.5 }] });
  const values = Array.from({ length: 6000 }, (_, i) => sensor(100 + i / 100, i / 100));
  expect(new Set(values.slice(0, 2900)).size).toBe(1);
  expect(new Set(values.slice(3100)).size).toBeGreaterThan(500);
});
