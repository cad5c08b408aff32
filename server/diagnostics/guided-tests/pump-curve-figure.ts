import type { LimitUsed } from '../diagnosis.schema.ts';
import { extremes } from '../statistics.ts';
import type { TestFigure } from './guided-test.schema.ts';
import type { CurveFit, CurvePoint } from './pump-curve-points.ts';
import { say } from './sentence.ts';
import type { TestBench } from './test-bench.ts';

/** The held steps over pressure, the line through them, and what the limits of the efficiency mean in l/min. */
export function pumpCurveFigure(
  bench: TestBench,
  { points, fit, theory, limit }: { points: readonly CurvePoint[]; fit: CurveFit; theory: number; limit: LimitUsed | null },
): TestFigure {
  const end = extremes(points.map(({ pressure }) => pressure.value)).max;
  const level = (flow: number) => ({ x: [0, end], y: [flow, flow] });
  const bound = (kind: 'warning' | 'alarm', share: number | null, name: ReturnType<typeof say>) =>
    share === null ? [] : [{ name, kind, ...level(share * theory) }];
  return {
    title: say('Delivery over pressure', 'Förderstrom über dem Druck'),
    xLabel: say('Pump pressure in bar', 'Pumpendruck in bar'),
    yLabel: say('Pump delivery in l/min', 'Förderstrom in l/min'),
    points: points
      .filter(({ left }) => left !== 'pump-off')
      .map(({ step, pressure, flow, left }) => ({
        x: pressure.value,
        y: flow.value,
        yUncertainty: flow.uncertainty,
        isUsed: left === 'used',
        evidence: bench.evidence(['Q_P'], step.fromS, step.toS)[0] ?? null,
      })),
    lines: [
      { name: say('theoretical flow V_g·n', 'theoretischer Förderstrom V_g·n'), kind: 'catalogue', ...level(theory) },
      ...bound('warning', limit?.warningLow ?? null, say('warning limit', 'Warngrenze')),
      ...bound('alarm', limit?.alarmLow ?? null, say('alarm limit', 'Alarmgrenze')),
      {
        name: say('line through the steps', 'Gerade durch die Stufen'),
        kind: 'fit',
        x: [0, end],
        y: [fit.atZero.value, fit.atZero.value - fit.slope.value * end],
      },
    ],
  };
}
