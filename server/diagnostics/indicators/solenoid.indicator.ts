import { median, quantile } from '../statistics.ts';
import { accuracyOf, type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';
import { scatterOf } from './stretch.science.ts';

/** Slots in which the valve is commanded on; without a command, those with current. */
function energised(bench: Bench): (slot: number) => boolean {
  const id = bench.signals.find('u_cmd') ? 'u_cmd' : 'i_sol';
  const values = columnOf(bench, id).map(Math.abs);
  const top = quantile(values, 0.99);
  return (slot) => (values[slot] as number) > 0.5 * top;
}

const current: IndicatorDefinition = {
  id: 'solenoid-current-ratio',
  name: 'Solenoid current / rated current while switched on',
  component: 'directional-valve',
  unit: '%',
  formula: '100·i_sol/I_coil, median of the slots with the valve commanded on',
  reference: 'C1.5: the coil’s voltage has to stay within ±10 % [HYD-TS]; at the same resistance so does its current',
  needs: ['i_sol'],
  compute(bench): Measured | NotComputable {
    const rated = bench.plateNumber('directional-valve', 'coilCurrentA');
    if (!(rated > 0))
      return { because: 'the coil’s rated current is not on the nameplate', wouldNeed: 'directional-valve nameplate: coilCurrentA' };
    const isOn = energised(bench);
    const values = columnOf(bench, 'i_sol').map((value, slot) => (isOn(slot) ? (100 * Math.abs(value)) / rated : Number.NaN));
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => median(values.subarray(from, to)));
    const inputs = bench.signals.find('u_cmd') ? (['i_sol', 'u_cmd'] as const) : (['i_sol'] as const);
    const whenEmpty = { because: 'the valve is never switched on', wouldNeed: 'a recording in which the valve switches' };
    return { perEpoch, uncertainty: (100 * accuracyOf(bench, 'i_sol')) / rated, inputs, regime: 'all', whenEmpty };
  },
};

const spoolError: IndicatorDefinition = {
  id: 'spool-position-error',
  name: 'Spool position against its command',
  component: 'directional-valve',
  unit: '%',
  formula: 'r.m.s. of |y_sp| - |u_cmd| per epoch, both in % of their range',
  reference: 'C1.5 (tracking error of a proportional valve), C4 rows V12 and V13',
  needs: ['y_sp', 'u_cmd'],
  compute(bench): Measured | NotComputable {
    const percent = (id: 'y_sp' | 'u_cmd') => bench.signals.find(id)?.unit === '%';
    if (!percent('y_sp') || !percent('u_cmd'))
      return { because: 'command and spool position are not both in percent', wouldNeed: 'u_cmd and y_sp in % of their range' };
    const [spool, command] = [columnOf(bench, 'y_sp'), columnOf(bench, 'u_cmd')];
    const error = spool.map((value, slot) => (Math.abs(value) - Math.abs(command[slot] as number)) ** 2);
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => {
      const part = error.subarray(from, to).filter((value) => Number.isFinite(value));
      return part.length === 0 ? Number.NaN : Math.sqrt(part.reduce((sum, value) => sum + value, 0) / part.length);
    });
    return { perEpoch, uncertainty: scatterOf(perEpoch), inputs: ['y_sp', 'u_cmd'], regime: 'all' };
  },
};

export const solenoidIndicators: readonly IndicatorDefinition[] = [current, spoolError];
