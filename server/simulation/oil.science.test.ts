import { expect, test } from 'vitest';
import { demoCircuit } from './circuit.ts';
import { effectiveBulkModulus, heatCapacityRate, kinematicViscosity, waltherConstants } from './oil.science.ts';

const { oil } = demoCircuit;

test('ASTM D341 gives the published viscosities of a VG 46 oil', () => {
  const { a, b } = waltherConstants(oil);
  expect(a).toBeCloseTo(9.418, 2);
  expect(b).toBeCloseTo(3.684, 2);
  for (const [temperature, viscosity] of [
    [0, 577],
    [20, 134],
    [40, 46],
    [60, 21],
    [80, 11.1],
  ] as const) {
    expect(kinematicViscosity(oil, temperature) / viscosity).toBeCloseTo(1, 1);
  }
});

test('one litre per minute carries about 0.027 kW per kelvin', () => {
  expect(heatCapacityRate(oil, 45)).toBeCloseTo(0.0272, 3);
});

test('free air makes oil soft at low pressure and hardly matters at high pressure', () => {
  expect(effectiveBulkModulus(oil, 0, 0.005)).toBeLessThan(400);
  expect(effectiveBulkModulus(oil, 200, 0.005)).toBeGreaterThan(12000);
  expect(effectiveBulkModulus(oil, 100, 0)).toBeCloseTo(oil.bulkModulus, 3);
});
