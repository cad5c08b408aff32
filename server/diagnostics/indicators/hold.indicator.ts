import { extremes, median, quantile } from '../statistics.ts';
import { say } from '../wordings/phrase.science.ts';
import { speedOf } from './cylinder.science.ts';
import { accuracyOf, type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';
import { longestRun, type Stretch, scatterOf } from './stretch.science.ts';

/** The first seconds after the valve closes still settle (and the oil is compressed). */
const SETTLING_SLOTS = 3;
const MIN_HOLD_SLOTS = 8;
/** Below this share of its highest value a valve command means closed. */
const CLOSED_SHARE = 0.05;

const noHold: NotComputable = {
  because: say`the cylinder is never held for ${MIN_HOLD_SLOTS} s or more`,
  wouldNeed: 'a load held with the valve closed for 10 min (C1.10)',
};

/** True in slots in which the valve is commanded closed, or (without a command) the drive stands still. */
function isHeld(bench: Bench): ((slot: number) => boolean) | null {
  const command = bench.signals.find('u_cmd') ? columnOf(bench, 'u_cmd').map(Math.abs) : null;
  if (command) {
    const top = quantile(command, 0.99);
    return (slot) => (command[slot] as number) <= CLOSED_SHARE * top;
  }
  const drive = bench.signals.find('n') ? columnOf(bench, 'n') : bench.signals.find('P_el') ? columnOf(bench, 'P_el') : null;
  const top = drive ? quantile(drive, 0.95) : Number.NaN;
  return drive ? (slot) => (drive[slot] as number) < 0.03 * top : null;
}

/** The longest hold of every epoch as slots, without its settling. */
function holdsOf(bench: Bench): (Stretch | null)[] | NotComputable {
  const held = isHeld(bench);
  if (!held)
    return {
      because: 'nothing says when the valve is closed or the pump stands still',
      wouldNeed: 'signal u_cmd, or n or P_el with the pump switched off',
    };
  return bench.timeline.epochs.map((epoch) => {
    const hold = longestRun(epoch, held);
    return hold && hold.to - hold.from >= MIN_HOLD_SLOTS ? { from: hold.from + SETTLING_SLOTS, to: hold.to - 1 } : null;
  });
}

const lastThird = ({ from, to }: Stretch): Stretch => ({ from: to - Math.max(1, Math.floor((to - from) / 3)), to });

const drift: IndicatorDefinition = {
  id: 'cylinder-drift',
  name: 'Drift of the held cylinder',
  component: 'cylinder',
  unit: 'mm/10 min',
  formula: '600·|x(end) - x(start)|/duration, medians of the first and last third of the longest hold of each epoch',
  reference: 'C1.6, C2 row 18; meant for 10 min with the pump off: a shorter hold shows a large drift, but never that there is none',
  needs: ['x'],
  compute(bench): Measured | NotComputable {
    const holds = holdsOf(bench);
    if ('because' in holds) return holds;
    const position = columnOf(bench, 'x');
    const { stepS } = bench.timeline;
    const perEpoch = Float64Array.from(holds, (hold) => {
      if (!hold) return Number.NaN;
      const last = lastThird(hold);
      const first = { from: hold.from, to: hold.from + last.to - last.from };
      const moved = median(position.subarray(last.from, last.to)) - median(position.subarray(first.from, first.to));
      return (600 * Math.abs(moved)) / ((last.from - first.from) * stepS);
    });
    const usual = median(holds.map((hold) => (hold ? (hold.to - hold.from) * stepS : Number.NaN)));
    if (!Number.isFinite(usual)) return noHold;
    // A constant sensor error cancels in the difference; a tenth of the stated accuracy is taken as what repeatability leaves.
    const uncertainty = (600 * 0.1 * Math.SQRT2 * accuracyOf(bench, 'x')) / usual;
    if (usual < 600 && !(median(perEpoch) > 2 * uncertainty))
      return {
        because: say`holds of ${usual.toFixed(0)} s show no drift, but could not show one below ${(2 * uncertainty).toFixed(0)} mm in 10 min`,
        wouldNeed: 'a load held with the valve closed for 10 min (C1.10)',
      };
    return { perEpoch, uncertainty, inputs: ['x'], regime: 'all', whenEmpty: noHold };
  },
};

const difference: IndicatorDefinition = {
  id: 'held-port-difference',
  name: 'Pressure difference between both sides of the held cylinder',
  component: 'cylinder',
  unit: 'bar',
  formula: '|p_A - p_B|, median of the last third of the longest hold of each epoch',
  reference: 'C1.6: with both ports closed a leaking piston seal equalises the pressures; a leaking spool feeds both sides alike',
  needs: ['p_A', 'p_B'],
  compute(bench): Measured | NotComputable {
    const holds = holdsOf(bench);
    if ('because' in holds) return holds;
    const [cap, rod] = [columnOf(bench, 'p_A'), columnOf(bench, 'p_B')];
    const perEpoch = Float64Array.from(holds, (hold) => {
      if (!hold) return Number.NaN;
      const { from, to } = lastThird(hold);
      return Math.abs(median(cap.subarray(from, to)) - median(rod.subarray(from, to)));
    });
    return { perEpoch, uncertainty: scatterOf(perEpoch), inputs: ['p_A', 'p_B'], regime: 'all', whenEmpty: noHold };
  },
};

const noCommand: NotComputable = { because: 'the valve command never rests at zero for long enough', wouldNeed: noHold.wouldNeed };

/** Flow of the pump in slots of one epoch that pass a test; median. */
function flowWhere(bench: Bench, epoch: Stretch, isIn: (slot: number) => boolean): number {
  const flow = columnOf(bench, 'Q_P');
  const run = longestRun(epoch, isIn);
  return run ? median(flow.subarray(run.from, run.to)) : Number.NaN;
}

const closedFlow: IndicatorDefinition = {
  id: 'closed-valve-flow',
  name: 'Pump flow while the valve is commanded closed',
  component: 'directional-valve',
  unit: 'l/min',
  formula: 'median of Q_P in the last third of the longest stretch with u_cmd near zero, per epoch',
  reference: 'C1.5 and C2 row 20: P at pressure, A and B blocked; a leaking piston cannot take this flow',
  needs: ['Q_P', 'u_cmd'],
  compute(bench): Measured | NotComputable {
    const holds = holdsOf(bench);
    if ('because' in holds) return holds;
    const flow = columnOf(bench, 'Q_P');
    const perEpoch = Float64Array.from(holds, (hold) => {
      const rest = hold && lastThird(hold);
      return rest ? median(flow.subarray(rest.from, rest.to)) : Number.NaN;
    });
    return { perEpoch, uncertainty: accuracyOf(bench, 'Q_P'), inputs: ['Q_P', 'u_cmd'], regime: 'all', whenEmpty: noCommand };
  },
};

const bypass: IndicatorDefinition = {
  id: 'stalled-cylinder-flow',
  name: 'Pump flow while the cylinder stands at its end with the valve open',
  component: 'cylinder',
  unit: 'l/min',
  formula: 'median of Q_P in the longest stretch with the valve commanded open and |v| below 1 % of its highest value, per epoch',
  reference: 'C1.6 bypass test: at the end of the stroke only leakage takes oil; limits C2 row 19 (×3 of the healthy value)',
  needs: ['Q_P', 'u_cmd', ['v', 'x']],
  compute(bench): Measured | NotComputable {
    const speed = (speedOf(bench) ?? new Float64Array(0)).map(Math.abs);
    const command = columnOf(bench, 'u_cmd').map(Math.abs);
    const [top, open] = [quantile(speed, 0.98), extremes(command).max];
    const isStalled = (slot: number) => (command[slot] as number) > CLOSED_SHARE * open && (speed[slot] as number) < 0.01 * top;
    const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) => flowWhere(bench, epoch, isStalled));
    const whenEmpty = {
      because: 'the cylinder never stands at its end with the valve open',
      wouldNeed: 'a bypass test: the cylinder at its end under pressure',
    };
    return { perEpoch, uncertainty: accuracyOf(bench, 'Q_P'), inputs: ['Q_P', 'u_cmd'], regime: 'all', whenEmpty };
  },
};

