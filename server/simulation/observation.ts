import { type Machine, stepS } from './machine.ts';
import { chamberFilling } from './pump.science.ts';
import { signalRoles } from './signals.ts';

/** The true values of all signals, one slot per entry of `signalRoles`, moved on by `update` after every machine step. */
export interface Observation {
  readonly values: Float64Array;
  update(): void;
}

const slot = new Map(signalRoles.map((role, index) => [role, index]));
const at = (role: string): number => slot.get(role)!;

/**
 * Vibration velocity [mm/s rms] at the pump. Not physics but a plain rule with the right signs: it grows with pressure and stroke,
 * with worn gaps and with gas bubbles collapsing in the chambers.
 */
function vibration({ network, slow, condition }: Machine): number {
  const running = slow.speedRpm / 1500;
  const pressure = 0.0026 * Math.max(0, network.pump) * (0.5 + 0.5 * network.stroke);
  const wear = 0.35 * (condition.pumpGapRatio - 1);
  const bubbles = 45 * Math.max(0, chamberFilling(1, condition.freeAir) - slow.filling);
  const aeration = 8 * Math.max(0, condition.freeAir - 0.004);
  return running * Math.sqrt(0.35 ** 2 + pressure ** 2 + wear ** 2 + bubbles ** 2 + aeration ** 2);
}

export function observe(machine: Machine): Observation {
  const { circuit, condition } = machine;
  const values = new Float64Array(signalRoles.length);
  const { network, flows, slow } = machine;
  const perStep = (circuit.pump.pistons * 2 * Math.PI * stepS) / 60;
  const slots = {
    pump: at('p_P'),
    suction: at('p_S'),
    cap: at('p_A'),
    rod: at('p_B'),
    gas: at('p_acc'),
    back: at('p_R'),
    filter: at('dp_F'),
    delivery: at('Q_P'),
    drain: at('Q_C'),
    cooling: at('Q_cool'),
    power: at('P_el'),
    speed: at('n'),
    position: at('x'),
    command: at('u_cmd'),
  };
  let phase = 0;
  let count = 0;
  const updateSlow = (): void => {
    values[at('T_T')] = slow.oilC;
    values[at('T_ci')] = circuit.cooling.kind === 'offline' ? slow.oilC : slow.returnC;
    values[at('T_co')] = slow.coolerOutC;
    values[at('T_amb')] = slow.ambientC;
    values[at('T_C')] = slow.caseC;
    // The cylinder's rod takes oil out of the tank while it is out: the level breathes with the stroke.
    const rodL = (Math.PI * (circuit.cylinder.rodMm / 10) ** 2 * Math.max(0, network.position)) / 4e4;
    values[at('L')] = condition.levelPct - (100 * rodL) / circuit.tank.volumeL;
    values[at('v_rms')] = vibration(machine);
  };
  const update = (): void => {
    phase = (phase + perStep * slow.speedRpm) % (2 * Math.PI);
    const bubbles = Math.max(0, 0.99 - slow.filling);
    // Piston ripple at z n: far above a 100 Hz logger, which therefore sees it aliased, as real loggers do.
    const ripple = network.pump * (0.0015 + 0.06 * bubbles + 0.0008 * (condition.pumpGapRatio - 1)) * Math.sin(phase);
    values[slots.pump] = network.pump + ripple;
    values[slots.suction] = slow.suctionBar;
    values[slots.cap] = network.cap;
    values[slots.rod] = network.rod;
    values[slots.gas] = network.system;
    values[slots.back] = slow.returnBar;
    values[slots.filter] = slow.filterBar;
    values[slots.delivery] = flows.pump;
    values[slots.drain] = slow.caseFlow;
    values[slots.cooling] = slow.coolerFlow;
    values[slots.power] = slow.electricalKw;
    values[slots.speed] = slow.speedRpm;
    values[slots.position] = network.position;
    values[slots.command] = machine.control.now.command * 100;
    if (count % 50 === 0) updateSlow();
    count += 1;
  };
  return { values, update };
}
