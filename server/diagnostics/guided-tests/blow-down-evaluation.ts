import { extremes, finite, median } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import { blowDownFigure } from './blow-down-figure.ts';
import { atmosphereBar, type Discharge, findDischarge, findKnee, type Knee } from './blow-down-knee.ts';
import { type Evaluation, nothingFound, type RawValue } from './definition.ts';
import { gasTemperature, restPrecharge } from './gas.ts';
import type { Refusal, Sentence, TestPhase } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import { accuracyAt, type TestBench } from './test-bench.ts';

/** s of a slot at the finest; C1.10 needs 10 Hz, so a slot may not be longer than that. */
const finestS = 0.02;
const coarsestS = 0.11;
/** C1.7: "need fs >= 10 Hz and discharge >= 5 s". */
const leastS = 5;
/** With less than this share of its highest reading a pump signal says that the pump is off. */
const offShare = 0.1;

interface Found {
  readonly stepS: number;
  readonly pressure: Float64Array;
  readonly discharge: Discharge;
  readonly knee: Knee;
}

/** The fall of the pressure with the pump off -> the pressure where the gas ends, against the set precharge at the same temperature (C1.7 a). */
export function evaluateBlowDown(bench: TestBench): Evaluation {
  const interval = bench.signals.find('p_acc')?.intervalS ?? Number.NaN;
  const grid = bench.grid(Math.max(finestS, Number.isFinite(interval) ? interval : 0.1));
  const pressure = grid.column('p_acc');
  if (!pressure || grid.stepS > coarsestS) return nothingFound(tooLong);
  const discharge = findDischarge(pressure, grid.stepS);
  if (!discharge) return nothingFound(noDischarge);
  const phases = phasesOf(discharge, grid.stepS);
  const isRunning = pumpRuns(bench, { fromS: discharge.from * grid.stepS, toS: discharge.to * grid.stepS });
  if (isRunning) return nothingFound(pumpOn, phases);
  const lasted = (discharge.to - discharge.from) * grid.stepS;
  if (lasted < leastS) return nothingFound(tooFast(lasted), phases);
  const found: Found = { stepS: grid.stepS, pressure, discharge, knee: findKnee(pressure, discharge, grid.stepS) };
  return {
    values: valuesOf(bench, found),
    phases,
    figure: blowDownFigure(bench, found),
    notes: notesOf(found, isRunning),
    refusals: [],
  };
}

const tooLong: Refusal = {
  because: say('the range is too long to be looked at with 10 Hz', 'der Zeitbereich ist zu lang, um ihn mit 10 Hz zu betrachten'),
  wouldNeed: say('the range of the discharge, a few minutes', 'der Zeitbereich der Entladung, einige Minuten'),
};
const noDischarge: Refusal = {
  because: say(
    'the accumulator pressure nowhere falls from its highest value to zero',
    'der Speicherdruck fällt nirgends vom höchsten Wert bis auf null',
  ),
  wouldNeed: say('a full blow-down to zero with the pump off', 'eine vollständige Entladung auf null bei abgeschalteter Pumpe'),
};
const pumpOn: Refusal = {
  because: say('the pump runs during the discharge', 'die Pumpe läuft während der Entladung'),
  wouldNeed: say('a blow-down with the pump switched off', 'eine Entladung bei abgeschalteter Pumpe'),
};

function tooFast(lasted: number): Refusal {
  return {
    because: say(
      (n) =>
        `the discharge lasted ${n(lasted, 1)} s only: a knee cannot be told from the valve being open wide, and a lost gas charge looks the same`,
      (n) =>
        `die Entladung dauerte nur ${n(lasted, 1)} s: ein Knick ist nicht von einem weit offenen Ventil zu unterscheiden, und verlorenes Gas sieht ebenso aus`,
    ),
    wouldNeed: say(
      'the bleed valve opened less, at least 5 s, better 3 minutes. If the pressure collapses again with the valve hardly open, the gas is lost (A02).',
      'das Ablassventil weniger geöffnet, mindestens 5 s, besser 3 Minuten. Bricht der Druck auch bei kaum offenem Ventil sofort zusammen, ist das Gas verloren (A02).',
    ),
  };
}

function phasesOf({ from, to }: Discharge, stepS: number): TestPhase[] {
  return [{ label: say('discharge', 'Entladung'), fromS: from * stepS, toS: to * stepS, isUsed: true }];
}

/** What a speed, motor power or delivery says; null when none of them is measured. */
function pumpRuns(bench: TestBench, { fromS, toS }: { fromS: number; toS: number }): boolean | null {
  const grid = bench.grid(1);
  for (const id of ['n', 'P_el', 'Q_P'] as const) {
    const values = grid.column(id);
    const during = values?.subarray(Math.ceil(fromS), Math.max(Math.ceil(fromS) + 1, Math.floor(toS)));
    if (!values || !during || finite(during).length === 0) continue;
    const rated = id === 'n' ? bench.plateNumber('pump', 'ratedSpeedRpm') : Number.NaN;
    return median(during) > offShare * (rated > 0 ? rated : Math.max(extremes(values).max, id === 'n' ? 100 : 0.1));
  }
  return null;
}

