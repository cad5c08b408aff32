import type { SignalId } from '../../systems/signal.schema.ts';
import { accuracyOf, type Bench, columnOf, slotwise } from '../indicators/definition.indicator.ts';
import { regimes } from '../segments/regime.segment.ts';
import { line, median, quantile } from '../statistics.ts';
import { say, type Words } from '../wordings/phrase.science.ts';

/** Two or more channels that contradict physics (C6), and which of them must not be used. */
export interface Contradiction {
  readonly code: 'swapped' | 'offset' | 'scaling';
  readonly signals: readonly SignalId[];
  readonly text: Words;
  readonly barred: readonly SignalId[];
}

export function has(bench: Bench, ...ids: SignalId[]): boolean {
  return ids.every((id) => bench.signals.find(id));
}

/** Share of the slots of a regime (all when null) in which a claim about two signals holds. */
function shareOf(
  bench: Bench,
  pair: readonly [SignalId, SignalId],
  claim: (a: number, b: number) => boolean,
  regime: 'plateau' | null = null,
): number {
  const [left, right] = [columnOf(bench, pair[0]), columnOf(bench, pair[1])];
  const wanted = regime === null ? -1 : regimes.indexOf(regime);
  let seen = 0;
  let held = 0;
  for (let slot = 0; slot < bench.grid.count; slot += 1) {
    const [a, b] = [left[slot] as number, right[slot] as number];
    if (!Number.isFinite(a + b) || (wanted !== -1 && bench.timeline.regimeOf[slot] !== wanted)) continue;
    seen += 1;
    if (claim(a, b)) held += 1;
  }
  return seen < 3 ? 0 : held / seen;
}

/** False when hardly any oil flows on what looks like plateaus: a trapped load may then stand above the pump pressure (stuck valve). */
export function isDelivering(bench: Bench): boolean {
  const nominal = (bench.plateNumber('pump', 'displacementCm3') * bench.plateNumber('pump', 'ratedSpeedRpm')) / 1000;
  const id = has(bench, 'Q_P') ? 'Q_P' : 'Q_A';
  if (!(nominal > 0) || !has(bench, id)) return true;
  const onPlateaus = columnOf(bench, id).filter((_, slot) => bench.timeline.regimeOf[slot] === regimes.indexOf('plateau'));
  return median(onPlateaus) > 0.2 * nominal;
}

/** Pairs of which the first cannot lie below the second, and when. */
export const ordered: readonly {
  readonly pair: readonly [SignalId, SignalId];
  readonly regime: 'plateau' | null;
  readonly text: string;
}[] = [
  {
    pair: ['p_P', 'p_A'],
    regime: 'plateau',
    text: 'the working pressure p_A lies above the pump pressure p_P while oil flows to the actuator',
  },
  { pair: ['p_P', 'p_S'], regime: null, text: 'the suction pressure lies above the pump pressure' },
  { pair: ['p_P', 'p_R'], regime: 'plateau', text: 'the return pressure lies above the pump pressure' },
  { pair: ['T_ci', 'T_co'], regime: null, text: 'the oil leaves the cooler hotter than it enters' },
  { pair: ['T_ci', 'T_amb'], regime: null, text: 'the cooled oil is colder than the ambient air' },
  { pair: ['Q_P', 'Q_C'], regime: 'plateau', text: 'the case drain carries more than the pump delivers' },
];

function swapped(bench: Bench): Contradiction[] {
  const found: Contradiction[] = [];
  const margin = (a: SignalId, b: SignalId) => accuracyOf(bench, a) + accuracyOf(bench, b);
  const check = (upper: SignalId, lower: SignalId, regime: 'plateau' | null, text: string) => {
    if (!has(bench, upper, lower) || (regime === 'plateau' && !isDelivering(bench))) return;
    const slack = margin(upper, lower);
    const share = shareOf(bench, [upper, lower], (a, b) => a + slack < b, regime);
    if (share > 0.5)
      found.push({
        code: 'swapped',
        signals: [upper, lower],
        text: say`${text} (in ${(100 * share).toFixed(0)} % of the time): swapped or mislabelled channels`,
        barred: [upper, lower],
      });
  };
  for (const { pair, regime, text } of ordered) check(pair[0], pair[1], regime, text);
  return found;
}

/** A pressure far from the setting by a unit's factor: MPa read as bar (1/10), bar as psi (14.5). */
function scaling(bench: Bench): Contradiction[] {
  const found: Contradiction[] = [];
  const settings = [bench.plateNumber('relief-valve', 'settingBar'), bench.plateNumber('pump', 'settingBar')].filter((value) => value > 0);
  const top = has(bench, 'p_P') ? quantile(columnOf(bench, 'p_P'), 0.99) : Number.NaN;
  const set = Math.min(...settings);
  if (Number.isFinite(set) && top > 0) {
    const factor = top / set;
    if (factor > 3)
      found.push({
        code: 'scaling',
        signals: ['p_P'],
        text: say`p_P reaches ${top.toFixed(0)} bar with a setting of ${set} bar (factor ${factor.toFixed(1)}): wrong unit or scaling`,
        barred: ['p_P'],
      });
    if (factor > 0.055 && factor < 0.13 && has(bench, 'p_A') && quantile(columnOf(bench, 'p_A'), 0.99) > 2 * top)
      found.push({
        code: 'scaling',
        signals: ['p_P'],
        text: say`p_P reaches only ${top.toFixed(1)} bar with a setting of ${set} bar and a higher working pressure: MPa read as bar?`,
        barred: ['p_P'],
      });
  }
  if (has(bench, 'p_P', 'Q_P', 'P_el')) {
    const [pressure, flow, power] = [columnOf(bench, 'p_P'), columnOf(bench, 'Q_P'), columnOf(bench, 'P_el')];
    const ratio = quantile(
      pressure.map((value, slot) =>
        (power[slot] as number) > 0.2 ? (value * (flow[slot] as number)) / 600 / (power[slot] as number) : Number.NaN,
      ),
      0.5,
    );
    if (ratio > 1.1)
      found.push({
        code: 'scaling',
        signals: ['P_el', 'Q_P'],
        text: say`hydraulic power is ${ratio.toFixed(1)} times the electrical power: a unit or scaling of P_el, Q_P or p_P is wrong`,
        barred: ['P_el', 'Q_P'],
      });
  }
  return found;
}

