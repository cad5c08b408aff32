import { captureBaseline } from '../../server/diagnostics/baselines/baseline-capture.ts';
import type { DiagnosisResult } from '../../server/diagnostics/diagnosis.schema.ts';
import type { DiagnosisInput, LimitInput } from '../../server/diagnostics/diagnosis-input.ts';
import { demoCircuit } from '../../server/simulation/circuit.ts';
import { demoCycle } from '../../server/simulation/cycle.ts';
import { faultKinds } from '../../server/simulation/faults.ts';
import { componentsOf } from '../../server/simulation/nameplate.ts';
import { simulate } from '../../server/simulation/simulate.ts';

/** The machine is seen through its public functions only: its constants and the rules' constants never meet. */
const quantities: Record<string, string> = {
  ...{ bar: 'pressure', 'l/min': 'flow', '°C': 'temperature', kW: 'power', rpm: 'speed', mm: 'length', '%': 'ratio', 'mm/s': 'vibration' },
};

type Injected = Parameters<typeof simulate>[0]['faults'];

/** The simulated press as the diagnosis reads it, six cycles unless said otherwise; `without` signals are not measured, on a day `warmerK` warmer. */
export function recordSimulated(
  faults: Injected,
  seed: number,
  { without = [], durationS = 360, warmerK = 0 }: { without?: readonly string[]; durationS?: number; warmerK?: number } = {},
): DiagnosisInput {
  const circuit = { ...demoCircuit, ambientC: demoCircuit.ambientC + warmerK };
  const recording = simulate({ circuit, cycle: demoCycle, durationS, faults, seed });
  const words = { id: 'simulated', name: 'simulated', systemName: 'demo', seriesSha256: '0'.repeat(64), files: [], startedAt: null };
  return {
    recording: { ...words, isSimulated: true, durationS: recording.durationS, cycles: null },
    components: componentsOf(demoCircuit),
    limits: [],
    signals: recording.signals
      .filter(({ role }) => !without.includes(role))
      .map((signal) => ({
        ...{ name: signal.label, signal: signal.role as DiagnosisInput['signals'][number]['signal'], unit: signal.unit },
        quantity: signal.role === 'dp_F' ? 'pressure-difference' : (quantities[signal.unit] ?? 'other'),
        ...{ intervalMs: 1000 / signal.rateHz, startS: 0, count: signal.values.length },
        ...{ rangeLow: signal.rangeLow, rangeHigh: signal.rangeHigh, accuracyPercentFs: signal.accuracyPct },
        read: (from, to) => signal.values.slice(from, to),
      })),
  };
}

/**
 * What a plant has after commissioning: half an hour of the same healthy machine, captured by the product (limits of the relative
 * indicators, and the healthy value of every indicator), and approved as proposed.
 */
export function commissioningLimits(seed: number): LimitInput[] {
  const captured = captureBaseline(recordSimulated([], seed, { durationS: 1800 }), {
    ...{ recordingId: 'simulated', scope: 'everywhere', withHealthyValues: true, reason: 'commissioning' },
  });
  if (typeof captured === 'string') throw new Error(captured);
  const none = { warningLow: null, warningHigh: null, alarmLow: null, alarmHigh: null };
  return captured.proposals.map((proposal) => ({ ...none, ...proposal }));
}

export const simulatedFaults: readonly string[] = faultKinds.map(({ id }) => id);

/** Faults in the order a reader meets them: the findings as listed, then what the first one names as alternatives. */
export function rankingOf({ findings }: DiagnosisResult): string[] {
  const alternatives = findings[0]?.alternatives.map(({ faultId }) => faultId) ?? [];
  return [...new Set([...findings.map(({ faultId }) => faultId), ...alternatives])];
}

/** All channels by which a main component is judged: without them it must not be called healthy. */
export const channelsOfComponent: Readonly<Record<string, readonly string[]>> = {
  pump: ['Q_P', 'Q_C'],
  'directional valve': ['p_A'],
  accumulator: ['p_acc', 'p_P'],
  cooler: ['T_ci', 'T_co'],
  filter: ['dp_F'],
};
