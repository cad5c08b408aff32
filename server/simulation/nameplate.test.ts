import { expect, test } from 'vitest';
import { demoCircuit } from './circuit.ts';
import { componentsOf } from './nameplate.ts';

test('the plates say what the circuit was built with', () => {
  const plates = componentsOf(demoCircuit);
  const of = (kind: string) => plates.find((plate) => plate.kind === kind)!.nameplate;
  expect(of('pump')).toMatchObject({ displacementCm3: 18, compensatorBar: 180, ratedSpeedRpm: 1455 });
  expect(of('accumulator')).toEqual({ volumeL: 4, prechargeBar: 90 });
  expect(of('cylinder')).toMatchObject({ capAreaCm2: 122.72, rodAreaCm2: 84.23 });
  expect(of('fluid')).toMatchObject({ grade: 'ISO VG 46', viscosity40: 46 });
});

test('names of plate values are plain words that a record accepts', () => {
  for (const { nameplate } of componentsOf(demoCircuit)) {
    for (const name of Object.keys(nameplate)) expect(name).toMatch(/^[a-z][A-Za-z0-9]{0,59}$/);
  }
});
