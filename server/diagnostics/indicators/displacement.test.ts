import { describe, expect, it } from 'vitest';
import { openBench } from '../bench.ts';
import { diagnose } from '../diagnose.ts';
import type { DiagnosisInput, SignalInput } from '../diagnosis-input.ts';
import { openSignals } from '../signals.ts';
import { median } from '../statistics.ts';
import { textOf } from '../wordings/phrase.science.ts';
import { isMeasured } from './definition.indicator.ts';
import { displacementIndicators } from './displacement.indicator.ts';

const [displacement, rpm, cycles, lengthS] = [28, 1500, 10, 60];
const fullFlow = (displacement * rpm) / 1000;

function channel(signal: SignalInput['signal'], unit: string, quantity: string, at: (second: number) => number): SignalInput {
  const values = Float64Array.from({ length: cycles * lengthS }, (_, index) => at(index % lengthS));
  return {
    ...{ name: `channel ${signal}`, signal, unit, quantity, intervalMs: 1000, startS: 0, count: values.length },
    ...{ rangeLow: 0, rangeHigh: 250, accuracyPercentFs: 0.1 },
    read: (from, to) => values.slice(from, to),
  };
}

/** A pump at full stroke, 100 and 150 bar, that loses `leak` l/min per bar; its displacement sensor reads `error` % too much. */
function recording(error: number, leak = 0.01): DiagnosisInput {
  const pressureAt = (second: number) => (second < 30 ? 100 : 150);
  // A little ripple, or the channel would count as stuck.
  const wave = (second: number) => 0.02 * Math.sin(second * 1.7);
  return {
    recording: {
      ...{ id: 'pump', name: 'pump', systemName: 'pump', isSimulated: true, seriesSha256: '', files: [], startedAt: null },
      ...{ durationS: cycles * lengthS, cycles: { lengthS, count: cycles } },
    },
    components: [
      { kind: 'pump', name: 'Pump', nameplate: { displacementCm3: displacement, ratedSpeedRpm: rpm, pumpType: 'axial piston' } },
    ],
    limits: [],
    signals: [
      channel('p_P', 'bar', 'pressure', (second) => pressureAt(second) + wave(second)),
      channel('Q_P', 'l/min', 'flow', (second) => 0.8 * fullFlow - leak * pressureAt(second) + wave(second)),
      channel('alpha', '%', 'ratio', (second) => 80 + error + wave(second)),
    ],
  };
}

function mismatchOf(input: DiagnosisInput): number | string {
  const result = displacementIndicators[0]?.compute(
    openBench(
      input,
      openSignals(input.signals, () => true),
    ),
  );
  if (!result || !isMeasured(result)) return textOf(result?.because ?? 'nothing');
  return result.perEpoch.some(Number.isFinite) ? median(result.perEpoch) : textOf(result.whenEmpty?.because ?? 'nothing');
}

describe('displacement against flow', () => {
  it.each([-12, 0, 12])('finds an error of %d % of the sensor, whatever the pump leaks', (error) => {
    for (const leak of [0.005, 0.03]) expect(mismatchOf(recording(error, leak))).toBeCloseTo(error, 0);
  });

  it('needs plateaus at two pressures', () => {
    const input = recording(0);
    const signals = input.signals.map((signal) =>
      signal.signal === 'p_P' ? channel('p_P', 'bar', 'pressure', (second) => 120 + 0.02 * Math.sin(second)) : signal,
    );
    expect(mismatchOf({ ...input, signals })).toContain('8 bar or more apart');
  });

  it('names the displacement feedback first when the flow is more than the displacement allows, and nothing when both agree', () => {
    expect(diagnose(recording(-15)).findings[0]).toMatchObject({ faultId: 'P13' });
    expect(diagnose(recording(0)).findings.map(({ faultId }) => faultId)).not.toContain('P13');
  });
});
