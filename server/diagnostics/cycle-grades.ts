import { baselineOf, examine } from './diagnose.ts';
import type { DiagnosisInput } from './diagnosis-input.ts';
import { coolingIndicators } from './indicators/cooling.indicator.ts';
import { type Bench, isMeasured } from './indicators/definition.indicator.ts';
import { pumpIndicators } from './indicators/pump.indicator.ts';
import { valveIndicators } from './indicators/valve.indicator.ts';
import { referenceOf } from './references.ts';

/** `reduced` and `near failure` for the cooler; the valve has one step more. Null: not computable in that cycle. */
type CoolerGrade = 'healthy' | 'reduced' | 'near failure' | null;
/** Volumetric efficiency as delivered flow at the same pressure and oil temperature, against a tight pump. */
type PumpGrade = 'tight' | 'leaking' | null;
type ValveGrade = 'healthy' | 'small lag' | 'severe lag' | 'near failure' | null;

export interface CycleGrades {
  readonly cooler: CoolerGrade[];
  readonly valve: ValveGrade[];
  readonly pump: PumpGrade[];
  /** Effectiveness / reference, delay / reference, and delivered flow / reference, per cycle (NaN where not computable). */
  readonly coolerRatio: Float64Array;
  readonly valveRatio: Float64Array;
  readonly pumpRatio: Float64Array;
}

/** C2 row 11 ends the healthy band at 0.9. At half the effectiveness the same heat needs twice the excess oil temperature. */
const COOLER = { healthy: 0.9, failing: 0.5 };
/** C2 row 17: healthy to +15 %, warning +30 %; near failure once +100 % lies within the ±15 % scatter of the reading. */
/** C2 row 1 as a ratio to a new pump: below it less is delivered than wear in service explains. */
const PUMP = { tight: 0.985 };
const VALVE = { healthy: 1.15, warning: 1.3, failing: 1.7 };

function ratios(
  bench: Bench,
  input: DiagnosisInput,
  what: 'cooling-effectiveness' | 'valve-switching-delay' | 'delivered-flow',
): Float64Array {
  const unknown = new Float64Array(bench.timeline.epochs.length).fill(Number.NaN);
  const definition = [...coolingIndicators, ...valveIndicators, ...pumpIndicators].find((item) => item.id === what);
  const measured = definition?.compute(bench);
  if (!measured || !isMeasured(measured)) return unknown;
  const better = what === 'valve-switching-delay' ? ('low' as const) : ('high' as const);
  const wanted = { id: what, values: measured.perEpoch, better, atTemperature: what !== 'cooling-effectiveness' };
  const reference = referenceOf(wanted, bench, baselineOf(input));
  return reference ? measured.perEpoch.map((value, index) => value / (reference.perEpoch[index] as number)) : unknown;
}

function coolerGrade(ratio: number): CoolerGrade {
  if (!Number.isFinite(ratio)) return null;
  if (ratio >= COOLER.healthy) return 'healthy';
  return ratio > COOLER.failing ? 'reduced' : 'near failure';
}

function valveGrade(ratio: number): ValveGrade {
  if (!Number.isFinite(ratio)) return null;
  if (ratio <= VALVE.healthy) return 'healthy';
  if (ratio <= VALVE.warning) return 'small lag';
  return ratio < VALVE.failing ? 'severe lag' : 'near failure';
}

function pumpGrade(ratio: number): PumpGrade {
  if (!Number.isFinite(ratio)) return null;
  return ratio >= PUMP.tight ? 'tight' : 'leaking';
}

/** Grades every cycle by rules alone: physics against the declared baseline, or against the best cycles of the recording. */
export function judgeCycles(input: DiagnosisInput): CycleGrades {
  const { bench } = examine(input);
  const coolerRatio = ratios(bench, input, 'cooling-effectiveness');
  const valveRatio = ratios(bench, input, 'valve-switching-delay');
  const pumpRatio = ratios(bench, input, 'delivered-flow');
  return {
    cooler: Array.from(coolerRatio, coolerGrade),
    valve: Array.from(valveRatio, valveGrade),
    pump: Array.from(pumpRatio, pumpGrade),
    ...{ coolerRatio, valveRatio, pumpRatio },
  };
}
