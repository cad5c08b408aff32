import { existsSync } from 'node:fs';
import { createSeriesWriter } from '../server/measurements/series/series-writer.ts';
import { demoCircuit } from '../server/simulation/circuit.ts';
import { cycleLength, demoCycle } from '../server/simulation/cycle.ts';
import type { Fault } from '../server/simulation/faults.ts';
import { type SimulatedSignal, simulate } from '../server/simulation/simulate.ts';
import { randomSource } from './random-source.ts';

/** 17 signals of a press, so that every family of indicators has work. */
const roles = [
  ...['p_P', 'p_A', 'p_acc', 'p_R', 'dp_F', 'Q_P', 'Q_C', 'Q_cool', 'T_T', 'T_ci', 'T_co', 'T_amb', 'T_C', 'P_el', 'n', 'u_cmd', 'v_rms'],
] as const;
const rateHz = 100;
const pieceS = 600;

export interface DayChannel {
  readonly name: string;
  readonly unit: string;
  readonly count: number;
}

export interface DayRecording {
  readonly path: string;
  readonly channels: readonly DayChannel[];
  readonly durationS: number;
  readonly cycleS: number;
}

/**
 * A stored recording of simulated work cycles, 17 channels at 100 Hz: ten simulated minutes over and over, each time with other noise of one
 * digit; the second half with a worn pump and a fouled cooler. Made once, then kept.
 */
export async function ensureDayRecording(path: string, hours: number): Promise<DayRecording> {
  const pieces = Math.max(2, Math.round((hours * 3600) / pieceS));
  const rows = pieceS * rateHz;
  const halves = [[], faults].map((list) => simulatePiece(list));
  const signals = halves[0] as readonly SimulatedSignal[];
  const channels = signals.map(({ role, unit }) => ({ name: role, unit, count: pieces * rows }));
  const made = { path, channels, durationS: pieces * pieceS, cycleS: cycleLength(demoCycle) };
  if (existsSync(path)) return made;
  const plan = { channels: channels.map(({ name, unit }) => ({ name, unit })) };
  const writer = await createSeriesWriter({ path, clock: 'relative', timeBases: [plan] });
  const random = randomSource(20_250_514);
  for (let piece = 0; piece < pieces; piece++) {
    const now = halves[piece < pieces / 2 ? 0 : 1] as readonly SimulatedSignal[];
    const times = Float64Array.from({ length: rows }, (_, row) => (piece * rows + row) * (1000 / rateHz));
    const columns = now.map(({ values, decimals }) => values.map((value) => Number((value + random() / 10 ** decimals).toFixed(decimals))));
    await writer.append(0, { times, columns, rows });
  }
  await writer.finish();
  return made;
}

const faults: readonly Fault[] = [
  { id: 'P01', severity: 0.5 },
  { id: 'K01', severity: 0.5 },
];

function simulatePiece(list: readonly Fault[]): readonly SimulatedSignal[] {
  const scenario = { circuit: demoCircuit, cycle: demoCycle, durationS: pieceS, faults: list, seed: 7, signals: [...roles], rateHz };
  return simulate(scenario).signals;
}
