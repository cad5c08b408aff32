import { extremes } from '../statistics.ts';
import { combine, ofProduct } from '../uncertainty.ts';
import { type Evaluation, nothingFound, type RawValue } from './definition.ts';
import type { Refusal, Sentence, TestPhase } from './guided-test.schema.ts';
import { pumpCurveFigure } from './pump-curve-figure.ts';
import { type CurveFit, type CurvePoint, curvePoints, fitLine, type Left, leastHoldS } from './pump-curve-points.ts';
import { fullStroke, nearWorking, workingPressure } from './pump-plate.ts';
import { say } from './sentence.ts';
import { tooCold, viscosityOf } from './steps.ts';
import type { TestBench } from './test-bench.ts';
import { limitOf } from './test-limits.ts';

/** bar between the lowest and the highest step: a slope over less drowns in the meter's accuracy. */
const leastSpanBar = 8;
/** C1.10: "T stable +-3 K". */
const steadyK = 6;
/** C6: 0 <= eta <= 1.05, more is a wrong nameplate or meter. */
const mostEta = 1.05;
/** C2 row 9: viscosity of the axial piston practice. */
const thin = 16;

const efficiencyWords = {
  id: 'pump-volumetric-efficiency',
  name: say('Volumetric efficiency at the highest step', 'Volumetrischer Wirkungsgrad bei der höchsten Stufe'),
  unit: '1',
  isJudged: true,
  formula: 'eta_v = Q_P/(V_g·n/1000)',
  reference: 'C1.1, C2 rows 1–3 [HYD-TS, HYD-PUMP]',
};

/** Steps of held pressure -> points, line, efficiency, and what the line says (C1.1, C5). */
export function evaluatePumpCurve(bench: TestBench): Evaluation {
  const points = curvePoints(bench);
  const used = points.filter(({ left }) => left === 'used');
  const phases = points.map(phaseOf);
  const refusal = refusalOf(bench, points, used);
  if (refusal) return nothingFound(refusal, phases);
  const top = used.reduce((best, point) => (point.pressure.value > best.pressure.value ? point : best));
  const fit = fitLine(used);
  const efficiency = efficiencyOf(bench, top);
  const limit = limitOf(bench, efficiency);
  return {
    values: [efficiency, slopeOf(bench, used, fit), fillingOf(bench, used, fit), viscosityValue(bench, top)],
    phases,
    figure: pumpCurveFigure(bench, { points, fit, theory: top.theory.value, limit }),
    notes: [
      ...readings({ points, fit, top, isLow: limit?.warningLow != null && efficiency.value < limit.warningLow }),
      ...oilNotes(bench, top),
    ],
    refusals: [],
  };
}

function phaseOf({ step, pressure, flow, left }: CurvePoint): TestPhase {
  const words: Record<Left, Sentence> = {
    used: say('', ''),
    'pump-off': say(' (pump off)', ' (Pumpe aus)'),
    compensator: say(' (left out: compensator cuts in)', ' (nicht verwendet: Druckregler schwenkt zurück)'),
    relief: say(' (left out: relief valve may crack)', ' (nicht verwendet: Druckbegrenzungsventil kann öffnen)'),
    lost: say(' (left out: flow goes elsewhere)', ' (nicht verwendet: Öl fließt woanders hin)'),
  };
  const label = say(
    (n) => `${n(pressure.value)} bar, ${n(flow.value, 1)} l/min${words[left].en}`,
    (n) => `${n(pressure.value)} bar, ${n(flow.value, 1)} l/min${words[left].de}`,
  );
  return { label, fromS: step.fromS, toS: step.toS, isUsed: left === 'used' };
}

