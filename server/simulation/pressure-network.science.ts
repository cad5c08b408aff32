import { orificeFlow, orificeSlope } from './orifice.science.ts';

/** Four pressure nodes [bar gauge] and the piston. Mutable: one object lives through a whole simulation. */
export interface NetworkState {
  pump: number;
  system: number;
  cap: number;
  rod: number;
  /** Piston velocity [mm/s] and position [mm]. */
  velocity: number;
  position: number;
  /** Swash plate 0..1. */
  stroke: number;
}

/** What holds during one step. Flows [l/min], pressures [bar], capacities [l/min·s/bar = 60 l/bar], forces [kN]. */
export interface NetworkInput {
  /** Full-stroke flow after filling losses, and its laminar leakage conductance [l/min/bar]. */
  fullFlow: number;
  pumpLeak: number;
  isCompensated: boolean;
  compensatorBar: number;
  compensatorBand: number;
  /** Step over time constant of the swash plate. */
  strokeRatio: number;
  reliefCrack: number;
  reliefGradient: number;
  reliefSeatGain: number;
  dumpGain: number;
  checkCrack: number;
  checkGradient: number;
  /** Spool gain at the present opening (sign = direction) and laminar leakage per edge. */
  spoolGain: number;
  edgeLeak: number;
  sealLeak: number;
  /** Back pressure at the valve's T port. */
  tankLine: number;
  capacityPump: number;
  capacitySystem: number;
  capacityCap: number;
  capacityRod: number;
  /** Oil given by the warming gas [l/min]. */
  gasFlow: number;
  capArea: number;
  rodArea: number;
  massTon: number;
  resistance: number;
  viscous: number;
  strokeMm: number;
}

/** Flows at the end of the step [l/min]. */
export interface NetworkFlows {
  pump: number;
  relief: number;
  dump: number;
  check: number;
  pumpToCap: number;
  pumpToRod: number;
  capToTank: number;
  rodToTank: number;
  seal: number;
}

/** Smallest speed [mm/s] at which the resisting force is fully there; below it grows linearly (stiction made smooth). */
const creepMms = 1.5;
/** End stop stiffness [kN/mm] and damping [kN s/mm]. */
const stopStiffness = 400;
const stopDamping = 8;
const vacuumBar = -0.95;

/** Flow and slope of one valve edge: the metering orifice when this edge is open, plus its clearance. */
const edge = { flow: 0, slope: 0 };
function meter(gain: number, leak: number, drop: number): void {
  edge.flow = leak * drop;
  edge.slope = leak;
  if (gain <= 0) return;
  edge.flow += orificeFlow(gain, drop);
  edge.slope += orificeSlope(gain, drop);
}

/**
 * Piston: m dv/dt = p_A A - p_B B - F(v) - stop. The resisting force enters by its chord F/|v| (always stable, exact when converged).
 * Returns the new velocity as `base` + (`perBar`·A/100)·p_A - (…)·p_B.
 */
const piston = { base: 0, mobility: 0 };
function linearisePiston(s: NetworkState, input: NetworkInput, dt: number, speed: number): void {
  const inertia = input.massTon / (dt * 1000); // kN per mm/s
  let damping = inertia + input.viscous + input.resistance / Math.max(Math.abs(speed), creepMms);
  let push = inertia * s.velocity;
  const beyond = s.position < 0 ? s.position : s.position > input.strokeMm ? s.position - input.strokeMm : 0;
  if (beyond !== 0) {
    damping += stopStiffness * dt + stopDamping;
    push -= stopStiffness * beyond;
  }
  piston.base = push / damping;
  piston.mobility = 1 / (100 * damping);
}

/**
 * One backward-Euler step of the coupled mass balances C dp/dt = sum of flows, by Newton's method. The pump node and the piston are
 * eliminated by hand, which leaves three equations for system, cap and rod pressure. Changes `s` and `flows`.
 */
