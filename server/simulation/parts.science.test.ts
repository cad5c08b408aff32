import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gasCapacity, gasCharge, gasTemperature, prechargeAt } from './accumulator.science.ts';
import { demoCircuit } from './circuit.ts';
import { coolerEffectiveness } from './cooler.science.ts';
import { filterDrop } from './filter.science.ts';
import { motorLoss, motorSpeed, ratedTorque } from './motor.science.ts';
import { gapConductance, orificeFlow, orificeGain, orificeSlope } from './orifice.science.ts';
import { chamberFilling, compensatorStroke, pumpTorque } from './pump.science.ts';
import { suctionPressure } from './suction.science.ts';

const { motor, pump, suction, filter, cooler } = demoCircuit;

test('an orifice follows the square root law, both ways, with the slope it claims', () => {
  const gain = orificeGain(24, 5);
  expect(orificeFlow(gain, 20)).toBeCloseTo(48, 1);
  fc.assert(
    fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (drop) => {
      const slope = (orificeFlow(gain, drop + 1e-4) - orificeFlow(gain, drop - 1e-4)) / 2e-4;
      expect(orificeFlow(gain, -drop)).toBeCloseTo(-orificeFlow(gain, drop), 9);
      expect(orificeSlope(gain, drop)).toBeCloseTo(slope, 4);
    }),
  );
});

test('a quarter more gap about doubles the leakage and half the viscosity doubles it', () => {
  const now = gapConductance(pump.leakage, 40);
  expect(gapConductance(pump.leakage, 40, 1.26) / now).toBeCloseTo(2, 1);
  expect(gapConductance(pump.leakage, 20) / now).toBeCloseTo(2, 9);
});

test('the gas law works with absolute pressure: 90 bar at 40 °C are 84 bar at 20 °C', () => {
  const charge = gasCharge(4, 84);
  expect(prechargeAt(4, charge, 20)).toBeCloseTo(84, 9);
  expect(prechargeAt(4, charge, 40)).toBeCloseTo(89.8, 1);
  expect(gasTemperature(charge, 85.013, 4)).toBeCloseTo(20, 6);
  expect(gasCapacity(2, 140)).toBeCloseTo(2 / (1.4 * 140), 9);
});

test('the motor gives its name plate at rated torque', () => {
  const torque = ratedTorque(motor);
  expect(motorSpeed(motor, torque)).toBeCloseTo(motor.ratedSpeedRpm, 6);
  expect(motor.ratedPowerKw / (motor.ratedPowerKw + motorLoss(motor, torque))).toBeCloseTo(motor.ratedEfficiency, 6);
});

test('the pump needs its ideal torque plus a few newton metres', () => {
  const torque = pumpTorque(pump, { stroke: 1, riseBar: 160, speedRpm: 1455, viscosityMpas: 35 });
  const ideal = (18 * 160) / (20 * Math.PI);
  expect(ideal / torque).toBeGreaterThan(0.88);
  expect(ideal / torque).toBeLessThan(0.97);
  expect(compensatorStroke(180, 6, 170)).toBe(1);
  expect(compensatorStroke(180, 6, 177)).toBeCloseTo(0.5, 9);
  expect(compensatorStroke(180, 6, 181)).toBe(0);
});

test('a restricted or cold suction line lowers the pressure at the port and then the filling', () => {
  const point = { flowLmin: 26, viscosityMpas: 35, densityKgm3: 860, levelShare: 0.8, openArea: 1 };
  const clean = suctionPressure(suction, point);
  expect(clean).toBeGreaterThan(0.95);
  expect(suctionPressure(suction, { ...point, viscosityMpas: 500 })).toBeLessThan(clean);
  const blocked = suctionPressure(suction, { ...point, openArea: 0.27 });
  expect(blocked).toBeLessThan(0.6);
  expect(chamberFilling(clean, 0.004)).toBeGreaterThan(0.99);
  expect(chamberFilling(blocked, 0.004)).toBeLessThan(0.96);
});

test('a filter loses more with flow, viscosity and dirt until its by-pass opens', () => {
  const point = { flowLmin: 9, viscosityMm2s: 30, openPores: 1, stuckBypass: 0 };
  const clean = filterDrop(filter, point);
  expect(clean).toBeCloseTo(filter.housingBar + filter.elementBar, 9);
  expect(filterDrop(filter, { ...point, viscosityMm2s: 60 })).toBeCloseTo(filter.housingBar + 2 * filter.elementBar, 9);
  expect(filterDrop(filter, { ...point, openPores: 0.01 })).toBeLessThan(filter.bypassBar + 1);
  expect(filterDrop(filter, { ...point, stuckBypass: 10 })).toBeLessThan(clean / 2);
});

test('a cooler takes out less with less air or dirty fins, and never more than all', () => {
  const state = { oilFlowLmin: 9, oilCapacity: 0.0272, airShare: 1, foulingKPerKw: 0 };
  const clean = coolerEffectiveness(cooler, state);
  expect(clean).toBeGreaterThan(0.25);
  expect(clean).toBeLessThan(0.6);
  expect(coolerEffectiveness(cooler, { ...state, airShare: 0.3 })).toBeLessThan(0.75 * clean);
  expect(coolerEffectiveness(cooler, { ...state, foulingKPerKw: 6 })).toBeLessThan(0.75 * clean);
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 100, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (oilFlowLmin, airShare) => {
      const value = coolerEffectiveness(cooler, { ...state, oilFlowLmin, airShare });
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }),
  );
});