function refusalOf(bench: TestBench, points: readonly CurvePoint[], used: readonly CurvePoint[]): Refusal | null {
  const pressures = extremes(used.map(({ pressure }) => pressure.value));
  if (used.length < 2 || pressures.max - pressures.min < leastSpanBar)
    return {
      because: say(
        `${points.length === 0 ? 'no' : used.length} usable pressure steps of ${leastHoldS} s or more were found; two that are ${leastSpanBar} bar apart are the least`,
        `es wurden ${points.length === 0 ? 'keine' : used.length} brauchbare Druckstufen von mindestens ${leastHoldS} s gefunden; nötig sind zwei mit ${leastSpanBar} bar Abstand`,
      ),
      wouldNeed: say(
        'the load valve held at five pressures for 15 s each, below compensator and relief valve; or choose the range of the test',
        'das Lastventil bei fünf Drücken je 15 s gehalten, unter Druckregler und Druckbegrenzungsventil; oder den Zeitbereich des Tests wählen',
      ),
    };
  const heat = extremes(used.map(({ temperature }) => temperature.value));
  if (!(heat.max - heat.min <= steadyK))
    return {
      because: say(
        (n) => `the oil temperature changed by ${n(heat.max - heat.min, 1)} K between the steps: leakage goes with viscosity (C1.10: ±3 K)`,
        (n) =>
          `die Öltemperatur änderte sich zwischen den Stufen um ${n(heat.max - heat.min, 1)} K: Leckage hängt von der Viskosität ab (C1.10: ±3 K)`,
      ),
      wouldNeed: say('all steps soon after each other with warm oil', 'alle Stufen rasch nacheinander mit warmem Öl'),
    };
  return tooLow(bench, pressures.max) ?? tooCold(bench, heat.max);
}

function tooLow(bench: TestBench, highest: number): Refusal | null {
  const wanted = Math.min(workingPressure(bench), fullStroke(bench).bar);
  if (highest >= nearWorking * wanted) return null;
  return {
    because: say(
      (n) => `the highest usable step was held at ${n(highest)} bar; the machine works at ${n(wanted)} bar`,
      (n) => `die höchste brauchbare Stufe wurde bei ${n(highest)} bar gehalten; die Maschine arbeitet bei ${n(wanted)} bar`,
    ),
    wouldNeed: say(
      (n) => `a step of at least ${n(nearWorking * wanted)} bar`,
      (n) => `eine Stufe von mindestens ${n(nearWorking * wanted)} bar`,
    ),
  };
}

function efficiencyOf(bench: TestBench, top: CurvePoint): RawValue {
  const value = top.flow.value / top.theory.value;
  const uncertainty = ofProduct(value, top.flow, { value: 1, uncertainty: top.theory.relative });
  const evidence = bench.evidence(['p_P', 'Q_P', 'n'], top.step.fromS, top.step.toS);
  if (value <= mostEta) return { ...efficiencyWords, value, uncertainty, evidence };
  const missing = {
    because: say(
      (n) => `it would be ${n(value, 2)}, more than 1: displacement, speed or flow unit is wrong`,
      (n) => `er wäre ${n(value, 2)}, also mehr als 1: Verdrängungsvolumen, Drehzahl oder Einheit des Förderstroms sind falsch`,
    ),
    wouldNeed: say('a checked nameplate and flow scaling', 'ein geprüftes Typenschild und eine geprüfte Skalierung des Förderstroms'),
  };
  return { ...efficiencyWords, value: Number.NaN, uncertainty: Number.NaN, evidence, missing };
}

function slopeOf(bench: TestBench, used: readonly CurvePoint[], { slope }: CurveFit): RawValue {
  const evidence = used.flatMap(({ step }) => bench.evidence(['p_P', 'Q_P'], step.fromS, step.toS));
  const subject = { id: 'pump-leakage-slope', unit: 'l/min/bar', evidence };
  return {
    ...subject,
    name: say('Flow lost per bar', 'Förderstromverlust je bar'),
    value: slope.value,
    uncertainty: slope.uncertainty,
    // Without a healthy slope to compare with it explains the efficiency and judges nothing.
    isJudged: limitOf(bench, subject) !== null,
    formula: 's = -dQ/dp, least squares over the held steps',
    reference: 'C1.1: wear shows as slope; C2 row 4 against a healthy run',
  };
}

function fillingOf(bench: TestBench, used: readonly CurvePoint[], { atZero }: CurveFit): RawValue {
  const { theory } = used[0] as CurvePoint;
  const value = (100 * atZero.value) / theory.value;
  return {
    id: 'pump-filling',
    name: say('Flow at no pressure / theoretical flow', 'Förderstrom ohne Druck / theoretischer Förderstrom'),
    unit: '%',
    value,
    uncertainty: Math.abs(value) * combine(atZero.uncertainty / atZero.value, theory.relative),
    isJudged: false,
    formula: '100·Q_0/Q_th, Q_0 where the line meets p = 0',
    reference: 'C1.1: suction or speed trouble shows as low flow already at p ~ 0',
    evidence: used.flatMap(({ step }) => bench.evidence(['p_P', 'Q_P'], step.fromS, step.toS)),
  };
}

