import { combine, ofProduct } from '../uncertainty.ts';
import { type Evaluation, nothingFound, type RawValue } from './definition.ts';
import type { Refusal, Sentence, TestPhase } from './guided-test.schema.ts';
import { nearWorking, theoreticalFlow, workingPressure } from './pump-plate.ts';
import { say } from './sentence.ts';
import { firstOf, type HeldStep, heldSteps, isStanding, type Reading, readStep, tooCold, viscosityOf } from './steps.ts';
import type { TestBench } from './test-bench.ts';

/** C1.10: working pressure, warm, 30–60 s. */
const leastHoldS = 30;
/** bar to which the leakage is normalised for its trend: a round number, it judges nothing. */
const referenceBar = 100;

/** The longest step at working pressure -> leakage as share of the theoretical flow, case temperature and pressure (C1.2). */
export function evaluateCaseDrain(bench: TestBench): Evaluation {
  const wanted = nearWorking * workingPressure(bench);
  const steps = heldSteps(bench, 'p_P', leastHoldS).map((step) => ({ step, pressure: readStep(bench, 'p_P', step) }));
  const fit = steps.filter(({ step, pressure }) => pressure.value >= wanted && !isStanding(bench, step));
  const phases = steps.map((one) => phaseOf(one, fit.includes(one)));
  const longest = fit.toSorted((a, b) => b.step.toS - b.step.fromS - (a.step.toS - a.step.fromS))[0];
  if (!longest) return nothingFound(noStep(wanted), phases);
  const { step, pressure } = longest;
  const heat = readStep(bench, firstOf(bench, ['T_T', 'T_P', 'T_C']) ?? 'T_T', step);
  const cold = tooCold(bench, heat.value);
  if (cold) return nothingFound(cold, phases);
  const point = { step, pressure, drain: readStep(bench, 'Q_C', step), heat };
  return {
    values: [...leakage(bench, point), ...caseTemperature(bench, step), ...casePressure(bench, step)],
    phases,
    figure: null,
    notes: [],
    refusals: [],
  };
}

interface Point {
  readonly step: HeldStep;
  readonly pressure: Reading;
  readonly drain: Reading;
  readonly heat: Reading;
}

function phaseOf({ step, pressure }: { step: HeldStep; pressure: Reading }, isUsed: boolean): TestPhase {
  const label: Sentence = say(
    (n) => `${n(pressure.value)} bar held`,
    (n) => `${n(pressure.value)} bar gehalten`,
  );
  return { label, fromS: step.fromS, toS: step.toS, isUsed };
}

function noStep(wanted: number): Refusal {
  return {
    because: say(
      (n) => `the pressure was nowhere held at ${n(wanted)} bar or more for ${leastHoldS} s with the pump turning`,
      (n) => `der Druck wurde nirgends ${leastHoldS} s lang bei mindestens ${n(wanted)} bar und laufender Pumpe gehalten`,
    ),
    wouldNeed: say('working pressure held for 30–60 s', 'Arbeitsdruck 30–60 s lang gehalten'),
  };
}

