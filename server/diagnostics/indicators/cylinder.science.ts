import { type Bench, columnOf } from './definition.indicator.ts';

/** cm² of the piston and of the ring on the rod side, from the plate; NaN where the plate says too little. */
export function cylinderAreas(bench: Bench): { cap: number; rod: number } {
  const plate = (key: string) => bench.plateNumber('cylinder', key);
  const bore = plate('boreMm');
  const circle = (diameterMm: number) => (Math.PI * diameterMm * diameterMm) / 400;
  const cap = plate('capAreaCm2') > 0 ? plate('capAreaCm2') : bore > 0 ? circle(bore) : Number.NaN;
  const rod = plate('rodAreaCm2') > 0 ? plate('rodAreaCm2') : cap - circle(plate('rodMm'));
  return { cap, rod };
}

/** Cylinder speed per slot in mm/s: measured, else the slope of the position over the neighbouring slots. */
export function speedOf(bench: Bench): Float64Array | null {
  if (bench.signals.find('v')) return columnOf(bench, 'v');
  if (!bench.signals.find('x')) return null;
  const position = columnOf(bench, 'x');
  const { stepS } = bench.grid;
  return position.map((_, slot) => ((position[slot + 1] ?? Number.NaN) - (position[slot - 1] ?? Number.NaN)) / (2 * stepS));
}

/** 1 mm/s on 1 cm² in l/min (C1.6: v = 166.7·Q/A). */
export const LMIN_PER_MMS_CM2 = 1 / 166.7;

/** l/min that the cylinder takes from the pump line: piston side while it extends, ring side while it retracts. */
export function takenFlow(bench: Bench): Float64Array | null {
  const speed = speedOf(bench);
  const { cap, rod } = cylinderAreas(bench);
  if (!speed || !(cap > 0) || !(rod > 0)) return null;
  return speed.map((value) => Math.abs(value) * (value > 0 ? cap : rod) * LMIN_PER_MMS_CM2);
}

/** Flow through valve and lines to the actuator: measured, else what the moving cylinder takes. */
export function flowToActuator(bench: Bench): { values: Float64Array; id: 'Q_A' | 'v' | 'x' } | null {
  if (bench.signals.find('Q_A')) return { values: columnOf(bench, 'Q_A'), id: 'Q_A' };
  const values = takenFlow(bench);
  return values && { values, id: bench.signals.find('v') ? 'v' : 'x' };
}

/** The same from the pump to port A: once the cylinder's direction is known, only while it extends, for on its way back p_A is the drain. */
export function flowToPortA(bench: Bench): ReturnType<typeof flowToActuator> {
  const reached = flowToActuator(bench);
  const speed = reached && speedOf(bench);
  return speed ? { ...reached, values: reached.values.map((value, slot) => ((speed[slot] as number) > 0 ? value : Number.NaN)) } : reached;
}
