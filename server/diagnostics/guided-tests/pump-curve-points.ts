import { line } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import { fullStroke, theoreticalFlow } from './pump-plate.ts';
import { firstOf, type HeldStep, heldSteps, isStanding, type Reading, readStep } from './steps.ts';
import type { TestBench } from './test-bench.ts';

/** C1.10: each pressure for 10 s. */
export const leastHoldS = 10;
/** A point this far (share of Q_th) below the line of the lower pressures: flow goes elsewhere (engineering default, above the usual 1 % meter). */
const lostShare = 0.05;

export type Left = 'used' | 'pump-off' | 'compensator' | 'relief' | 'lost';

/** One held pressure with what was read there. */
export interface CurvePoint {
  readonly step: HeldStep;
  readonly pressure: Reading;
  readonly flow: Reading;
  readonly temperature: Reading;
  /** l/min, and its relative uncertainty. */
  readonly theory: { readonly value: number; readonly relative: number };
  readonly left: Left;
}

export interface CurveFit {
  /** l/min per bar lost, and its uncertainty. */
  readonly slope: Reading;
  /** l/min at no pressure. */
  readonly atZero: Reading;
}

function isOff(bench: TestBench, { step, pressure, flow, theory }: Pick<CurvePoint, 'step' | 'pressure' | 'flow' | 'theory'>): boolean {
  if (bench.signals.find('n')) return isStanding(bench, step);
  // Without a speed: it delivers nothing and holds nothing.
  return flow.value < 0.02 * theory.value && pressure.value < 5;
}

/** Every pressure that was held, in the order of time; what does not belong to the line says why. */
export function curvePoints(bench: TestBench): CurvePoint[] {
  const heat = firstOf(bench, ['T_P', 'T_T']) ?? 'T_T';
  const stroke = fullStroke(bench);
  const points = heldSteps(bench, 'p_P', leastHoldS).map((step): CurvePoint => {
    const common = {
      step,
      pressure: readStep(bench, 'p_P', step),
      flow: readStep(bench, 'Q_P', step),
      theory: theoreticalFlow(bench, step),
    };
    const isBeyond = common.pressure.value >= stroke.bar;
    const left = isOff(bench, common) ? 'pump-off' : !isBeyond ? 'used' : stroke.by === 'relief' ? 'relief' : 'compensator';
    return { ...common, temperature: readStep(bench, heat, step), left };
  });
  return withoutLost(points.filter(({ flow, theory }) => Number.isFinite(flow.value) && theory.value > 0));
}

/** C5: "p stops rising early with Q lost = relief". Points above a pressure at which flow begins to go elsewhere leave the line. */
function withoutLost(points: readonly CurvePoint[]): CurvePoint[] {
  const byPressure = points.filter(({ left }) => left === 'used').sort((a, b) => a.pressure.value - b.pressure.value);
  const kept = [...byPressure];
  while (kept.length > 3) {
    const top = kept.at(-1) as CurvePoint;
    const { slope, atZero } = fitLine(kept.slice(0, -1));
    const missing = atZero.value - slope.value * top.pressure.value - top.flow.value;
    if (!(missing > Math.max(lostShare * top.theory.value, top.flow.uncertainty))) break;
    kept.pop();
  }
  return points.map((point) => (point.left === 'used' && !kept.includes(point) ? { ...point, left: 'lost' as const } : point));
}

/** Q = Q_0 - s·p by least squares. Uncertainty: every point errs by its own, and by what the line leaves over. */
export function fitLine(points: readonly CurvePoint[]): CurveFit {
  const x = points.map(({ pressure }) => pressure.value);
  const y = points.map(({ flow }) => flow.value);
  const { slope, intercept } = line(x, y);
  const centre = x.reduce((sum, value) => sum + value, 0) / x.length;
  const spread = x.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const rest = y.reduce((sum, value, index) => sum + (value - intercept - slope * (x[index] as number)) ** 2, 0);
  const scatter = x.length > 2 ? 2 * Math.sqrt(rest / (x.length - 2)) : 0;
  const one = combine(Math.max(...points.map(({ flow }) => flow.uncertainty)), scatter);
  return {
    slope: { value: -slope, uncertainty: one / Math.sqrt(spread) },
    atZero: { value: intercept, uncertainty: one * Math.sqrt(1 / x.length + centre ** 2 / spread) },
  };
}
