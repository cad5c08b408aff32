import type { SignalId } from '../../systems/signal.schema.ts';
import { oilLine, viscosityAt } from '../indicators/oil.science.ts';
import { findPlateaus } from '../segments/plateau.segment.ts';
import { deviation, extremes, finite, median } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import type { Refusal } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import { accuracyAt, type TestBench } from './test-bench.ts';

/** s of one slot: C1.10 asks for 1 Hz and steps of 10 s or more. */
export const slotS = 1;
/** s after a change until valve, meter and oil have settled, and before the next one: left out of every step. */
const settlingS = 2;
const leavingS = 1;

/** A pressure held still, as a stretch of seconds of the range. */
export interface HeldStep {
  readonly fromS: number;
  readonly toS: number;
}

/** What a channel read during a step. */
export interface Reading {
  readonly value: number;
  /** Expanded, k = 2: sensor and scatter of the mean. */
  readonly uncertainty: number;
}

/** bar a held pressure may wander: ± 1 % of the highest one, at least ± 1 bar (engineering default; C1.10 asks for steady, without a number). */
export const steadyBar = (pressure: ArrayLike<number>): number => Math.max(1, 0.01 * extremes(pressure).max);

/** Steps in which the pressure stands still for at least this long; what settles at their ends is left out. */
export function heldSteps(bench: TestBench, id: SignalId, leastS: number): HeldStep[] {
  const grid = bench.grid(slotS);
  const pressure = grid.column(id);
  if (!pressure) return [];
  const rule = { tolerance: steadyBar(pressure), atLeast: Math.round(leastS / grid.stepS) };
  return findPlateaus(pressure, rule).map(({ from, to }) => ({ fromS: from * grid.stepS + settlingS, toS: to * grid.stepS - leavingS }));
}

/** Slot means of a signal during a step; NaN where nothing was measured. Empty without the signal. */
export function slotsOf(bench: TestBench, id: SignalId, { fromS, toS }: HeldStep): Float64Array {
  const grid = bench.grid(slotS);
  return grid.column(id)?.subarray(Math.ceil(fromS / grid.stepS), Math.floor(toS / grid.stepS)) ?? new Float64Array(0);
}

/** Median of a signal during a step; NaN without the signal. */
export function readStep(bench: TestBench, id: SignalId, step: HeldStep): Reading {
  const values = slotsOf(bench, id, step);
  const scatter = (2 * deviation(values)) / Math.sqrt(Math.max(1, finite(values).length));
  return { value: median(values), uncertainty: combine(accuracyAt(bench, id, values), scatter) };
}

/** The first of these signals that is there. */
export function firstOf<I extends SignalId>(bench: TestBench, ids: readonly I[]): I | null {
  return ids.find((id) => bench.signals.find(id) !== undefined) ?? null;
}

/** mm²/s at a temperature by ASTM D341 from the fluid's nameplate; NaN when the oil is not known. */
export function viscosityOf(bench: TestBench, temperatureC: number): number {
  const oil = oilLine({
    viscosity40: bench.plateNumber('fluid', 'viscosity40'),
    viscosity100: bench.plateNumber('fluid', 'viscosity100'),
    grade: bench.plateText('fluid', 'grade'),
  });
  return oil && Number.isFinite(temperatureC) ? viscosityAt(oil, temperatureC) : Number.NaN;
}

/** mm²/s; C2 row 9: above it the oil is cold. */
const cold = 100;

/** Leakage of cold oil looks smaller than it is; null when the oil is warm, or not known. */
export function tooCold(bench: TestBench, temperatureC: number): Refusal | null {
  const viscosity = viscosityOf(bench, temperatureC);
  if (!(viscosity > cold)) return null;
  return {
    because: say(
      (n) => `the oil is cold (${n(viscosity)} mm²/s): leakage looks smaller than it is`,
      (n) => `das Öl ist kalt (${n(viscosity)} mm²/s): die Leckage erscheint kleiner, als sie ist`,
    ),
    wouldNeed: say('warm oil, 16–36 mm²/s', 'warmes Öl, 16–36 mm²/s'),
  };
}

/** True when a measured speed says that the pump stands; without a speed nobody knows. */
export function isStanding(bench: TestBench, step: HeldStep): boolean {
  const speed = readStep(bench, 'n', step).value;
  const rated = bench.plateNumber('pump', 'ratedSpeedRpm');
  return speed < turning * (rated > 0 ? rated : Number.POSITIVE_INFINITY) && (rated > 0 || speed < 1);
}

/** A pump that turns with less than this share of its rated speed is off. */
const turning = 0.5;
