import type { TestNeed } from './definition.ts';
import { say } from './sentence.ts';
import { type HeldStep, readStep } from './steps.ts';
import type { TestBench } from './test-bench.ts';

/** hydraulics.md C1.1: "below compensator cut-in, e.g. p < p_set - 20 bar". */
const cutInBar = 20;
/** C1.5: a pilot operated relief valve cracks 5–10 % below its setting. */
const crackShare = 0.9;
/** A step at less than this share of the working pressure says too little about it (engineering default). */
export const nearWorking = 0.8;

/** bar up to which the whole delivery of the pump reaches the load. */
export interface FullStroke {
  readonly bar: number;
  readonly by: 'compensator' | 'relief' | 'unknown';
}

/** The set pressure of a compensated pump in bar; NaN when it has none on its plate. */
function compensatorBar(bench: TestBench): number {
  const named = bench.plateNumber('pump', 'compensatorBar');
  return named > 0 ? named : bench.plateNumber('pump', 'settingBar');
}

export function fullStroke(bench: TestBench): FullStroke {
  const compensator = compensatorBar(bench) - cutInBar;
  const relief = crackShare * bench.plateNumber('relief-valve', 'settingBar');
  if (!(compensator > 0) && !(relief > 0)) return { bar: Number.POSITIVE_INFINITY, by: 'unknown' };
  return !(relief > 0) || compensator <= relief ? { bar: compensator, by: 'compensator' } : { bar: relief, by: 'relief' };
}

/** bar at which the machine works: the plate's word, else where its pump control or relief valve is set, else the rated pressure. */
export function workingPressure(bench: TestBench): number {
  const candidates = [
    bench.plateNumber('pump', 'workingPressureBar'),
    compensatorBar(bench),
    bench.plateNumber('relief-valve', 'settingBar'),
    bench.plateNumber('pump', 'ratedPressureBar'),
  ];
  return candidates.find((bar) => bar > 0) ?? Number.NaN;
}

/** Theoretical flow during a step in l/min: V_g·n/1000, n measured or nominal (C1.1), with its relative uncertainty (k = 2). */
export function theoreticalFlow(bench: TestBench, step: HeldStep): { value: number; relative: number } {
  const displacement = bench.plateNumber('pump', 'displacementCm3');
  const measured = readStep(bench, 'n', step);
  // ± 1 % V_g (k = 1); the slip of an asynchronous motor is unknown without n: 3 % more (C1.1).
  if (Number.isFinite(measured.value))
    return { value: (displacement * measured.value) / 1000, relative: Math.hypot(0.02, measured.uncertainty / measured.value) };
  return { value: (displacement * bench.plateNumber('pump', 'ratedSpeedRpm')) / 1000, relative: Math.hypot(0.02, 0.03) };
}

export const displacementNeed: TestNeed = {
  what: say('the displacement of the pump (V_g)', 'das Verdrängungsvolumen der Pumpe (V_g)'),
  plates: [['pump', 'displacementCm3']],
  remedy: say('displacement per revolution on the pump’s nameplate', 'Verdrängungsvolumen je Umdrehung auf dem Typenschild der Pumpe'),
};
export const speedNeed: TestNeed = {
  what: say('the speed of the pump (n)', 'die Drehzahl der Pumpe (n)'),
  signals: ['n'],
  plates: [['pump', 'ratedSpeedRpm']],
  remedy: say('signal n, or the rated speed on the pump’s nameplate', 'Signal n oder die Nenndrehzahl auf dem Typenschild der Pumpe'),
};
export const workingPressureNeed: TestNeed = {
  what: say('the working pressure of the machine', 'der Arbeitsdruck der Maschine'),
  plates: [
    ['pump', 'workingPressureBar'],
    ['pump', 'compensatorBar'],
    ['pump', 'settingBar'],
    ['relief-valve', 'settingBar'],
    ['pump', 'ratedPressureBar'],
  ],
  remedy: say(
    'working pressure or pressure setting on the pump’s nameplate, or the setting of the relief valve',
    'Arbeitsdruck oder Druckeinstellung auf dem Typenschild der Pumpe, oder die Einstellung des Druckbegrenzungsventils',
  ),
};
