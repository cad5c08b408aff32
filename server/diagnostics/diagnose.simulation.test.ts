import { describe, expect, it } from 'vitest';
import { demoCircuit } from '../simulation/circuit.ts';
import { demoCycle } from '../simulation/cycle.ts';
import { componentsOf } from '../simulation/nameplate.ts';
import { simulate } from '../simulation/simulate.ts';
import { diagnose } from './diagnose.ts';
import type { DiagnosisInput } from './diagnosis-input.ts';
import { POSSIBLE } from './findings.ts';

/** The product's simulator shares no constant with these rules: a second, independent machine. It is seen through its public API only. */
const quantities: Record<string, string> = {
  bar: 'pressure',
  'l/min': 'flow',
  '°C': 'temperature',
  kW: 'power',
  rpm: 'speed',
  mm: 'length',
  '%': 'ratio',
  'mm/s': 'vibration',
};

function record(faults: { id: string; severity: number }[], seed: number): DiagnosisInput {
  const recording = simulate({ circuit: demoCircuit, cycle: demoCycle, durationS: 360, faults, seed });
  return {
    recording: {
      ...{
        id: 'simulated',
        name: 'simulated',
        systemName: 'demo',
        isSimulated: true,
        seriesSha256: '0'.repeat(64),
        files: [],
        startedAt: null,
      },
      durationS: recording.durationS,
      cycles: null,
    },
    components: componentsOf(demoCircuit),
    limits: [],
    signals: recording.signals.map((signal) => ({
      ...{ name: signal.label, signal: signal.role as DiagnosisInput['signals'][number]['signal'], unit: signal.unit },
      quantity: signal.role === 'dp_F' ? 'pressure-difference' : (quantities[signal.unit] ?? 'other'),
      ...{ intervalMs: 1000 / signal.rateHz, startS: 0, count: signal.values.length },
      ...{ rangeLow: signal.rangeLow, rangeHigh: signal.rangeHigh, accuracyPercentFs: signal.accuracyPct },
      read: (from, to) => signal.values.slice(from, to),
    })),
  };
}

const healthy = diagnose(record([], 21));
const baselineValues = {
  values: Object.fromEntries(
    healthy.indicators.flatMap((indicator) => (indicator.value === null ? [] : [[indicator.id, indicator.value]])),
  ),
  reference: 'commissioning recording',
};
const found = (input: DiagnosisInput) => diagnose(input).findings.filter((finding) => finding.confidence >= POSSIBLE);

describe('the simulated machine', () => {
  it('finds the work cycle by itself', () => {
    expect(healthy.segments.find((segment) => segment.kind === 'cycle')?.toS).toBe(60);
  });

  it('is not called normal without a baseline, because the cooler has nothing to compare with', () => {
    expect(healthy.findings.filter((finding) => finding.confidence >= POSSIBLE)).toEqual([]);
    expect(healthy.verdict.state).toBe('unknown');
    expect(healthy.verdict.sentence).toContain('cooler');
  });

  it('is normal with a baseline from an earlier recording', () => {
    const result = diagnose({ ...record([], 22), baselineValues });
    expect(result.findings.filter((finding) => finding.confidence >= POSSIBLE)).toEqual([]);
    expect(result.verdict.state).toBe('normal');
  });

  it.each(['P01', 'P06', 'P10', 'V01', 'V02', 'V08', 'V09', 'A01', 'O05', 'I01', 'I02', 'I03', 'I04'])(
    '%s comes first without any baseline',
    (id) => {
      expect(found(record([{ id, severity: 0.7 }], 5))[0]?.faultId).toBe(id);
    },
  );

  it.each(['K01', 'K02', 'F02'])('%s comes first with a baseline', (id) => {
    expect(found({ ...record([{ id, severity: 0.7 }], 6), baselineValues })[0]?.faultId).toBe(id);
  });
});