function viscosityValue(bench: TestBench, { step, temperature }: CurvePoint): RawValue {
  const value = viscosityOf(bench, temperature.value);
  const missing = {
    because: say('the oil is not on the fluid’s nameplate', 'das Öl steht nicht auf dem Typenschild des Fluids'),
    wouldNeed: say(
      'grade, or viscosities at 40 and 100 °C, on the fluid’s nameplate',
      'Sorte oder Viskositäten bei 40 und 100 °C auf dem Typenschild des Fluids',
    ),
  };
  return {
    id: 'oil-viscosity',
    name: say('Viscosity at the highest step', 'Viskosität bei der höchsten Stufe'),
    unit: 'mm²/s',
    value,
    uncertainty: Math.abs(value - viscosityOf(bench, temperature.value + temperature.uncertainty)),
    isJudged: false,
    ...(Number.isFinite(value) ? {} : { missing }),
    formula: 'ASTM D341 from the nameplate at the oil temperature',
    reference: 'B3, C2 row 9',
    evidence: bench.evidence(['T_P', 'T_T'], step.fromS, step.toS),
  };
}

/** C5, first row: what the form of the line means. */
function readings({
  points,
  fit,
  top,
  isLow,
}: {
  points: readonly CurvePoint[];
  fit: CurveFit;
  top: CurvePoint;
  isLow: boolean;
}): Sentence[] {
  const notes: Sentence[] = [];
  const lost = points.filter(({ left }) => left === 'lost');
  if (lost.length > 0) {
    const from = extremes(lost.map(({ pressure }) => pressure.value)).min;
    notes.push(
      say(
        (n) =>
          `From ${n(from)} bar on flow goes elsewhere although the line goes on: relief valve leaking or set low, or a compensator that cuts in early (C5).`,
        (n) =>
          `Ab ${n(from)} bar fließt Öl woanders hin, obwohl die Kennlinie weitergeht: Druckbegrenzungsventil undicht oder zu niedrig eingestellt, oder der Druckregler schwenkt früh zurück (C5).`,
      ),
    );
  }
  if (!isLow) {
    if (lost.length === 0)
      notes.push(
        say(
          'The pump delivers. If the machine is slow all the same, the cause lies downstream (C5).',
          'Die Pumpe fördert. Ist die Maschine trotzdem langsam, liegt die Ursache dahinter (C5).',
        ),
      );
    return notes;
  }
  const leaking = fit.slope.value * top.pressure.value;
  const unfilled = top.theory.value - fit.atZero.value;
  const isUnfilled = unfilled > combine(fit.atZero.uncertainty, top.theory.relative * top.theory.value);
  if (isUnfilled)
    notes.push(
      say(
        (n) => `Flow is missing already without pressure (${n(unfilled, 1)} l/min): suction, filling or speed, faults P06 and P17 (C1.1).`,
        (n) => `Förderstrom fehlt schon ohne Druck (${n(unfilled, 1)} l/min): Saugseite, Füllung oder Drehzahl, Fehler P06 und P17 (C1.1).`,
      ),
    );
  if (!isUnfilled || leaking >= unfilled)
    notes.push(
      say(
        (n) =>
          `The loss grows with pressure (${n(leaking, 1)} l/min at ${n(top.pressure.value)} bar): internal leakage of the pump, fault P01 (C5).`,
        (n) =>
          `Der Verlust wächst mit dem Druck (${n(leaking, 1)} l/min bei ${n(top.pressure.value)} bar): innere Leckage der Pumpe, Fehler P01 (C5).`,
      ),
    );
  return notes;
}

function oilNotes(bench: TestBench, { temperature }: CurvePoint): Sentence[] {
  const viscosity = viscosityOf(bench, temperature.value);
  if (!(viscosity < thin)) return [];
  return [
    say(
      (n) =>
        `The oil is thin (${n(viscosity, 1)} mm²/s, below ${thin}): repeat at the right viscosity before blaming the pump (C5, P01 or O04).`,
      (n) =>
        `Das Öl ist dünn (${n(viscosity, 1)} mm²/s, unter ${thin}): vor einem Urteil über die Pumpe bei richtiger Viskosität wiederholen (C5, P01 oder O04).`,
    ),
  ];
}
