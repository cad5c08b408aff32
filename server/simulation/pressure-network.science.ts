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
export const creepMms = 1.5;
/** End stop stiffness [kN/mm] and damping [kN s/mm]. */
const stopStiffness = 400;
const stopDamping = 8;
/** Oil cannot be pulled apart: lowest gauge pressure [bar]. */
const vacuumBar = -0.95;
const roundLimit = 6;
const convergedBar = 0.02;

// Scratch of one solution, reused so that the hot loop allocates nothing. `g…` are slopes dQ/dp [l/min/bar].
const at = { p1: 0, p2: 0, pa: 0, pb: 0, v: 0 };
const line = { pump: 0, gPump: 0, stroke: 0, relief: 0, gRelief: 0, check: 0, gCheck: 0 };
const edges = { pa: 0, gPa: 0, pb: 0, gPb: 0, at: 0, gAt: 0, bt: 0, gBt: 0, dump: 0, gDump: 0, seal: 0 };
const piston = { base: 0, mobility: 0 };
const change = { p1: 0, p2: 0, pa: 0, pb: 0 };

/** Pump with its swash plate (implicit in its own lag), relief and check valve at the present iterate. */
function lineariseLine(s: NetworkState, input: NetworkInput): void {
  let target = 1;
  let targetSlope = 0;
  if (input.isCompensated) {
    const wanted = (input.compensatorBar - at.p1) / input.compensatorBand;
    targetSlope = wanted > 0 && wanted < 1 ? -1 / input.compensatorBand : 0;
    target = Math.min(1, Math.max(0, wanted));
  }
  const ratio = input.strokeRatio;
  line.stroke = (s.stroke + ratio * target) / (1 + ratio);
  line.pump = input.fullFlow * line.stroke - input.pumpLeak * at.p1;
  line.gPump = (input.fullFlow * targetSlope * ratio) / (1 + ratio) - input.pumpLeak;
  line.relief = orificeFlow(input.reliefSeatGain, at.p1);
  line.gRelief = orificeSlope(input.reliefSeatGain, at.p1);
  if (at.p1 > input.reliefCrack) {
    line.relief += input.reliefGradient * (at.p1 - input.reliefCrack);
    line.gRelief += input.reliefGradient;
  }
  const over = at.p1 - at.p2 - input.checkCrack;
  // A closed check valve keeps a trace of slope, or the system node could be without any.
  line.gCheck = over > 0 ? input.checkGradient : 1e-6;
  line.check = line.gCheck * over;
}

/** The four metering edges (orifice when open, clearance always), the bleed and the piston seal. */
function lineariseEdges(input: NetworkInput): void {
  const open = Math.max(0, input.spoolGain);
  const back = Math.max(0, -input.spoolGain);
  const leak = input.edgeLeak;
  const { p2, pa, pb } = at;
  const tank = input.tankLine;
  edges.pa = orificeFlow(open, p2 - pa) + leak * (p2 - pa);
  edges.gPa = orificeSlope(open, p2 - pa) + leak;
  edges.pb = orificeFlow(back, p2 - pb) + leak * (p2 - pb);
  edges.gPb = orificeSlope(back, p2 - pb) + leak;
  edges.at = orificeFlow(back, pa - tank) + leak * (pa - tank);
  edges.gAt = orificeSlope(back, pa - tank) + leak;
  edges.bt = orificeFlow(open, pb - tank) + leak * (pb - tank);
  edges.gBt = orificeSlope(open, pb - tank) + leak;
  edges.dump = orificeFlow(input.dumpGain, p2);
  edges.gDump = orificeSlope(input.dumpGain, p2);
  edges.seal = input.sealLeak * (pa - pb);
}

/**
 * Piston: m dv/dt = p_A A - p_B B - F(v) - stop, solved for v = base + mobility (A p_A - B p_B).
 * The resisting force enters by its chord F/|v|: always stable, and exact once converged.
 */
function linearisePiston(s: NetworkState, input: NetworkInput, dt: number): void {
  const inertia = input.massTon / (dt * 1000); // kN per mm/s
  let damping = inertia + input.viscous + input.resistance / Math.max(Math.abs(at.v), creepMms);
  let push = inertia * s.velocity;
  const beyond = s.position < 0 ? s.position : Math.max(0, s.position - input.strokeMm);
  if (beyond !== 0) {
    damping += stopStiffness * dt + stopDamping;
    push -= stopStiffness * beyond;
  }
  piston.base = push / damping;
  piston.mobility = 1 / (100 * damping);
}

