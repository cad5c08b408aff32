import { extremes } from '../statistics.ts';

/** What the system does in one slot. `unknown`: neither pressure nor flow says so. */
export const regimes = ['unknown', 'idle', 'dead-head', 'transition', 'plateau'] as const;
export type Regime = (typeof regimes)[number];

/** Slot means of the signals that tell the regimes apart: bar, bar, l/min. */
export interface RegimeInput {
  readonly pump: Float64Array | undefined;
  readonly working: Float64Array | undefined;
  readonly flow: Float64Array | undefined;
}

/** A change of more than this share of the highest pressure between neighbouring slots is a transition, not a plateau. */
const STEP_SHARE = 0.02;
/** Less than this share of the highest flow (pressure) is none: below it a meter's zero and leakage cannot be told from delivery. */
const NONE_SHARE = 0.15;
/** Without flow, a pressure above this share of the highest one is a pump against a closed valve. */
const HELD_SHARE = 0.7;

function isMoving(values: Float64Array, slot: number, top: number): boolean {
  const before = values[slot - 1] ?? Number.NaN;
  const here = values[slot] as number;
  const after = values[slot + 1] ?? Number.NaN;
  return Math.abs(here - before) > STEP_SHARE * top || Math.abs(after - here) > STEP_SHARE * top;
}

/** The regime of every slot (index into `regimes`), from where flow goes and how still the pressure stands (C3 step 2). */
export function classifySlots(input: RegimeInput): Uint8Array {
  const pressure = input.working ?? input.pump;
  const length = (pressure ?? input.flow)?.length ?? 0;
  const result = new Uint8Array(length);
  if (!pressure) return result;
  const top = extremes(pressure).max;
  const pumpTop = input.pump ? extremes(input.pump).max : top;
  const carrier = input.flow ?? pressure;
  const carrierTop = extremes(carrier).max;
  for (let slot = 0; slot < length; slot += 1) {
    const carried = carrier[slot] as number;
    if (!Number.isFinite(carried) || !Number.isFinite(pressure[slot])) continue;
    if (!(carried > NONE_SHARE * carrierTop)) {
      const held = input.pump ? (input.pump[slot] as number) > HELD_SHARE * pumpTop : false;
      result[slot] = regimes.indexOf(held ? 'dead-head' : 'idle');
    } else result[slot] = regimes.indexOf(isMoving(pressure, slot, top) ? 'transition' : 'plateau');
  }
  return result;
}