/** Less motion than this share of the usual travel is none. */
const NO_MOTION = 0.05;

const motion: IndicatorDefinition = {
  id: 'missed-motion-share',
  name: 'Valve commands that move nothing',
  component: 'directional-valve',
  unit: '%',
  formula: 'share of the commanded stretches (one direction, 2 s or more) in which x moves by less than 5 % of its usual travel',
  reference: 'C2 row 17 (missed switch), C4 row V09: command without response',
  needs: ['u_cmd', 'x'],
  compute(bench): Measured | NotComputable {
    const [command, position] = [columnOf(bench, 'u_cmd'), columnOf(bench, 'x')];
    const top = extremes(command.map(Math.abs)).max;
    const travel = quantile(position, 0.98) - quantile(position, 0.02);
    const direction = (slot: number) => (Math.abs(command[slot] as number) > 0.3 * top ? Math.sign(command[slot] as number) : 0);
    const perEpoch = Float64Array.from(bench.timeline.epochs, ({ from, to }) => {
      let [asked, missed] = [0, 0];
      for (let slot = from; slot < to; ) {
        let end = slot + 1;
        while (end < to && direction(end) === direction(slot)) end += 1;
        if (direction(slot) !== 0 && end - slot >= 2) {
          asked += 1;
          const { min, max } = extremes(position.subarray(slot, end));
          if (max - min < NO_MOTION * travel) missed += 1;
        }
        slot = end;
      }
      return asked === 0 ? Number.NaN : (100 * missed) / asked;
    });
    const whenEmpty = { because: 'the valve is never commanded for 2 s', wouldNeed: 'a recording in which the valve moves the cylinder' };
    return { perEpoch, uncertainty: 0, inputs: ['u_cmd', 'x'], regime: 'all', whenEmpty };
  },
};

export const holdIndicators: readonly IndicatorDefinition[] = [drift, difference, closedFlow, bypass, motion];