/** Newton step of the four mass balances. Pump node and piston are eliminated by hand; what is left is 3 x 3 with two chamber rows. */
function solveChange(s: NetworkState, input: NetworkInput, dt: number): void {
  const a = input.capArea * 0.006; // l/min per mm/s
  const b = input.rodArea * 0.006;
  const va = piston.mobility * input.capArea;
  const vb = piston.mobility * input.rodArea;
  at.v = piston.base + va * at.pa - vb * at.pb;
  const g = line.gCheck;
  const j1 = input.capacityPump / dt - line.gPump + line.gRelief + g;
  const f1 = (input.capacityPump / dt) * (at.p1 - s.pump) - line.pump + line.relief + line.check;
  const f2 =
    (input.capacitySystem / dt) * (at.p2 - s.system) - input.gasFlow - line.check + edges.pa + edges.pb + edges.dump + (g * f1) / j1;
  const fa = (input.capacityCap / dt) * (at.pa - s.cap) - edges.pa + edges.at + a * at.v + edges.seal;
  const fb = (input.capacityRod / dt) * (at.pb - s.rod) - edges.pb + edges.bt - b * at.v - edges.seal;
  const j22 = input.capacitySystem / dt + g + edges.gPa + edges.gPb + edges.gDump - (g * g) / j1;
  const jaa = input.capacityCap / dt + edges.gPa + edges.gAt + a * va + input.sealLeak;
  const jab = -a * vb - input.sealLeak;
  const jbb = input.capacityRod / dt + edges.gPb + edges.gBt + b * vb + input.sealLeak;
  const jba = -b * va - input.sealLeak;
  // Chamber changes as y + w d2: their rows hold -gPa and -gPb in the column of the system pressure.
  const det = jaa * jbb - jab * jba;
  const ya = (jab * fb - jbb * fa) / det;
  const yb = (jba * fa - jaa * fb) / det;
  const wa = (jbb * edges.gPa - jab * edges.gPb) / det;
  const wb = (jaa * edges.gPb - jba * edges.gPa) / det;
  change.p2 = (-f2 + edges.gPa * ya + edges.gPb * yb) / (j22 - edges.gPa * wa - edges.gPb * wb);
  change.pa = ya + wa * change.p2;
  change.pb = yb + wb * change.p2;
  change.p1 = (-f1 + g * change.p2) / j1;
  at.p1 += change.p1;
  at.p2 += change.p2;
  at.pa += change.pa;
  at.pb += change.pb;
  at.v += va * change.pa - vb * change.pb;
}

/** The flows that belong to the new pressures, to first order: exactly those the linear balances were closed with. */
function storeFlows(flows: NetworkFlows, sealLeak: number): void {
  const { p1, p2, pa, pb } = change;
  flows.pump = line.pump + line.gPump * p1;
  flows.relief = line.relief + line.gRelief * p1;
  flows.check = line.check + line.gCheck * (p1 - p2);
  flows.dump = edges.dump + edges.gDump * p2;
  flows.pumpToCap = edges.pa + edges.gPa * (p2 - pa);
  flows.pumpToRod = edges.pb + edges.gPb * (p2 - pb);
  flows.capToTank = edges.at + edges.gAt * pa;
  flows.rodToTank = edges.bt + edges.gBt * pb;
  flows.seal = edges.seal + sealLeak * (pa - pb);
}

/** One backward-Euler step of the coupled mass balances C dp/dt = sum of flows, by Newton's method. Changes `s` and `flows`. */
export function stepNetwork(s: NetworkState, input: NetworkInput, dt: number, flows: NetworkFlows): void {
  at.p1 = s.pump;
  at.p2 = s.system;
  at.pa = s.cap;
  at.pb = s.rod;
  at.v = s.velocity;
  for (let round = 0; round < roundLimit; round++) {
    lineariseLine(s, input);
    lineariseEdges(input);
    linearisePiston(s, input, dt);
    solveChange(s, input, dt);
    const moved = Math.abs(change.p1) + Math.abs(change.p2) + Math.abs(change.pa) + Math.abs(change.pb);
    if (moved < convergedBar) break;
  }
  storeFlows(flows, input.sealLeak);
  s.pump = Math.max(at.p1, vacuumBar);
  s.system = Math.max(at.p2, vacuumBar);
  s.cap = Math.max(at.pa, vacuumBar);
  s.rod = Math.max(at.pb, vacuumBar);
  s.velocity = at.v;
  s.position += at.v * dt;
  s.stroke = line.stroke;
}
