import { readStep } from './steps.ts';
import type { TestBench } from './test-bench.ts';

/** C1.7: "n=1 (slow, > 3 min), 1.4 (fast, low p)". */
const slowS = 180;
const fastExponent = 1.4;

/**
 * Precharge at rest temperature from the pressure at the knee, all pressures absolute (p·V^n = const from the start of the discharge).
 * Slow: the gas keeps its temperature and the knee is the precharge. Faster: the gas has cooled, and the truth lies between that and
 * the adiabatic p_start·(p_knee/p_start)^(1/1.4); the middle is given with half the distance as spread.
 */
export function restPrecharge({ kneeAbs, startAbs, lastedS }: { kneeAbs: number; startAbs: number; lastedS: number }): {
  abs: number;
  spread: number;
} {
  if (lastedS >= slowS) return { abs: kneeAbs, spread: 0 };
  const warm = startAbs * (kneeAbs / startAbs) ** (1 / fastExponent);
  return { abs: (kneeAbs + warm) / 2, spread: Math.abs(warm - kneeAbs) / 2 };
}

/** °C: the gas sits between oil and air; their middle when both are known. */
export function gasTemperature(bench: TestBench, span: { fromS: number; toS: number }): { value: number; uncertainty: number } {
  const oil = readStep(bench, 'T_T', span).value;
  const air = readStep(bench, 'T_amb', span).value;
  if (Number.isFinite(oil + air)) return { value: (oil + air) / 2, uncertainty: Math.abs(oil - air) / 2 };
  if (Number.isFinite(oil)) return { value: oil, uncertainty: 10 };
  return Number.isFinite(air) ? { value: air, uncertainty: 10 } : { value: 40, uncertainty: 15 };
}