/** The accumulator hangs on the pump line: both pressures rise and fall together, one to one. A slope off 1 is a scale, not an offset. */
function comparedScale(bench: Bench): Contradiction[] {
  if (!has(bench, 'p_P', 'p_acc')) return [];
  const { slope } = line(columnOf(bench, 'p_acc'), columnOf(bench, 'p_P'));
  const ratio = median(slotwise(bench, ['p_P', 'p_acc'], (pump, store) => (store > 20 ? pump / store : Number.NaN)));
  if (!(slope > 0) || Math.abs(slope / ratio - 1) > 0.2 || (ratio > 0.8 && ratio < 1.25)) return [];
  const setting = bench.plateNumber('relief-valve', 'settingBar');
  const isPump =
    !(setting > 0) ||
    Math.abs(Math.log(quantile(columnOf(bench, 'p_P'), 0.99) / setting)) >
      Math.abs(Math.log(quantile(columnOf(bench, 'p_acc'), 0.99) / setting));
  const wrong: SignalId = isPump ? 'p_P' : 'p_acc';
  return [
    {
      code: 'scaling',
      signals: [wrong],
      text: say`p_P is ${ratio.toFixed(3)} times p_acc all the time: wrong unit or scaling of ${wrong}`,
      barred: [wrong],
    },
  ];
}

/** What must read zero while the pump stands still. */
export const zeroed = ['p_P', 'p_A', 'p_B', 'p_R', 'Q_P', 'Q_A'] as const;

/** The signal that shows a standstill. */
export function driveOf(bench: Bench): SignalId | undefined {
  return has(bench, 'n') ? 'n' : has(bench, 'P_el') ? 'P_el' : undefined;
}

/** Tells the slots in which the pump has stood still for six slots: pressure needs time to decay. */
export function standstill(bench: Bench, drive: SignalId): (slot: number) => boolean {
  const values = columnOf(bench, drive);
  const top = quantile(values, 0.95);
  return (slot) => [0, 1, 2, 3, 4, 5].every((back) => Math.abs(values[slot - back] ?? top) < 0.03 * top);
}

/** Zero at pump-off, and two pressures that must agree when nothing flows. */
function offsets(bench: Bench): Contradiction[] {
  const found: Contradiction[] = [];
  const drive = driveOf(bench);
  if (drive) {
    const isOff = standstill(bench, drive);
    for (const id of zeroed) {
      if (!has(bench, id)) continue;
      const column = columnOf(bench, id);
      const off = column.filter((_, slot) => isOff(slot));
      const zero = median(off);
      const slack = Math.max(accuracyOf(bench, id), 0.01 * quantile(column, 0.99));
      if (off.length >= 5 && Math.abs(zero) > 2 * slack && Math.abs(zero) < 0.3 * quantile(column, 0.99))
        found.push({
          code: 'offset',
          signals: [id],
          text: say`${id} reads ${zero.toFixed(2)} while the pump stands still`,
          barred: [],
        });
    }
  }
  if (has(bench, 'p_P', 'p_acc')) {
    const gap = columnOf(bench, 'p_P').map((value, slot) =>
      bench.timeline.regimeOf[slot] === regimes.indexOf('dead-head') ? value - (columnOf(bench, 'p_acc')[slot] as number) : Number.NaN,
    );
    const middle = median(gap);
    const slack = accuracyOf(bench, 'p_P') + accuracyOf(bench, 'p_acc');
    if (Math.abs(middle) > 3 * slack)
      found.push({
        code: 'offset',
        signals: ['p_P', 'p_acc'],
        // p_acc needs its absolute value; what p_P is used for bears an offset better.
        text: say`p_P and p_acc differ by ${middle.toFixed(1)} bar while nothing flows: one of them has an offset`,
        barred: ['p_acc'],
      });
  }
  return found;
}

/** Physics consistency rules of C6 over the whole recording. */
export function findContradictions(bench: Bench): Contradiction[] {
  const scales = [...comparedScale(bench), ...scaling(bench)];
  const scaled = new Set(scales.flatMap((item) => item.signals));
  // A wrong scale also looks like an offset or a swap: it explains them.
  const others = [...swapped(bench), ...offsets(bench)].filter((item) => !item.signals.some((id) => scaled.has(id)));
  return [...scales, ...others];
}
