import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SignalId } from '../systems/signal.schema.ts';
import type { DiagnosisInput, SignalInput } from './diagnosis-input.ts';

/** The real ZeMA rig recordings (CC BY 4.0, DOI 10.24432/C5CW21), read for tests only; never part of the product. */
const root = resolve(import.meta.dirname, '../..', process.env.SIGHTGLASS_DATA ?? '../shared/data', 'uci-hydraulic');

export const hasUci = existsSync(resolve(root, '1hz/PS1.txt'));

const map: Readonly<Record<string, readonly [SignalId | null, string, string]>> = {
  PS1: ['p_P', 'pressure', 'bar'],
  PS2: ['p_A', 'pressure', 'bar'],
  PS3: ['p_R', 'pressure', 'bar'],
  PS4: [null, 'pressure', 'bar'],
  PS5: [null, 'pressure', 'bar'],
  PS6: [null, 'pressure', 'bar'],
  EPS1: ['P_el', 'power', 'W'],
  FS1: ['Q_A', 'flow', 'l/min'],
  FS2: ['Q_cool', 'flow', 'l/min'],
  TS1: ['T_P', 'temperature', '°C'],
  TS2: ['T_T', 'temperature', '°C'],
  TS3: ['T_ci', 'temperature', '°C'],
  TS4: ['T_co', 'temperature', '°C'],
  VS1: ['v_rms', 'vibration', 'mm/s'],
  CE: ['CE', 'ratio', '%'],
  CP: ['CP', 'power', 'kW'],
  SE: ['SE', 'ratio', '%'],
};

/** Rows of numbers of one file. */
function readMatrix(folder: string, name: string): number[][] {
  const text = readFileSync(resolve(root, folder, `${name}.txt`), 'utf8').trim();
  return text.split(/\r?\n/).map((row) => row.split('\t').map(Number));
}

function signalInput(name: string, rows: number[][]): SignalInput {
  const [signal, quantity, unit] = map[name] as (typeof map)[string];
  const values = Float64Array.from(rows.flat());
  const perCycle = rows[0]?.length ?? 1;
  return {
    ...{ name, signal, quantity, unit, intervalMs: 60_000 / perCycle, startS: 0, count: values.length },
    ...{ rangeLow: null, rangeHigh: null, accuracyPercentFs: null },
    read: (from, to) => values.slice(from, to),
  };
}

export interface UciRecording {
  readonly input: DiagnosisInput;
  readonly matrix: (name: string) => number[][];
  /** cooler %, valve %, pump, accumulator bar, flag (0 = stable) per cycle. */
  readonly profile: number[][];
}

const component = (kind: string, name: string) => ({ kind, name, nameplate: {} });

export function readUci(folder: '1hz' | 'full-rate'): UciRecording {
  const matrices = new Map(Object.keys(map).map((name) => [name, readMatrix(folder, name)]));
  const count = matrices.get('PS1')?.length ?? 0;
  const input: DiagnosisInput = {
    recording: {
      ...{
        id: 'uci',
        name: `ZeMA ${folder}`,
        systemName: 'ZeMA rig',
        isSimulated: false,
        seriesSha256: '0'.repeat(64),
        files: [],
        startedAt: null,
      },
      durationS: count * 60,
      cycles: { lengthS: 60, count },
    },
    components: [
      component('pump', 'Main pump'),
      component('directional-valve', 'Valve V10'),
      component('accumulator', 'Accumulators'),
      component('cooler', 'Cooler C1'),
    ],
    limits: [],
    signals: [...matrices].map(([name, rows]) => signalInput(name, rows)),
  };
  return { input, matrix: (name) => matrices.get(name) ?? [], profile: readMatrix(folder === '1hz' ? '.' : folder, 'profile') };
}
