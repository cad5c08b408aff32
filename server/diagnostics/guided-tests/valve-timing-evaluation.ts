import type { LimitUsed } from '../diagnosis.schema.ts';
import { extremes, finite, median, quantile } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import { type Evaluation, nothingFound, type RawValue } from './definition.ts';
import type { Refusal, Sentence, TestFigure } from './guided-test.schema.ts';
import { say } from './sentence.ts';
import { firstOf } from './steps.ts';
import type { TestBench } from './test-bench.ts';
import { defaultRule } from './test-limits.ts';
import { answerTo, openingEdges, type Switching } from './valve-switching.ts';

/** C1.10: "repeated cycles, T +-5 K", ">= 20 switches". */
const leastSwitchings = 20;
const steadyK = 10;
/** C2 row 17: +30 % / +100 % (also of the maker's switching time). */
const later = { warning: 1.3, alarm: 2 };

/** Commands that open the valve -> delay, switching time and what was missed (C1.5). */
export function evaluateValveTiming(bench: TestBench): Evaluation {
  const id = firstOf(bench, ['y_sp', 'p_A', 'p_P']) ?? 'p_A';
  const [command, answer] = [bench.signals.find('u_cmd'), bench.signals.find(id)];
  if (!command || !answer || !Number.isFinite(command.intervalS) || !Number.isFinite(answer.intervalS)) return nothingFound(irregular);
  const edges = openingEdges(command);
  const all = edges.flatMap((edge, index) => answerTo(answer, edge, edges[index + 1] ?? Number.POSITIVE_INFINITY) ?? []);
  if (all.length < leastSwitchings) return nothingFound(tooFew(all.length));
  const heat = bench.grid(1).column(firstOf(bench, ['T_T', 'T_P']) ?? 'T_T');
  const { min, max } = extremes(heat ?? []);
  if (!(max - min <= steadyK)) return nothingFound(notSteady(max - min));
  const resolutionMs = 1000 * combine(command.intervalS, answer.intervalS);
  return {
    values: valuesOf(bench, { all, id, resolutionMs }),
    phases: [
      {
        label: say(`${all.length} switchings`, `${all.length} Schaltungen`),
        fromS: all[0]?.atS ?? 0,
        toS: (all.at(-1)?.atS ?? 0) + 2,
        isUsed: true,
      },
    ],
    figure: figureOf(bench, all, id),
    notes: notesOf(id, answer.intervalS),
    refusals: [],
  };
}

const irregular: Refusal = {
  because: say('command or answer is sampled irregularly', 'Befehl oder Antwort sind unregelmäßig abgetastet'),
  wouldNeed: say('both with a fixed rate of 100 Hz or more', 'beide mit fester Rate von mindestens 100 Hz'),
};

function tooFew(count: number): Refusal {
  return {
    because: say(
      `${count} commands that open the valve were found with their answer; ${leastSwitchings} are the least`,
      `es wurden ${count} öffnende Befehle mit ihrer Antwort gefunden; nötig sind mindestens ${leastSwitchings}`,
    ),
    wouldNeed: say(
      'the same movement 20 times or more, two seconds apart',
      'dieselbe Bewegung mindestens 20-mal, mit zwei Sekunden Abstand',
    ),
  };
}

function notSteady(spread: number): Refusal {
  return {
    because: say(
      (n) =>
        Number.isFinite(spread)
          ? `the oil temperature changed by ${n(spread, 1)} K (C1.10: ±5 K)`
          : 'the oil temperature has no valid samples',
      (n) =>
        Number.isFinite(spread)
          ? `die Öltemperatur änderte sich um ${n(spread, 1)} K (C1.10: ±5 K)`
          : 'die Öltemperatur hat keine gültigen Messwerte',
    ),
    wouldNeed: say('a machine that has warmed up', 'eine warmgefahrene Maschine'),
  };
}

type Timed = { readonly all: readonly Switching[]; readonly id: 'y_sp' | 'p_A' | 'p_P'; readonly resolutionMs: number };

