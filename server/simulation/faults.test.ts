import { expect, test } from 'vitest';
import { demoCircuit } from './circuit.ts';
import { demoCycle } from './cycle.ts';
import { conditionOf, type Fault, faultKinds } from './faults.ts';
import { type SimulatedRecording, simulate } from './simulate.ts';

const run = (faults: readonly Fault[], seed = 3): SimulatedRecording =>
  simulate({ circuit: demoCircuit, cycle: demoCycle, durationS: 120, faults, seed });

/** Values of a signal between two times inside the second cycle [s]. */
function part(recording: SimulatedRecording, role: string, fromS: number, toS: number): Float64Array {
  const signal = recording.signals.find((one) => one.role === role)!;
  return signal.values.slice(Math.round((60 + fromS) * signal.rateHz), Math.round((60 + toS) * signal.rateHz));
}
const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const spread = (values: Float64Array): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
const at = (recording: SimulatedRecording, role: string, fromS: number, toS: number): number => mean(part(recording, role, fromS, toS));

const healthy = run([]);
const faulty = (id: string, severity = 1): SimulatedRecording => run([{ id, severity }]);
/** Faulty over healthy, or faulty minus healthy, in a window of the cycle. */
const ratio = (r: SimulatedRecording, role: string, fromS: number, toS: number): number =>
  at(r, role, fromS, toS) / at(healthy, role, fromS, toS);
const shift = (r: SimulatedRecording, role: string, fromS: number, toS: number): number =>
  at(r, role, fromS, toS) - at(healthy, role, fromS, toS);
const coolingShare = (r: SimulatedRecording): number =>
  (at(r, 'T_ci', 0, 60) - at(r, 'T_co', 0, 60)) / (at(r, 'T_ci', 0, 60) - at(r, 'T_amb', 0, 60));

test('P01: a worn pump delivers less under pressure, leaks more into the case and draws more at dead-head', () => {
  const worn = faulty('P01', 0.6);
  expect(ratio(worn, 'Q_P', 33, 35)).toBeLessThan(0.92);
  // The loss grows with pressure: that is what separates leakage from a suction or speed problem.
  expect(shift(worn, 'Q_P', 33, 35)).toBeLessThan(1.15 * shift(worn, 'Q_P', 15, 17));
  expect(ratio(worn, 'Q_C', 33, 35)).toBeGreaterThan(3);
  expect(ratio(worn, 'P_el', 4, 8)).toBeGreaterThan(1.5);
  expect(shift(worn, 'T_T', 0, 60)).toBeGreaterThan(1);
});

test('P06: a blocked strainer lowers the suction pressure and the delivery at every pressure, and shakes the pump', () => {
  const starved = faulty('P06');
  expect(at(starved, 'p_S', 33, 35)).toBeLessThan(0.7);
  expect(ratio(starved, 'Q_P', 15, 17)).toBeLessThan(0.97);
  expect(shift(starved, 'Q_P', 33, 35)).toBeCloseTo(shift(starved, 'Q_P', 15, 17), 0);
  expect(Math.abs(ratio(starved, 'Q_C', 33, 35) - 1)).toBeLessThan(0.05);
  expect(ratio(starved, 'v_rms', 20, 35)).toBeGreaterThan(2);
  expect(spread(part(starved, 'p_P', 33, 35))).toBeGreaterThan(1.3 * spread(part(healthy, 'p_P', 33, 35)));
});

test('P10: a compensator set low lowers the dead-head pressure and leaves a light load alone', () => {
  const low = faulty('P10', 0.3);
  expect(shift(low, 'p_P', 4, 8)).toBeCloseTo(-0.3 * 0.35 * 180, 0);
  expect(ratio(low, 'Q_P', 15, 17)).toBeCloseTo(1, 1);
});

test('P18: a weak motor turns slower and draws more for the same work', () => {
  const weak = faulty('P18');
  expect(shift(weak, 'n', 33, 35)).toBeLessThan(-50);
  expect(ratio(weak, 'P_el', 33, 35)).toBeGreaterThan(1.03);
});

test('V01: a relief valve set low caps the pressure and burns the full flow at dead-head', () => {
  const low = faulty('V01', 0.5);
  expect(shift(low, 'p_P', 4, 8)).toBeLessThan(-5);
  expect(at(low, 'Q_P', 4, 8)).toBeGreaterThan(10);
  expect(shift(low, 'T_T', 0, 60)).toBeGreaterThan(5);
});

test('V02: with the relief valve stuck open no pressure builds up', () => {
  expect(at(faulty('V02'), 'p_P', 4, 8)).toBeLessThan(40);
});

test('V08: a slow directional valve lets the pressure fall later and leaves the plateaus alone', () => {
  const slow = faulty('V08');
  expect(shift(slow, 'p_acc', 8.1, 8.3)).toBeGreaterThan(10);
  expect(ratio(slow, 'p_P', 15, 17)).toBeCloseTo(1, 2);
  expect(at(slow, 'u_cmd', 8.1, 8.3)).toBe(at(healthy, 'u_cmd', 8.1, 8.3));
});

test('V09: a stuck valve gets its command and nothing moves', () => {
  const stuck = faulty('V09');
  expect(at(stuck, 'u_cmd', 10, 30)).toBeCloseTo(80, 6);
  expect(spread(part(stuck, 'x', 8, 35))).toBeLessThan(10);
});

test('V10 and K05: leaking spool and open bleed make the pump work at dead-head and warm the oil', () => {
  for (const id of ['V10', 'K05']) {
    const leaking = faulty(id);
    expect(shift(leaking, 'Q_P', 4, 8)).toBeGreaterThan(2);
    expect(ratio(leaking, 'P_el', 4, 8)).toBeGreaterThan(1.5);
    expect(shift(leaking, 'T_T', 0, 60)).toBeGreaterThan(3);
    expect(Math.abs(coolingShare(leaking) / coolingShare(healthy) - 1)).toBeLessThan(0.05);
  }
});