function leakage(bench: TestBench, { step, pressure, drain, heat }: Point): RawValue[] {
  const theory = theoreticalFlow(bench, step);
  const most = bench.plateNumber('pump', 'caseDrainMaxLMin');
  const evidence = bench.evidence(['Q_C', 'p_P', 'n'], step.fromS, step.toS);
  const ratio = (100 * drain.value) / theory.value;
  const viscosity = viscosityOf(bench, heat.value);
  const scale = (viscosity / viscosityOf(bench, 40)) * (referenceBar / pressure.value);
  // ± 1 K in the oil is about ± 4 % in its viscosity (ASTM D341 near 45 °C).
  const thickness = Math.abs(1 - viscosityOf(bench, heat.value + heat.uncertainty) / viscosity);
  const pressureShare = { value: 1, uncertainty: combine(pressure.uncertainty / pressure.value, thickness) };
  return [
    {
      id: 'case-drain-ratio',
      name: say('Case drain flow / theoretical flow', 'Leckölstrom / theoretischer Förderstrom'),
      unit: '%',
      value: ratio,
      uncertainty: ofProduct(ratio, drain, { value: 1, uncertainty: theory.relative }),
      // The maker's number governs (C2 row 4).
      isJudged: !(most > 0),
      formula: 'r_C = 100·Q_C/(V_g·n/1000)',
      reference: 'C1.2, C2 row 4 [HYD-PUMP, HYD-TS]',
      evidence,
    },
    {
      id: 'case-drain-flow',
      name: say('Case drain flow', 'Leckölstrom'),
      unit: 'l/min',
      value: drain.value,
      uncertainty: drain.uncertainty,
      isJudged: most > 0,
      rule:
        most > 0
          ? { ...noBounds, alarmHigh: most, source: { type: 'manual', reference: 'Nameplate of the pump: caseDrainMaxLMin' } }
          : null,
      formula: 'median of Q_C while the pressure is held',
      reference: 'C2 row 4: the maker’s number governs',
      evidence,
    },
    {
      id: 'case-drain-normalised',
      name: say(`Case drain flow at ${referenceBar} bar and 40 °C oil`, `Leckölstrom bei ${referenceBar} bar und Öl von 40 °C`),
      unit: 'l/min',
      value: drain.value * scale,
      uncertainty: ofProduct(drain.value * scale, drain, pressureShare),
      isJudged: false,
      missing: {
        because: say('the oil is not on the fluid’s nameplate', 'das Öl steht nicht auf dem Typenschild des Fluids'),
        wouldNeed: say(
          'grade, or viscosities at 40 and 100 °C, on the fluid’s nameplate',
          'Sorte oder Viskositäten bei 40 und 100 °C auf dem Typenschild des Fluids',
        ),
      },
      formula: 'Q_C,n = Q_C·(nu/nu_40)·(100 bar/p)',
      reference: 'C1.2: trend this one, not the ratio',
      evidence,
    },
  ];
}

const noBounds = { warningLow: null, warningHigh: null, alarmLow: null, alarmHigh: null };

function caseTemperature(bench: TestBench, step: HeldStep): RawValue[] {
  const other = firstOf(bench, ['T_P', 'T_T']);
  if (!bench.signals.find('T_C') || !other) return [];
  const [warm, cool] = [readStep(bench, 'T_C', step), readStep(bench, other, step)];
  return [
    {
      id: 'case-drain-temperature-rise',
      name:
        other === 'T_P'
          ? say('Case drain temperature above the pump outlet', 'Lecköltemperatur über dem Pumpenausgang')
          : say('Case drain temperature above the tank', 'Lecköltemperatur über dem Tank'),
      unit: 'K',
      value: warm.value - cool.value,
      uncertainty: combine(warm.uncertainty, cool.uncertainty),
      // The 10 K are meant against the pump outlet; the tank is cooler by the throttling and says less.
      isJudged: other === 'T_P',
      formula: `T_C - ${other}`,
      reference: 'C1.2, C2 row 6 [HYD-PUMP]',
      evidence: bench.evidence(['T_C', other], step.fromS, step.toS),
    },
  ];
}

function casePressure(bench: TestBench, step: HeldStep): RawValue[] {
  if (!bench.signals.find('p_C')) return [];
  const { value, uncertainty } = readStep(bench, 'p_C', step);
  return [
    {
      id: 'case-pressure',
      name: say('Case pressure', 'Gehäusedruck'),
      unit: 'bar',
      value,
      uncertainty,
      isJudged: true,
      formula: 'median of p_C while the pressure is held',
      reference: 'C1.2, C2 row 5 [HYD-PUMP]',
      evidence: bench.evidence(['p_C'], step.fromS, step.toS),
    },
  ];
}
