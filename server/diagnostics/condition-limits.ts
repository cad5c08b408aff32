import { pumpDesign } from './indicators/pump-design.science.ts';
import { type AbsoluteLimit, C2, type DefaultLimit, fromTable, type LimitBench, type RelativeLimit, relative } from './limit-words.ts';

/** Against a healthy value that somebody declared; the best of the recording means nothing here. */
const declared = (...[better, values, text, atTemperature]: Parameters<typeof relative>): RelativeLimit => ({
  ...relative(better, values, text, atTemperature),
  needsDeclared: true,
});

/** C2 row 22 as amplitude ratios: ±3 dB healthy, +6 dB, +10 dB. */
const amplitude = (what: string) => () => declared('low', [1.41, 2, 3.16], `${C2} row 22: ±3 dB healthy, +6 dB, +10 dB; ${what}`);

/** The motor's load by current or slip. */
const motorLoad = (): AbsoluteLimit => ({
  kind: 'absolute',
  healthyHigh: 95,
  warningHigh: 100,
  alarmHigh: 110,
  source: fromTable(32, '< 95 %, 100 %, 110 % of the rated value'),
});

function marginLimit(bench: LimitBench): AbsoluteLimit {
  const set = bench.plateNumber('pump', 'loadSensingMarginBar');
  const [low, high] = set > 0 ? [set, set] : [14, 24];
  return {
    ...{ kind: 'absolute', healthyLow: low, warningLow: low - 5, alarmLow: Math.min(8, low - 5) },
    ...{ healthyHigh: high, warningHigh: high + 5 },
    source: fromTable(16, `14–24 bar, ±5 bar of the set value, < 8 bar [HYD-PUMP]${set > 0 ? `; set value ${set} bar (nameplate)` : ''}`),
  };
}

function coldFilterLimit(bench: LimitBench): AbsoluteLimit | null {
  const bypass = bench.plateNumber('filter', 'bypassBar');
  if (!(bypass > 0)) return null;
  const source = fromTable(12, `0.5 / 0.7 / 0.9 of the bypass pressure ${bypass} bar (nameplate), here as read, cold [HYD-FIL]`);
  return { kind: 'absolute', healthyHigh: 0.5 * bypass, warningHigh: 0.7 * bypass, alarmHigh: 0.9 * bypass, source };
}

/** The flow at zero pressure is at least that of a new pump at working pressure: losses only grow with pressure (C1.1). */
function zeroFlowLimit(bench: LimitBench): AbsoluteLimit {
  const type = pumpDesign(bench.plateText('pump', 'pumpType'));
  const [low, warning, alarm, row] = type.includes('gear')
    ? [0.88, 0.85, 0.78, 2]
    : type.includes('vane')
      ? [0.9, 0.87, 0.8, 3]
      : [0.93, 0.9, 0.85, 1];
  const source = fromTable(row as number, 'volumetric efficiency at working pressure; at zero pressure it can only be higher (C1.1)');
  return { kind: 'absolute', healthyLow: low as number, warningLow: warning as number, alarmLow: alarm as number, source };
}

