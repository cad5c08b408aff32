import { conditionLimits } from './condition-limits.ts';
import { pumpDesign } from './indicators/pump-design.science.ts';
import { isTimedByCommand } from './indicators/valve.indicator.ts';
import { type AbsoluteLimit, C2, type DefaultLimit, fromTable, type LimitBench, relative } from './limit-words.ts';

/** New values and replacement limits by pump type, C2 rows 1–3. */
const volumetric: Readonly<Record<string, { row: number; healthyLow: number; warningLow: number; alarmLow: number; note: string }>> = {
  piston: { row: 1, healthyLow: 0.93, warningLow: 0.9, alarmLow: 0.85, note: 'axial piston, new 0.93–0.97, replace 0.80–0.85 [HYD-PUMP]' },
  gear: { row: 2, healthyLow: 0.88, warningLow: 0.85, alarmLow: 0.78, note: 'external gear, new 0.85–0.92 [HYD-PUMP]' },
  vane: { row: 3, healthyLow: 0.9, warningLow: 0.87, alarmLow: 0.8, note: 'vane, new 0.90–0.95 [HYD-PUMP]' },
};

function pumpLimit(bench: LimitBench): AbsoluteLimit {
  const type = pumpDesign(bench.plateText('pump', 'pumpType'));
  const known = Object.keys(volumetric).find((word) => type.includes(word));
  const { row, note, ...values } = volumetric[known ?? 'piston'] as (typeof volumetric)[string];
  return { kind: 'absolute', ...values, source: fromTable(row, known ? note : `${note}; pump type not stated, axial piston assumed`) };
}

function filterLimit(bench: LimitBench): AbsoluteLimit | null {
  const bypass = bench.plateNumber('filter', 'bypassBar');
  if (!(bypass > 0)) return null;
  const source = fromTable(12, `0.5 / 0.7 / 0.9 of the bypass pressure ${bypass} bar (nameplate) [HYD-FIL]`);
  return { kind: 'absolute', healthyHigh: 0.5 * bypass, warningHigh: 0.7 * bypass, alarmHigh: 0.9 * bypass, source };
}

function levelLimit(bench: LimitBench): AbsoluteLimit | null {
  const least = bench.plateNumber('reservoir', 'minLevelPercent');
  const normal = bench.plateNumber('reservoir', 'normalLevelPct');
  if (!(least > 0) && normal > 0)
    return {
      kind: 'absolute',
      healthyLow: normal - 3,
      warningLow: normal - 5,
      alarmLow: normal - 20,
      source: fromTable(34, `5 % below the normal level ${normal} % (nameplate); alarm 20 % below it (no minimum switch named)`),
    };
  if (!(least > 0)) return null;
  return {
    kind: 'absolute',
    healthyLow: least + 10,
    warningLow: least + 5,
    alarmLow: least,
    source: fromTable(34, `minimum level ${least} % (nameplate) and 5 % above it`),
  };
}

function valveLimit(bench: LimitBench): DefaultLimit {
  const time = bench.plateNumber('directional-valve', 'switchingTimeMs');
  if (time > 0 && isTimedByCommand(bench)) {
    const source = fromTable(17, `+30 % / +100 % of the switching time ${time} ms on the nameplate`);
    return { kind: 'absolute', healthyHigh: 1.15 * time, warningHigh: 1.3 * time, alarmHigh: 2 * time, source };
  }
  return {
    kind: 'relative',
    better: 'low',
    healthy: 1,
    warning: 1.15,
    alarm: 1.7,
    atTemperature: true,
    text: `${C2} row 17: healthy ±15 %, alarm +100 %; an alarm is called once +100 % lies within the ±15 % scatter of the reading (+70 %)`,
  };
}

/** Default limit of an indicator, or null: then its state is `no-limit`. */
/** One channel is enough: C6 gates count channels, not sizes. */
const qualityGate = (text: string) => (): AbsoluteLimit => ({
  kind: 'absolute',
  healthyHigh: 0,
  warningHigh: 0.5,
  alarmHigh: 1,
  source: { type: 'default', reference: `Sightglass reference, data-quality gates C6: ${text}` },
});

