import type { SignalId } from '../../systems/signal.schema.ts';
import type { LimitUsed } from '../diagnosis.schema.ts';
import { combine, ofProduct } from '../uncertainty.ts';
import { type Evaluation, nothingFound, type RawValue } from './definition.ts';
import { say } from './sentence.ts';
import { steadyHeat } from './steady-heat.ts';
import { firstOf, type HeldStep, type Reading, readStep } from './steps.ts';
import type { TestBench } from './test-bench.ts';
import { defaultRule, limitOf } from './test-limits.ts';

/** s of a slot: C1.10 asks for 0.1 Hz. */
const slotS = 10;
/** rho·cp of mineral oil in kJ/(l K) (C1). */
const mineralOil = 0.86 * 1.9;
/** K; where oil and coolant differ by less the quotient says nothing. */
const leastDriveK = 3;
/** C2 row 11: "at the same Q"; more than this and the healthy run was another operating point. */
const sameFlow = 0.1;

interface Point {
  readonly span: HeldStep;
  readonly coolant: SignalId;
  readonly hot: Reading;
  readonly cold: Reading;
  readonly outside: Reading;
  readonly flow: Reading;
}

/** The longest steady stretch -> effectiveness, power, specific capacity, UA (C1.8). */
export function evaluateCooler(bench: TestBench): Evaluation {
  const grid = bench.grid(slotS);
  const columns = (['T_ci', 'T_co'] as const).flatMap((id) => grid.column(id) ?? []);
  const span = grid.stepS > slotS ? null : steadyHeat(columns, grid.stepS);
  if (!span) return nothingFound(notSteady);
  const coolant = firstOf(bench, ['T_wi', 'T_amb']) ?? 'T_amb';
  const read = (id: SignalId) => readStep(bench, id, span);
  const point: Point = { span, coolant, hot: read('T_ci'), cold: read('T_co'), outside: read(coolant), flow: read('Q_cool') };
  const phases = [{ label: say('steady temperatures', 'ruhige Temperaturen'), ...span, isUsed: true }];
  if (!(point.hot.value - point.outside.value > leastDriveK)) return nothingFound(noDrive(point), phases);
  const isOther = isOtherFlow(bench, point.flow.value);
  const notes = isOther ? [otherFlow] : [];
  return { values: valuesOf(bench, point, isOther), phases, figure: null, notes, refusals: [] };
}

const notSteady = {
  because: say(
    'the oil temperatures stood nowhere still for ten minutes (less than 0.1 K a minute)',
    'die Öltemperaturen standen nirgends zehn Minuten lang still (weniger als 0,1 K je Minute)',
  ),
  wouldNeed: say(
    'the usual cycle until the temperatures have settled, then ten minutes more; or choose the range',
    'der übliche Zyklus, bis die Temperaturen stehen, und dann noch zehn Minuten; oder den Zeitbereich wählen',
  ),
};

const otherFlow = say(
  'The healthy run had another oil flow through the cooler (more than 10 % apart): it is no comparison (C2 row 11).',
  'Der gesunde Lauf hatte einen anderen Ölstrom durch den Kühler (mehr als 10 % Abstand): er taugt nicht zum Vergleich (C2 Zeile 11).',
);

function noDrive({ hot, outside }: Point) {
  return {
    because: say(
      (n) => `the oil is only ${n(hot.value - outside.value, 1)} K warmer than the coolant: the quotient says nothing`,
      (n) => `das Öl ist nur ${n(hot.value - outside.value, 1)} K wärmer als das Kühlmittel: der Quotient sagt nichts`,
    ),
    wouldNeed: say('a machine at working temperature', 'eine Maschine auf Betriebstemperatur'),
  };
}

function isOtherFlow({ baseline }: TestBench, flow: number): boolean {
  const healthy = baseline?.values['cooler-oil-flow'];
  return healthy !== undefined && Math.abs(flow / healthy - 1) > sameFlow;
}

/** kJ/(l K): the fluid's nameplate, else mineral oil (C1). */
function heatCapacity(bench: TestBench): number {
  const stated = bench.plateNumber('fluid', 'heatCapacityKjLK');
  if (stated > 0) return stated;
  const product = (bench.plateNumber('fluid', 'densityKgM3') / 1000) * bench.plateNumber('fluid', 'specificHeatKjKgK');
  return product > 0 ? product : mineralOil;
}

/** A limit from the catalogue value on the cooler's plate: C2 rows 10 and 11 as shares of it. */
function catalogueLimit(bench: TestBench, key: string, shares: { warning: number; alarm: number; row: number }): LimitUsed | null {
  const value = bench.plateNumber('cooler', key);
  if (!(value > 0)) return null;
  const reference = `C2 row ${shares.row}: ${shares.warning} and ${shares.alarm} of the catalogue value ${value} (cooler nameplate: ${key})`;
  const none = { warningHigh: null, alarmHigh: null };
  return { ...none, warningLow: shares.warning * value, alarmLow: shares.alarm * value, source: { type: 'manual', reference } };
}