test('C01: a leaking piston seal slows the cylinder while the pump still delivers', () => {
  const leaking = faulty('C01', 0.5);
  const way = (r: SimulatedRecording): number => part(r, 'x', 34.8, 35)[0]! - part(r, 'x', 27, 27.2)[0]!;
  expect(way(leaking)).toBeLessThan(0.93 * way(healthy));
  expect(ratio(leaking, 'Q_P', 33, 35)).toBeGreaterThan(0.97);
});

test('C08: a higher process force raises the working pressure and nothing else', () => {
  const heavy = faulty('C08');
  expect(ratio(heavy, 'p_A', 33, 35)).toBeGreaterThan(1.15);
  expect(shift(heavy, 'p_P', 4, 8)).toBeCloseTo(0, 0);
});

test('A01 to A03: a wrong precharge stores less, so the pressure dips deeper when the cylinder starts; a little too much stores more', () => {
  const dip = (id: string, severity: number): number => shift(faulty(id, severity), 'p_acc', 8.4, 8.6);
  const low = dip('A01', 0.4);
  expect(low).toBeLessThan(-4);
  expect(dip('A01', 1)).toBeLessThan(2 * low);
  expect(dip('A02', 1)).toBeLessThan(-35);
  expect(dip('A03', 1)).toBeLessThan(-30);
  expect(dip('A03', 0.3)).toBeGreaterThan(2);
});

test('K01 and K02: a dirty cooler cools less per kelvin; an open by-pass starves it; both make the oil hotter', () => {
  const dirty = faulty('K01', 0.5);
  expect(coolingShare(dirty)).toBeLessThan(0.75 * coolingShare(healthy));
  expect(shift(dirty, 'T_T', 0, 60)).toBeGreaterThan(5);
  const starved = faulty('K02');
  expect(ratio(starved, 'Q_cool', 0, 60)).toBeCloseTo(0.2, 1);
  expect(shift(starved, 'T_T', 0, 60)).toBeGreaterThan(3);
});

test('F01 and F02: a clogged element loses more until the by-pass opens; a by-pass stuck open loses less', () => {
  expect(ratio(faulty('F01', 0.5), 'dp_F', 0, 60)).toBeGreaterThan(1.5);
  expect(at(faulty('F01', 1), 'dp_F', 0, 60)).toBeGreaterThan(3);
  expect(ratio(faulty('F02'), 'dp_F', 0, 60)).toBeLessThan(0.5);
});

test('O04 and O05: thin oil leaks more without wear; a low level lets air in', () => {
  const thin = faulty('O04');
  expect(ratio(thin, 'Q_C', 33, 35)).toBeGreaterThan(2);
  expect(ratio(thin, 'dp_F', 0, 60)).toBeLessThan(0.7);
  const low = faulty('O05');
  expect(shift(low, 'L', 0, 60)).toBeLessThan(-45);
  expect(ratio(low, 'Q_P', 15, 17)).toBeLessThan(0.98);
});

test('instrument faults change the record and not the machine', () => {
  const stuck = run([{ id: 'I01', severity: 1, signal: 'p_acc', fromS: 70 }]);
  expect(new Set(part(stuck, 'p_acc', 10, 60)).size).toBe(1);
  expect(part(stuck, 'p_P', 0, 60)).toEqual(part(healthy, 'p_P', 0, 60));
  expect(shift(run([{ id: 'I02', severity: 0.5 }]), 'p_P', 0, 60)).toBeCloseTo(0.5 * 0.06 * 250, 1);
  const drifting = run([{ id: 'I02', severity: 1, mode: 'drift' }]);
  expect(shift(drifting, 'p_P', 50, 60)).toBeGreaterThan(shift(drifting, 'p_P', 0, 10) + 1);
  expect(ratio(run([{ id: 'I03', severity: 1 }]), 'p_P', 0, 60)).toBeCloseTo(0.1, 3);
  const swapped = run([{ id: 'I04', severity: 1 }]);
  expect(at(swapped, 'T_co', 0, 60)).toBeGreaterThan(at(swapped, 'T_ci', 0, 60));
  const lost = run([{ id: 'I05', severity: 1, signal: 'p_P' }]);
  const missing = part(lost, 'p_P', 0, 60).filter((value) => Number.isNaN(value)).length;
  expect(missing / 6000).toBeCloseTo(0.05, 1);
});

test('every fault stays finite at full severity, alone and all together', () => {
  const physical = faultKinds.filter((kind) => kind.apply !== undefined).map((kind) => ({ id: kind.id, severity: 1 }));
  for (const faults of [...physical.map((fault) => [fault]), physical]) {
    const recording = simulate({ circuit: demoCircuit, cycle: demoCycle, durationS: 62, faults, seed: 3, warmStart: false });
    for (const signal of recording.signals) expect(signal.values.every((value) => Number.isFinite(value))).toBe(true);
  }
});

test('severity 0 is the healthy machine, byte for byte', () => {
  const none = run(faultKinds.filter((kind) => kind.apply !== undefined).map((kind) => ({ id: kind.id, severity: 0 })));
  expect(none.signals).toEqual(healthy.signals);
});

test('an unknown fault and an impossible severity are refused in words', () => {
  expect(() => conditionOf(demoCircuit, [{ id: 'X99', severity: 1 }])).toThrow(/no fault "X99"/);
  expect(() => conditionOf(demoCircuit, [{ id: 'P01', severity: 1.5 }])).toThrow(/from 0 \(as new\) to 1/);
});
