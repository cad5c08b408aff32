import { finite, median, quantile } from '../statistics.ts';
import { say } from '../wordings/phrase.science.ts';
import { cleanlinessCode, targetCodes, typicalTarget } from './cleanliness.science.ts';
import { accuracyOf, type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';
import { COLD_OIL_C } from './fluid.indicator.ts';
import { pumpDesign } from './pump-design.science.ts';

const counted = ['c4', 'c6', 'c14'] as const;

function targetOf(bench: Bench): { codes: readonly [number, number, number]; text: string } | NotComputable {
  const stated = bench.plateText('fluid', 'targetCleanliness');
  const own = targetCodes(stated);
  if (own) return { codes: own, text: `${stated} (fluid nameplate)` };
  const top = bench.signals.find('p_P') ? quantile(columnOf(bench, 'p_P'), 0.99) : bench.plateNumber('relief-valve', 'settingBar');
  const usual = typicalTarget(pumpDesign(bench.plateText('pump', 'pumpType')), top);
  const codes = usual === null ? null : targetCodes(usual);
  if (codes && Number.isFinite(top)) return { codes, text: `${usual}, typical for this pump at ${top.toFixed(0)} bar (B2.2)` };
  return {
    because: 'no target cleanliness is known',
    wouldNeed: 'fluid nameplate: targetCleanliness (for example 18/16/13), or the pump type',
  };
}

const cleanliness: IndicatorDefinition = {
  id: 'cleanliness-above-target',
  name: 'Oil cleanliness: codes above the target',
  component: 'fluid',
  unit: '1',
  formula: 'largest difference of the ISO 4406 codes of c4, c6, c14 (particles per ml) to the target code',
  reference: 'ISO 4406:2021 (B2.1), targets B2.2, limits C2 row 24',
  needs: [['c4', 'c6', 'c14']],
  compute(bench): Measured | NotComputable {
    const target = targetOf(bench);
    if ('because' in target) return target;
    const used = counted.filter((id) => bench.signals.find(id));
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => {
      const above = finite(
        used.map((id) => cleanlinessCode(median(columnOf(bench, id).subarray(from, to))) - (target.codes[counted.indexOf(id)] as number)),
      );
      return above.length === 0 ? Number.NaN : Math.max(...above);
    });
    // A count doubles per code: half a code either way is the grain of the scale itself.
    return { perEpoch, uncertainty: 0.5, inputs: used, regime: 'all', note: ` Target ${target.text}.` };
  },
};

/** Engineering default: the oil of a machine that stands in a hall overnight. */
const REFERENCE_C = 20;

const coolDown: IndicatorDefinition = {
  id: 'cool-down-water-saturation',
  name: 'Water saturation after cooling down to 20 °C',
  component: 'fluid',
  unit: '%',
  formula: 'phi_w·S(T)/S(20 °C), log10 S = a - b/T[K]',
  reference: 'B4: saturation falls as oil warms although the water stays; above 100 % water separates overnight',
  needs: ['phi_w', ['T_T', 'T_P', 'T_ci']],
  compute(bench): Measured | NotComputable {
    const b = bench.plateNumber('fluid', 'waterSolubilityB');
    if (!(b > 0))
      return {
        because: 'how the oil’s water solubility changes with temperature is not known',
        wouldNeed: 'fluid nameplate: waterSolubilityB (b of log10 S = a - b/T, from the oil’s maker)',
      };
    const id = (['T_T', 'T_P', 'T_ci'] as const).find((name) => bench.signals.find(name)) ?? 'T_T';
    const [water, temperature] = [columnOf(bench, 'phi_w'), columnOf(bench, id)];
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => {
      const kelvin = median(temperature.subarray(from, to)) + 273.15;
      return median(water.subarray(from, to)) * 10 ** (b * (1 / (REFERENCE_C + 273.15) - 1 / kelvin));
    });
    const factor = median(perEpoch) / median(water);
    return { perEpoch, uncertainty: accuracyOf(bench, 'phi_w') * factor, inputs: ['phi_w', id], regime: 'all' };
  },
};

const levelFall: IndicatorDefinition = {
  id: 'oil-level-fall',
  name: 'Fall of the oil level within the recording',
  component: 'reservoir',
  unit: '%',
  formula: 'median level of the first epochs (a tenth, at least one) less the median of each epoch',
  reference: 'C2 row 34 (-5 %); C4 rows O05, O06, P09, C02; medians over whole cycles, so that cylinder strokes cancel',
  needs: ['L'],
  compute(bench): Measured | NotComputable {
    const { epochs } = bench.timeline;
    if (epochs.length < 3)
      return { because: 'the recording is too short to see a level fall', wouldNeed: 'a recording of several cycles, better of days' };
    const level = Float64Array.from(epochs, ({ from, to }) => median(columnOf(bench, 'L').subarray(from, to)));
    const start = median(level.subarray(0, Math.max(1, Math.floor(epochs.length / 10))));
    // A constant sensor error cancels in the difference; a tenth of the stated accuracy stays as repeatability.
    return { perEpoch: level.map((value) => start - value), uncertainty: 0.1 * accuracyOf(bench, 'L'), inputs: ['L'], regime: 'all' };
  },
};

const coldFilter: IndicatorDefinition = {
  id: 'filter-dp-cold',
  name: 'Filter differential pressure while the oil is cold',
  component: 'filter',
  unit: 'bar',
  formula: `95 % quantile of dp_F below ${COLD_OIL_C} °C per epoch`,
  reference: 'C1.9, C4 row F03: thick oil raises the differential pressure of a clean element',
  needs: ['dp_F', ['T_T', 'T_P', 'T_ci']],
  compute(bench): Measured | NotComputable {
    const id = (['T_T', 'T_P', 'T_ci'] as const).find((name) => bench.signals.find(name)) ?? 'T_T';
    const [pressure, temperature] = [columnOf(bench, 'dp_F'), columnOf(bench, id)];
    const cold = pressure.map((value, slot) => ((temperature[slot] as number) < COLD_OIL_C ? value : Number.NaN));
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => quantile(cold.subarray(from, to), 0.95));
    const whenEmpty = { because: say`the oil never was below ${COLD_OIL_C} °C`, wouldNeed: 'a recording of a cold start' };
    return { perEpoch, uncertainty: accuracyOf(bench, 'dp_F'), inputs: ['dp_F', id], regime: 'all', whenEmpty };
  },
};

export const conditionIndicators: readonly IndicatorDefinition[] = [cleanliness, coolDown, levelFall, coldFilter];