function valuesOf(bench: TestBench, point: Point, isOther: boolean): RawValue[] {
  const { hot, cold, outside, flow, span, coolant } = point;
  const drop = { value: hot.value - cold.value, uncertainty: combine(hot.uncertainty, cold.uncertainty) };
  const drive = { value: hot.value - outside.value, uncertainty: combine(hot.uncertainty, outside.uncertainty) };
  const capacity = heatCapacity(bench) / 60;
  const power = capacity * flow.value * drop.value;
  const effectiveness = (100 * drop.value) / drive.value;
  const evidence = (ids: readonly SignalId[]) => bench.evidence(ids, span.fromS, span.toS);
  const judgedBy = isOther ? { ...bench, baseline: null } : bench;
  const effectivenessRule =
    defaultRule(judgedBy, 'cooling-effectiveness') ?? catalogueLimit(bench, 'effectivenessPercent', { warning: 0.9, alarm: 0.7, row: 11 });
  const specificRule =
    defaultRule(judgedBy, 'cooler-specific-capacity') ??
    catalogueLimit(bench, 'specificCapacityKwPerK', { warning: 0.8, alarm: 0.6, row: 10 });
  const at = { unit: 'kW/K', evidence: evidence(['Q_cool', 'T_ci', 'T_co', coolant]) };
  const hasSpecific = limitOf(bench, { id: 'cooler-specific-capacity', ...at, rule: specificRule }) !== null;
  const seen = { id: 'cooling-effectiveness', unit: '%', evidence: evidence(['T_ci', 'T_co', coolant]) };
  const hasEffectiveness = limitOf(bench, { ...seen, rule: effectivenessRule }) !== null;
  return [
    {
      ...seen,
      name: say('Cooling effectiveness', 'Kühlwirkungsgrad'),
      value: effectiveness,
      uncertainty: ofProduct(effectiveness, drop, drive),
      isJudged: hasEffectiveness || !hasSpecific,
      rule: effectivenessRule,
      formula: `CE = 100·(T_ci - T_co)/(T_ci - ${coolant})`,
      reference: 'C1.8, C2 row 11',
    },
    {
      ...at,
      id: 'cooler-specific-capacity',
      name: say('Cooling power per kelvin (P01)', 'Kühlleistung je Kelvin (P01)'),
      value: power / drive.value,
      uncertainty: ofProduct(power / drive.value, flow, drop, drive),
      isJudged: hasSpecific,
      rule: specificRule,
      formula: `P01 = rho·cp/60·Q_cool·(T_ci - T_co)/(T_ci - ${coolant})`,
      reference: 'C1.8: compare with the data sheet at the same oil flow; C2 row 10',
    },
    {
      id: 'cooling-power',
      name: say('Cooling power', 'Kühlleistung'),
      unit: 'kW',
      value: power,
      uncertainty: ofProduct(power, flow, drop),
      isJudged: false,
      formula: 'P_c = rho·cp/60·Q_cool·(T_ci - T_co)',
      reference: 'C1.8',
      evidence: evidence(['Q_cool', 'T_ci', 'T_co']),
    },
    {
      id: 'cooler-temperature-drop',
      name: say('Temperature drop of the oil', 'Temperaturabfall des Öls'),
      unit: 'K',
      ...drop,
      // Depends on load and air as well: it explains, it does not judge.
      isJudged: false,
      formula: 'T_ci - T_co',
      reference: 'C2 row 10 [HYD-TS]',
      evidence: evidence(['T_ci', 'T_co']),
    },
    {
      id: 'cooler-oil-flow',
      name: say('Oil flow through the cooler', 'Ölstrom durch den Kühler'),
      unit: 'l/min',
      ...flow,
      isJudged: false,
      rule: null,
      formula: 'median of Q_cool',
      reference: 'C1.8, C4 row K02',
      evidence: evidence(['Q_cool']),
    },
    heatTransfer(bench, point, power),
  ];
}

/** UA by the logarithmic mean temperature difference, counter-flow; it needs the coolant behind the cooler too. */
function heatTransfer(bench: TestBench, { span, hot, cold, outside, coolant }: Point, power: number): RawValue {
  const leaving = readStep(bench, 'T_wo', span);
  const [a, b] = [hot.value - leaving.value, cold.value - outside.value];
  const mean = Math.abs(a - b) < 1e-6 ? a : (a - b) / Math.log(a / b);
  const spread = combine(hot.uncertainty, cold.uncertainty, outside.uncertainty, leaving.uncertainty);
  return {
    id: 'cooler-ua',
    name: say('Heat transfer UA', 'Wärmeübertragung UA'),
    unit: 'kW/K',
    value: power / mean,
    uncertainty: ofProduct(
      power / mean,
      { value: mean, uncertainty: spread },
      { value: hot.value - cold.value, uncertainty: combine(hot.uncertainty, cold.uncertainty) },
    ),
    isJudged: false,
    missing: {
      because: say(
        'the coolant behind the cooler (T_wo) is not measured; P01 stands for UA (C1.8)',
        'das Kühlmittel nach dem Kühler (T_wo) ist nicht gemessen; P01 steht für UA (C1.8)',
      ),
      wouldNeed: say('signal T_wo', 'Signal T_wo'),
    },
    formula: 'UA = P_c/LMTD',
    reference: 'C1.8',
    evidence: bench.evidence(['T_ci', 'T_co', coolant, 'T_wo'], span.fromS, span.toS),
  };
}
