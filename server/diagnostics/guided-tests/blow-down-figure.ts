import { atmosphereBar, type Discharge, type Knee } from './blow-down-knee.ts';
import type { TestFigure } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import type { TestBench } from './test-bench.ts';

const mostPoints = 300;

/** The discharge as it was measured, and the knee where the gas ends. Time from its beginning. */
export function blowDownFigure(
  bench: TestBench,
  { stepS, pressure, discharge, knee }: { stepS: number; pressure: Float64Array; discharge: Discharge; knee: Knee },
): TestFigure {
  const { from, to } = discharge;
  const end = Math.min(pressure.length, to + Math.round(2 / stepS));
  const stride = Math.max(1, Math.ceil((end - from) / mostPoints));
  // Around the knee every sample is drawn: thinning must not round the corner.
  const slots = Array.from({ length: end - from }, (_, index) => from + index).filter(
    (slot) => Number.isFinite(pressure[slot]) && ((slot - from) % stride === 0 || Math.abs(slot - knee.at) < 20),
  );
  const nominal = bench.plateNumber('accumulator', 'prechargeBar');
  const atKnee = knee.at * stepS;
  return {
    title: say('Pressure during the discharge', 'Druck während der Entladung'),
    xLabel: say('Time in s', 'Zeit in s'),
    yLabel: say('Accumulator pressure in bar', 'Speicherdruck in bar'),
    points: Number.isFinite(knee.pressureAbs)
      ? [
          {
            x: (knee.at - from) * stepS,
            y: knee.pressureAbs - atmosphereBar,
            yUncertainty: knee.spread,
            isUsed: true,
            evidence: bench.evidence(['p_acc'], Math.max(0, atKnee - 5), atKnee + 5)[0] ?? null,
          },
        ]
      : [],
    lines: [
      {
        name: say('measured', 'gemessen'),
        kind: 'measured',
        x: slots.map((slot) => (slot - from) * stepS),
        y: slots.map((slot) => pressure[slot] as number),
      },
      {
        name: say('set precharge at 20 °C', 'Soll-Vorspannung bei 20 °C'),
        kind: 'catalogue',
        x: [0, (end - from) * stepS],
        y: [nominal, nominal],
      },
    ],
  };
}