const rules: Readonly<Record<string, (bench: LimitBench) => DefaultLimit | null>> = {
  ...conditionLimits,
  'pump-volumetric-efficiency': pumpLimit,
  'pump-leakage-slope': () => relative('low', [1.2, 1.5, 2], `${C2} row 4 (internal leakage ×1.5 / ×2 of the baseline)`, true),
  'delivered-flow': () => relative('high', [0.985, 0.968, 0.914], `${C2} row 1 as ratios to a new pump (0.90/0.93 and 0.85/0.93)`, true),
  'case-drain-ratio': () => ({
    kind: 'absolute',
    healthyHigh: 3,
    warningHigh: 5,
    alarmHigh: 10,
    source: fromTable(4, '1–3 % new, > 5 %, > 10 %; the maker’s number governs [HYD-PUMP, HYD-TS]'),
  }),
  // The 10 K are meant against the pump outlet; the tank is cooler by the throttling and says less.
  'case-drain-temperature-rise': (bench) =>
    bench.signals.find('T_P') === undefined
      ? null
      : {
          kind: 'absolute',
          healthyHigh: 8,
          warningHigh: 10,
          alarmHigh: 15,
          source: fromTable(6, '10 K [HYD-PUMP]'),
        },
  'case-pressure': () => ({
    kind: 'absolute',
    healthyHigh: 1,
    warningHigh: 1.5,
    alarmHigh: 2,
    source: fromTable(5, '15–30 psi [HYD-PUMP]'),
  }),
  'suction-pressure': () => ({
    kind: 'absolute',
    healthyLow: 0.9,
    warningLow: 0.8,
    alarmLow: 0.7,
    source: fromTable(7, '0.8 bar abs [A10-INST, RE 92701-01-B p. 27]'),
  }),
  'tank-temperature': () => ({
    kind: 'absolute',
    healthyHigh: 55,
    warningHigh: 60,
    alarmHigh: 70,
    source: fromTable(8, '45–55 °C target [HYD-TS]; > 60 / 65–75 [UNITECD]'),
  }),
  'cooler-temperature-drop': () => ({
    kind: 'absolute',
    healthyLow: 5,
    warningLow: 5,
    alarmLow: 3,
    source: fromTable(10, '5–15 K [HYD-TS]'),
  }),
  'cooling-effectiveness': () => relative('high', [0.95, 0.9, 0.7], `${C2} row 11: ≥ 0.9× healthy, < 0.7× alarm at the same oil flow`),
  'cooler-specific-capacity': () => relative('high', [0.9, 0.8, 0.6], `${C2} row 10: UA -20 % / -40 %`),
  'cooler-oil-flow': () => relative('high', [0.95, 0.85, 0.7], 'Sightglass engineering default: -15 % / -30 % of the reference oil flow'),
  'oil-level': levelLimit,
  'valve-switching-delay': valveLimit,
  'accumulator-precharge-deviation': () => ({
    kind: 'absolute',
    healthyLow: -5,
    warningLow: -10,
    alarmLow: -25,
    healthyHigh: 5,
    warningHigh: 10,
    alarmHigh: 25,
    source: fromTable(13, '-10 % / -25 %, +10 %; checked monthly [HYD-ACC]'),
  }),
  'accumulator-charging-time': () =>
    relative('high', [0.964, 0.927, 0.814], `${C2} row 13 (precharge -5 / -10 / -25 %) through t ~ p0^(1/1.4), C1.7`),
  'filter-dp-normalised': filterLimit,
  'filter-dp-loss': () => ({
    ...relative('high', [0.8, 0.6, 0.35], 'Sightglass engineering default: -40 % / -65 % of the declared healthy value'),
    needsDeclared: true,
  }),
  'flow-loss-share': () => ({
    kind: 'absolute',
    healthyHigh: 4,
    warningHigh: 8,
    alarmHigh: 20,
    source: {
      type: 'default',
      reference: 'Sightglass engineering default: twice and five times the flow balance’s usual uncertainty (C6)',
    },
  }),
  'dead-head-flow': () => ({
    kind: 'absolute',
    healthyHigh: 6,
    warningHigh: 12,
    alarmHigh: 30,
    source: {
      type: 'default',
      reference: 'Sightglass engineering default from C2 row 4 (leakage 1–3 % new, 10 % worn) plus valve leakage',
    },
  }),
  'missed-switch-share': () => ({
    kind: 'absolute',
    healthyHigh: 0,
    warningHigh: 5,
    alarmHigh: 30,
    source: fromTable(17, 'missed switch'),
  }),
  'restricted-plateau-share': () => ({
    kind: 'absolute',
    healthyHigh: 0,
    warningHigh: 10,
    alarmHigh: 60,
    source: {
      type: 'default',
      reference: 'Sightglass engineering default: one shut plateau of a cycle is worth a look, most of them are an alarm',
    },
  }),
  'relief-share': () => ({
    kind: 'absolute',
    healthyHigh: 5,
    warningHigh: 15,
    alarmHigh: 40,
    source: { type: 'default', reference: 'Sightglass engineering default; set it per plant' },
  }),
  'maximum-pressure-ratio': () => ({
    kind: 'absolute',
    healthyLow: 92,
    warningLow: 85,
    alarmLow: 70,
    healthyHigh: 104,
    warningHigh: 110,
    alarmHigh: 120,
    source: fromTable(14, 'cracking gap 5–10 % healthy, 15 % warning, 25 % alarm (pilot-operated) [HYD-TS]'),
  }),
  'standby-power': () => relative('low', [1.05, 1.15, 1.3], `${C2} row 29: +15 % / +30 %`, true),
  'vibration-velocity': () => relative('low', [1.25, 1.6, 2.5], `${C2} row 23 and B5: ×1.6 / ×2.5 of the baseline`, true),
  'efficiency-factor': () =>
    relative('high', [0.97, 0.92, 0.85], 'Sightglass engineering default: -8 % / -15 % of the reference at the same oil temperature', true),
  'quality-stuck': qualityGate('flatline while the pump is on'),
  'quality-offset': qualityGate('zero offset and cross checks'),
  'quality-scaling': qualityGate('physical range, clipping, unit plausibility'),
  'quality-swapped': qualityGate('physics consistency'),
  'quality-clock': qualityGate('gaps, duplicates, time order'),
  'water-saturation': () => ({
    kind: 'absolute',
    healthyHigh: 50,
    warningHigh: 50,
    alarmHigh: 75,
    source: fromTable(25, '<= 50 %, > 75 % [WATER-SAT]'),
  }),
};

export const defaultLimit = (id: string, bench: LimitBench): DefaultLimit | null => rules[id]?.(bench) ?? null;