function valuesOf(bench: TestBench, { stepS, pressure, discharge, knee }: Found): RawValue[] {
  const span = { fromS: discharge.from * stepS, toS: discharge.to * stepS };
  const rest = restPrecharge({ kneeAbs: knee.pressureAbs, startAbs: discharge.startAbs, lastedS: (knee.at - discharge.from) * stepS });
  const gas = gasTemperature(bench, span);
  const nominal = bench.plateNumber('accumulator', 'prechargeBar') + atmosphereBar;
  const set = nominal * ((gas.value + 273.15) / 293.15) - atmosphereBar;
  const value = rest.abs - atmosphereBar;
  // The bounds of the gas law are sure ones: they add up, they do not average out.
  const uncertainty = rest.spread + combine(accuracyAt(bench, 'p_acc', pressure), knee.spread);
  const least = bench.plateNumber('accumulator', 'minPressureBar');
  const evidence = bench.evidence(['p_acc'], span.fromS, span.toS);
  const lost = !Number.isFinite(knee.pressureAbs);
  const common = { evidence, ...(lost ? { missing: noKnee } : {}) };
  return [
    {
      id: 'accumulator-precharge-deviation',
      name: say('Precharge against its set value', 'Vorspannung gegenüber dem Sollwert'),
      unit: '%',
      // C1.7: "no knee = failed": nothing of the set value is left.
      value: lost ? -100 : (100 * (value - set)) / set,
      uncertainty: lost ? 0 : (100 * combine(uncertainty, (set * gas.uncertainty) / 293.15)) / set,
      isJudged: true,
      formula: '100·(p0 - p0_set·(T + 273)/293)/(p0_set·(T + 273)/293), pressures absolute; no knee: -100 %',
      reference: 'C1.7 (a), C2 row 13 [HYD-ACC, FPU]',
      ...common,
    },
    {
      id: 'accumulator-precharge',
      name: say('Precharge at gas temperature', 'Vorspannung bei Gastemperatur'),
      unit: 'bar',
      value,
      uncertainty,
      isJudged: false,
      rule: null,
      formula: 'change point of log p over time; slower than 3 min: n = 1, else between n = 1 and n = 1.4',
      reference: 'C1.7 (a), (c)',
      ...common,
    },
    ...(least > 0
      ? [
          {
            id: 'accumulator-precharge-to-minimum',
            name: say('Precharge / lowest working pressure', 'Vorspannung / kleinster Arbeitsdruck'),
            unit: '%',
            value: (100 * (value + atmosphereBar)) / (least + atmosphereBar),
            uncertainty: (100 * uncertainty) / (least + atmosphereBar),
            isJudged: true,
            rule: {
              ...{ warningLow: null, alarmLow: null, warningHigh: 90, alarmHigh: 95 },
              source: { type: 'default' as const, reference: 'C2 row 13: > 0.9 p1 forbidden, > 0.95 p1 alarm [HYD-ACC]' },
            },
            formula: '100·p0/p1, both absolute',
            reference: 'C1.7: storage p0 = 0.9·p1',
            ...common,
          },
        ]
      : []),
  ];
}

const noKnee: Refusal = {
  because: say(
    'the pressure falls without a knee: no gas charge was found',
    'der Druck fällt ohne Knick: es wurde keine Gasfüllung gefunden',
  ),
  wouldNeed: say('an accumulator that is charged with gas', 'ein mit Gas gefüllter Speicher'),
};

function notesOf({ stepS, discharge, knee }: Found, isRunning: boolean | null): Sentence[] {
  const lasted = (knee.at - discharge.from) * stepS;
  const notes: Sentence[] = [];
  if (isRunning === null)
    notes.push(
      say(
        'No channel shows that the pump was off: the technician’s tick stands for it.',
        'Kein Kanal zeigt, dass die Pumpe aus war: dafür steht das Häkchen des Technikers.',
      ),
    );
  if (!Number.isFinite(knee.pressureAbs))
    notes.push(
      say(
        'The pressure falls smoothly to zero without a knee: the gas is lost (fault A02, C1.7).',
        'Der Druck fällt ohne Knick gleichmäßig auf null: das Gas ist verloren (Fehler A02, C1.7).',
      ),
    );
  else if (lasted < 180)
    notes.push(
      say(
        (n) =>
          `The discharge took ${n(lasted)} s. Below 3 minutes the gas cools on the way; both bounds (n = 1 and 1.4) are inside the uncertainty.`,
        (n) =>
          `Die Entladung dauerte ${n(lasted)} s. Unter 3 Minuten kühlt das Gas dabei ab; beide Grenzen (n = 1 und 1,4) stecken in der Unsicherheit.`,
      ),
    );
  return notes;
}