export function stepNetwork(s: NetworkState, input: NetworkInput, dt: number, flows: NetworkFlows): void {
  const c1 = input.capacityPump / dt;
  const c2 = input.capacitySystem / dt;
  const ca = input.capacityCap / dt;
  const cb = input.capacityRod / dt;
  const a = input.capArea * 0.006; // l/min per mm/s
  const b = input.rodArea * 0.006;
  const open = Math.max(0, input.spoolGain);
  const back = Math.max(0, -input.spoolGain);
  const ratio = input.strokeRatio;
  let p1 = s.pump;
  let p2 = s.system;
  let pa = s.cap;
  let pb = s.rod;
  let v = s.velocity;
  let stroke = s.stroke;
  for (let round = 0; round < 6; round++) {
    // Pump, swash plate (implicit in its own lag) and the valves on its line.
    let target = 1;
    let targetSlope = 0;
    if (input.isCompensated) {
      target = (input.compensatorBar - p1) / input.compensatorBand;
      targetSlope = target > 0 && target < 1 ? -1 / input.compensatorBand : 0;
      target = target < 0 ? 0 : target > 1 ? 1 : target;
    }
    stroke = (s.stroke + ratio * target) / (1 + ratio);
    const qPump = input.fullFlow * stroke - input.pumpLeak * p1;
    const qPumpSlope = (input.fullFlow * targetSlope * ratio) / (1 + ratio) - input.pumpLeak;
    let qRelief = orificeFlow(input.reliefSeatGain, p1);
    let slope1 = orificeSlope(input.reliefSeatGain, p1);
    if (p1 > input.reliefCrack) {
      qRelief += input.reliefGradient * (p1 - input.reliefCrack);
      slope1 += input.reliefGradient;
    }
    const overCrack = p1 - p2 - input.checkCrack;
    const gCheck = overCrack > 0 ? input.checkGradient : 1e-4;
    const qCheck = gCheck * overCrack;
    const j1 = c1 - qPumpSlope + slope1 + gCheck;
    const f1 = c1 * (p1 - s.pump) - qPump + qRelief + qCheck;
    // The four valve edges, the dump and the piston seal.
    meter(open, input.edgeLeak, p2 - pa);
    const qPA = edge.flow;
    const gPA = edge.slope;
    meter(back, input.edgeLeak, p2 - pb);
    const qPB = edge.flow;
    const gPB = edge.slope;
    meter(back, input.edgeLeak, pa - input.tankLine);
    const qAT = edge.flow;
    const gAT = edge.slope;
    meter(open, input.edgeLeak, pb - input.tankLine);
    const qBT = edge.flow;
    const gBT = edge.slope;
    const qDump = orificeFlow(input.dumpGain, p2);
    const gDump = orificeSlope(input.dumpGain, p2);
    const qSeal = input.sealLeak * (pa - pb);
    linearisePiston(s, input, dt, v);
    const va = piston.mobility * input.capArea;
    const vb = piston.mobility * input.rodArea;
    v = piston.base + va * pa - vb * pb;
    // Residuals and Jacobian of [p2, pA, pB]; p1 eliminated: dp1 = (-f1 + gCheck dp2) / j1.
    const f2 = c2 * (p2 - s.system) - input.gasFlow - qCheck + qPA + qPB + qDump + (gCheck * f1) / j1;
    const fa = ca * (pa - s.cap) - qPA + qAT + a * v + qSeal;
    const fb = cb * (pb - s.rod) - qPB + qBT - b * v - qSeal;
    const j22 = c2 + gCheck + gPA + gPB + gDump - (gCheck * gCheck) / j1;
    const jaa = ca + gPA + gAT + a * va + input.sealLeak;
    const jab = -a * vb - input.sealLeak;
    const jbb = cb + gPB + gBT + b * vb + input.sealLeak;
    const jba = -b * va - input.sealLeak;
    // Column p2 of the chamber rows is -gPA, -gPB; row p2 has the same entries.
    const det = jaa * jbb - jab * jba;
    const ya = (jbb * -fa - jab * -fb) / det;
    const yb = (jaa * -fb - jba * -fa) / det;
    const wa = (jbb * gPA - jab * gPB) / det;
    const wb = (jaa * gPB - jba * gPA) / det;
    const d2 = (-f2 + gPA * ya + gPB * yb) / (j22 - gPA * wa - gPB * wb);
    const da = ya + wa * d2;
    const db = yb + wb * d2;
    const d1 = (-f1 + gCheck * d2) / j1;
    p1 += d1;
    p2 += d2;
    pa += da;
    pb += db;
    v += va * da - vb * db;
    flows.pump = qPump + qPumpSlope * d1;
    flows.relief = qRelief + slope1 * d1;
    flows.check = qCheck + gCheck * (d1 - d2);
    flows.dump = qDump + gDump * d2;
    flows.pumpToCap = qPA + gPA * (d2 - da);
    flows.pumpToRod = qPB + gPB * (d2 - db);
    flows.capToTank = qAT + gAT * da;
    flows.rodToTank = qBT + gBT * db;
    flows.seal = qSeal + input.sealLeak * (da - db);
    if (Math.abs(d1) + Math.abs(d2) + Math.abs(da) + Math.abs(db) < 0.02) break;
  }
  s.pump = p1 < vacuumBar ? vacuumBar : p1;
  s.system = p2 < vacuumBar ? vacuumBar : p2;
  s.cap = pa < vacuumBar ? vacuumBar : pa;
  s.rod = pb < vacuumBar ? vacuumBar : pb;
  s.velocity = v;
  s.position += v * dt;
  s.stroke = stroke;
}