function valuesOf(bench: TestBench, { all, id, resolutionMs }: Timed): RawValue[] {
  const evidence = bench.evidence(['u_cmd', id], all[0]?.atS ?? 0, (all.at(-1)?.atS ?? 0) + 2);
  const answered = all.filter(({ isMissed }) => !isMissed);
  const response = answered.map(({ delayMs, riseMs }) => delayMs + riseMs);
  const time = (values: readonly number[]) => {
    const count = Math.max(1, finite(values).length);
    const iqr = quantile(values, 0.75) - quantile(values, 0.25);
    // Standard error of a median of normal values: 1.25·sigma/sqrt(N), sigma = IQR/1.35.
    return { value: median(values), uncertainty: combine(resolutionMs, (2 * 1.25 * iqr) / 1.35 / Math.sqrt(count)), iqr };
  };
  const [delay, rise, whole] = [time(answered.map((one) => one.delayMs)), time(answered.map((one) => one.riseMs)), time(response)];
  const common = { unit: 'ms', evidence, reference: 'C1.5', isJudged: false, rule: null };
  return [
    {
      ...common,
      id: 'valve-response-time',
      name: say('Command to 90 % of the answer', 'Befehl bis 90 % der Antwort'),
      ...{ value: whole.value, uncertainty: whole.uncertainty, isJudged: true, rule: responseRule(bench, id) },
      formula: 't_90 - t_command, median over the switchings',
      reference: 'C1.5, C2 row 17',
    },
    {
      ...common,
      id: 'missed-switch-share',
      name: say('Commands without an answer', 'Befehle ohne Antwort'),
      unit: '%',
      value: (100 * (all.length - answered.length)) / all.length,
      uncertainty: 0,
      isJudged: true,
      rule: defaultRule(bench, 'missed-switch-share'),
      formula: 'share of commands after which the answer changes by less than 5 bar (10 % of the spool’s range) within 2 s',
      reference: 'C2 row 17, C4 row V09',
    },
    {
      ...common,
      id: 'valve-response-delay',
      name: say('Delay t_d (command to 10 %)', 'Verzug t_d (Befehl bis 10 %)'),
      ...{ value: delay.value, uncertainty: delay.uncertainty },
      formula: 't_10 - t_command, median',
    },
    {
      ...common,
      id: 'valve-switching-time',
      name: say('Switching time t_sw (10 to 90 %)', 'Schaltzeit t_sw (10 bis 90 %)'),
      ...{ value: rise.value, uncertainty: rise.uncertainty },
      formula: 't_90 - t_10, median',
    },
    {
      ...common,
      id: 'valve-response-spread',
      name: say('Spread between switchings (IQR)', 'Streuung zwischen den Schaltungen (IQR)'),
      ...{ value: whole.iqr, uncertainty: resolutionMs },
      formula: 'interquartile range of t_90 - t_command',
    },
    {
      ...common,
      id: 'valve-overshoot',
      name: say('Overshoot', 'Überschwingen'),
      unit: '%',
      ...{ value: median(answered.map((one) => one.overshoot)), uncertainty: Number.NaN },
      formula: 'furthest value beyond the settled one / step, median',
    },
  ];
}

/** Healthy run, or the maker's switching time; that one is the spool's, so a pressure must not be held against it. */
function responseRule(bench: TestBench, id: Timed['id']): LimitUsed | null {
  const subject = 'valve-response-time';
  const own = defaultRule(bench, subject);
  if (own) return own;
  const healthy = bench.baseline?.values[subject];
  const named = id === 'y_sp' ? bench.plateNumber('directional-valve', 'switchingTimeMs') : Number.NaN;
  const [base, source]: [number, LimitUsed['source']] =
    healthy !== undefined && bench.baseline
      ? [healthy, { type: 'baseline', reference: `C2 row 17: +30 % / +100 % of ${bench.baseline.reference}`.slice(0, 300) }]
      : [named, { type: 'manual', reference: `C2 row 17: +30 % / +100 % of the switching time ${named} ms on the valve’s nameplate` }];
  if (!(base > 0)) return null;
  return { warningLow: null, alarmLow: null, warningHigh: later.warning * base, alarmHigh: later.alarm * base, source };
}

function figureOf(bench: TestBench, all: readonly Switching[], id: Timed['id']): TestFigure {
  const shown = all.filter(({ isMissed }) => !isMissed);
  return {
    title: say('Command to 90 % of the answer', 'Befehl bis 90 % der Antwort'),
    xLabel: say('Switching', 'Schaltung'),
    yLabel: say('Time in ms', 'Zeit in ms'),
    points: shown.slice(0, 200).map(({ atS, delayMs, riseMs }) => ({
      x: all.findIndex((one) => one.atS === atS) + 1,
      y: delayMs + riseMs,
      yUncertainty: null,
      isUsed: true,
      evidence: bench.evidence([id], Math.max(0, atS - 0.2), atS + 2)[0] ?? null,
    })),
    lines: [],
  };
}

function notesOf(id: Timed['id'], intervalS: number): Sentence[] {
  const notes: Sentence[] = [];
  if (id !== 'y_sp')
    notes.push(
      say(
        'The answer is a pressure: load and line are in it. Compare with a healthy run of this machine, not with the valve’s data sheet (C1.5).',
        'Die Antwort ist ein Druck: Last und Leitung stecken darin. Mit einem gesunden Lauf dieser Maschine vergleichen, nicht mit dem Datenblatt des Ventils (C1.5).',
      ),
    );
  if (intervalS > 0.0021)
    notes.push(
      say(
        (n) => `At ${n(1 / intervalS)} Hz a time is known to ±${n(1000 * intervalS)} ms only; 500 Hz would do better (C1.5).`,
        (n) => `Bei ${n(1 / intervalS)} Hz ist eine Zeit nur auf ±${n(1000 * intervalS)} ms bekannt; besser wären 500 Hz (C1.5).`,
      ),
    );
  return notes;
}