/** Default limits of the indicators that serve the wider fault catalogue. */
export const conditionLimits: Readonly<Record<string, (bench: LimitBench) => DefaultLimit | null>> = {
  'motor-current-ratio': motorLoad,
  'motor-slip-load': motorLoad,
  'pump-unit-efficiency': () =>
    declared('high', [0.95, 0.87, 0.77], `${C2} row 29 (power +5 / +15 / +30 %) as ratios of the efficiency`, true),
  'least-running-power': () => declared('low', [1.05, 1.15, 1.3], `${C2} row 29: +15 % / +30 %`, true),
  'flow-at-zero-pressure': zeroFlowLimit,
  'displacement-flow-mismatch': () => ({
    ...{ kind: 'absolute', alarmLow: -10, warningLow: -5, healthyLow: -2, healthyHigh: 4, warningHigh: 7, alarmHigh: 15 },
    source: {
      type: 'default',
      reference:
        'Sightglass reference: C6 (efficiency at most 1.05) and C2 row 1 (0.93 / 0.85; without pressure it can only be higher, C1.1)',
    },
  }),
  'pressure-ripple': amplitude('ripple order amplitude'),
  'pressure-ripple-once-per-turn': amplitude('first order and side bands (C1.4: +6 dB)'),
  'pressure-noise': amplitude('broadband ripple (C1.3: +6 dB)'),
  'acceleration-level': amplitude('high-frequency vibration (C1.3: +6 dB)'),
  'pump-pressure-hunting': amplitude('oscillation of 1–20 Hz'),
  'working-pressure-oscillation': amplitude('oscillation of 2–10 Hz'),
  'cylinder-speed-ripple': amplitude('oscillation of 1–10 Hz'),
  'relief-valve-chatter': amplitude('oscillation of 50–500 Hz'),
  'end-stroke-pressure-peak': amplitude('dynamic pressure at the end of the stroke'),
  'cylinder-speed-ratio': () => ({
    kind: 'absolute',
    healthyLow: 0.95,
    warningLow: 0.9,
    source: { type: 'default', reference: 'Sightglass reference, formulas C1.6: below 0.9 internal leakage' },
  }),
  'cylinder-loaded-speed': () => declared('high', [0.971, 0.952, 0.909], `${C2} row 30: cycle time +3 / +5 / +10 % as speeds`, true),
  'working-pressure': () =>
    declared(
      'low',
      [1.06, 1.12, 1.25],
      'Sightglass reference, formulas C1.6: friction (eta 0.85–0.95) explains a factor 1.12, twice that 1.25',
    ),
  'cylinder-drift': () => ({
    ...{ kind: 'absolute', healthyHigh: 3, warningHigh: 6, alarmHigh: 15 },
    source: fromTable(18, '2–3 mm in 10 min, ×2, ×5 [HYD-TS]'),
  }),
  'held-port-difference': () =>
    declared('high', [0.67, 0.33, 0.17], `${C2} row 19 (piston leakage ×3) turned round: a third of the healthy difference, half of that`),
  'closed-valve-flow': () => declared('low', [1.5, 2, 4], `${C2} row 20: spool leakage ×2 / ×4 [HYD-TS]`),
  'dead-head-flow-rise': () => declared('low', [1.5, 2, 4], `${C2} row 20: leakage ×2 / ×4 of the healthy value [HYD-TS]`),
  'stalled-cylinder-flow': () =>
    declared('low', [1.5, 3, 6], `${C2} row 19: piston leakage ×3; no published alarm, so twice that [HYD-TS]`),
  'missed-motion-share': () => ({
    ...{ kind: 'absolute', healthyHigh: 0, warningHigh: 5, alarmHigh: 30 },
    source: fromTable(17, 'missed switch'),
  }),
  'cycle-flow-balance': () =>
    declared(
      'low',
      [1.04, 1.08, 1.2],
      'Sightglass engineering default: 4 / 8 / 20 % more oil than healthy, as for the flow that does not arrive (C6)',
    ),
  // Behind a check valve it never follows: only the plant's own healthy value tells.
  'accumulator-coupling': () =>
    declared('high', [0.75, 0.5, 0.25], 'Sightglass engineering default: half of the healthy share, a quarter is nearly shut'),
  'accumulator-charges-per-hour': () => declared('low', [1.25, 1.5, 3], `${C2} row 33: ×1.5 / ×3 of the baseline`),
  'standstill-pressure-decay': () => declared('low', [1.5, 2, 4], `${C2} row 20 (leakage ×2 / ×4)`, true),
  'supply-line-resistance': () => declared('low', [1.15, 1.3, 1.6], `${C2} row 21: +30 % / +60 % at the same flow [HYD-TS]`),
  'load-sensing-margin': marginLimit,
  'pressure-peak-ratio': () => ({
    ...{ kind: 'absolute', healthyHigh: 95, warningHigh: 100, alarmHigh: 110 },
    source: { type: 'default', reference: 'Sightglass reference, fault catalogue C4 row P19: peaks above the rating' },
  }),
  'solenoid-current-ratio': () => ({
    ...{ kind: 'absolute', healthyLow: 95, warningLow: 90, healthyHigh: 105, warningHigh: 110 },
    source: { type: 'default', reference: 'Sightglass reference, formulas C1.5: coil voltage within ±10 % [HYD-TS]' },
  }),
  'spool-position-error': () =>
    declared('low', [1.15, 1.3, 2], `${C2} row 17 (valve behaviour against its baseline: ±15 %, +30 %, +100 %)`),
  'cleanliness-above-target': () => ({
    ...{ kind: 'absolute', healthyHigh: 0, warningHigh: 1, alarmHigh: 2 },
    source: fromTable(24, '+1 code, +2 codes [HYD-FIL]'),
  }),
  'cool-down-water-saturation': () => ({
    ...{ kind: 'absolute', healthyHigh: 75, warningHigh: 90, alarmHigh: 100 },
    source: { type: 'default', reference: 'Sightglass reference B4: above 90–100 % free water is likely; C4 row O02' },
  }),
  'oil-level-fall': () => ({
    ...{ kind: 'absolute', healthyHigh: 2, warningHigh: 5 },
    source: fromTable(34, '-5 %'),
  }),
  'filter-dp-cold': coldFilterLimit,
  'heat-into-oil': () => declared('low', [1.1, 1.15, 1.25], `${C2} row 31: heat balance gap 10 / 15 / 25 %`),
  'cycle-time': () => declared('low', [1.03, 1.05, 1.1], `${C2} row 30: ±3 %, +5 %, +10 %`),
  'oil-viscosity': () => ({
    ...{ kind: 'absolute', warningLow: 16, alarmLow: 10, healthyHigh: 36, warningHigh: 100, alarmHigh: 1000 },
    source: fromTable(9, '16–36 mm²/s healthy, < 16 or > 100, < 10 or > 1000 at start'),
  }),
};
