import type { Signal } from '../signals.ts';
import { extremes, mean, median, quantile } from '../statistics.ts';
import { combine } from '../uncertainty.ts';
import { say } from '../wordings/phrase.science.ts';
import { accuracyOf, type Bench, columnOf, type IndicatorDefinition, type Measured, type NotComputable } from './definition.indicator.ts';

/** Slots of the cycle in which the valve opens: the first transition after no flow, and the plateau it leads to. */
function openingWindow(bench: Bench): { from: number; to: number; plateauTo: number } | null {
  const { pieces } = bench.timeline;
  for (let index = 1; index + 1 < pieces.length; index += 1) {
    const [before, here, after] = [pieces[index - 1], pieces[index], pieces[index + 1]];
    const isClosed = before?.regime === 'dead-head' || before?.regime === 'idle';
    if (isClosed && here?.regime === 'transition' && after?.regime === 'plateau')
      return { from: here.from, to: here.to, plateauTo: after.to };
  }
  return null;
}

/**
 * Effective delay in ms: the pressure-time area missing from the working pressure's step, divided by the plateau pressure,
 * ∫(1 - p/p_plateau)dt from the slot in which the cycle opens the valve. An area needs means, not samples: 1 Hz means give the same
 * number as 100 Hz data. It contains the constant offset between cycle clock and valve command, so only differences count.
 */
function areaDelay(bench: Bench): Measured | NotComputable {
  const window = openingWindow(bench);
  if (bench.timeline.cycleSlots === null || !window)
    return {
      because: 'there is neither a valve command nor a repeated cycle with a pressure step after a closed phase',
      wouldNeed: 'signal u_cmd, or a recording with repeated cycles',
    };
  const pressure = columnOf(bench, 'p_A');
  const { stepS, epochs } = bench.timeline;
  const level = (slot: (epoch: { from: number }) => number) => median(epochs.map((epoch) => pressure[slot(epoch)] ?? Number.NaN));
  if (level((epoch) => epoch.from + window.from - 1) > 0.3 * level((epoch) => epoch.from + window.plateauTo - 1))
    return {
      because: 'the working pressure is already high before the valve opens: there is no clear step to time',
      wouldNeed: 'signal u_cmd and p_A at 50 Hz or more',
    };
  const perEpoch = Float64Array.from(epochs, (epoch) => {
    const plateau = median(pressure.subarray(epoch.from + window.to, epoch.from + window.plateauTo));
    let missing = 0;
    for (let slot = window.from; slot < window.to; slot += 1) missing += 1 - (pressure[epoch.from + slot] ?? Number.NaN) / plateau;
    return 1000 * missing * stepS;
  });
  const plateau = median(pressure.map((value) => (value > 0 ? value : Number.NaN)));
  const uncertainty = (1000 * stepS * (window.to - window.from) * Math.SQRT2 * accuracyOf(bench, 'p_A')) / plateau;
  const note = ` Without a command channel: area method, relative to second ${window.from * stepS} of the cycle; the constant offset of the cycle clock is included. Slot means are assumed to be true means.`;
  const whenEmpty = {
    because: 'p_A has no valid samples, or no pressure, on the opening step and the plateau it leads to',
    wouldNeed: 'a recording with valid p_A while the valve opens',
  };
  return { perEpoch, uncertainty, inputs: ['p_A'], regime: 'transition', note, whenEmpty };
}

const BLOCK = 65_536;
const MAX_EDGES = 5000;

/** s at which the amount of the command rises by more than 30 % of its range; block by block, at most 5000 of them. */
function commandEdges(bench: Bench, command: Signal): number[] {
  const { min, max } = extremes(columnOf(bench, command.id));
  if (!(max - min > 0)) return [];
  const edges: number[] = [];
  for (let from = 0; from < command.input.count && edges.length < MAX_EDGES; from += BLOCK) {
    const first = Math.max(0, from - 1);
    const values = command.read(first, Math.min(from + BLOCK, command.input.count));
    for (let index = 1; index < values.length; index += 1) {
      const rise = Math.abs(values[index] as number) - Math.abs(values[index - 1] as number);
      if (rise > 0.3 * (max - min)) edges.push(command.input.startS + (first + index) * command.intervalS);
    }
  }
  return edges;
}

/** s from a command edge to half of the pressure change that follows within 2 s; NaN when nothing changes. */
function responseTime(pressure: Signal, edgeS: number): number {
  const start = pressure.indexAt(edgeS);
  const span = Math.round(2 / pressure.intervalS);
  const values = pressure.read(start, Math.min(start + span, pressure.input.count));
  const before = values[0] ?? Number.NaN;
  const settled = median(values.subarray(Math.floor(values.length * 0.6)));
  if (values.length < span || Math.abs(settled - before) < 5) return Number.NaN;
  const at = values.findIndex((value) => Math.abs(value - before) >= Math.abs(settled - before) / 2);
  return at < 0 ? Number.NaN : pressure.input.startS + (start + at) * pressure.intervalS - edgeS;
}

/** The list of the epoch a moment falls into. */
function epochAt(bench: Bench, lists: number[][], timeS: number): number[] | undefined {
  const length = (bench.timeline.epochs[0]?.to ?? 1) * bench.timeline.stepS;
  return lists[Math.min(Math.floor(timeS / length + 1e-9), lists.length - 1)];
}

function commandDelay(bench: Bench, command: Signal, pressure: Signal): Measured {
  const byEpoch = bench.timeline.epochs.map((): number[] => []);
  for (const edge of commandEdges(bench, command)) {
    epochAt(bench, byEpoch, edge)?.push(1000 * responseTime(pressure, edge));
  }
  return {
    perEpoch: Float64Array.from(byEpoch, (times) => median(times)),
    uncertainty: 1000 * combine(command.intervalS, pressure.intervalS),
    inputs: ['u_cmd', 'p_A'],
    regime: 'transition',
    note: ' From the command edge to half of the pressure step.',
    whenEmpty: {
      because: 'no rise of the valve command is followed by a change of p_A by 5 bar or more within 2 s',
      wouldNeed: 'a recording in which u_cmd opens the valve and p_A answers',
    },
  };
}

/** The command method needs samples finer than the delay itself (C1.5: 50 Hz is ±20 ms). Only its result is an absolute delay. */
export function isTimedByCommand(bench: Pick<Bench, 'signals'>): boolean {
  return (['u_cmd', 'p_A'] as const).every((id) => (bench.signals.find(id)?.intervalS ?? Number.NaN) <= 0.02);
}

const delay: IndicatorDefinition = {
  id: 'valve-switching-delay',
  name: 'Switching delay of the directional valve',
  component: 'directional-valve',
  unit: 'ms',
  formula: 't_d = ∫(1 - p_A/p_plateau)dt over the opening step',
  reference: 'C1.5 and D2: the valve is a one-second event in the cycle; compare with its own baseline at the same temperature',
  needs: ['p_A'],
  compute(bench): Measured | NotComputable {
    const command = bench.signals.find('u_cmd');
    const pressure = bench.signals.find('p_A');
    return command && pressure && isTimedByCommand(bench) ? commandDelay(bench, command, pressure) : areaDelay(bench);
  },
};

const missed: IndicatorDefinition = {
  id: 'missed-switch-share',
  name: 'Valve commands without a pressure response',
  component: 'directional-valve',
  unit: '%',
  formula: 'share of command edges after which p_A changes by less than 5 bar within 2 s',
  reference: 'C2 row 17 (missed switch), C4 row V09',
  needs: ['u_cmd', 'p_A'],
  compute(bench): Measured | NotComputable {
    const command = bench.signals.find('u_cmd');
    const pressure = bench.signals.find('p_A');
    if (!command || !pressure || !(command.intervalS <= 1) || !(pressure.intervalS <= 1))
      return { because: 'command or pressure is sampled slower than 1 Hz or irregularly', wouldNeed: 'u_cmd and p_A at 1 Hz or more' };
    const byEpoch = bench.timeline.epochs.map((): number[] => []);
    for (const edge of commandEdges(bench, command)) {
      const response = responseTime(pressure, edge);
      epochAt(bench, byEpoch, edge)?.push(Number.isFinite(response) ? 0 : 100);
    }
    return { perEpoch: Float64Array.from(byEpoch, (list) => mean(list)), uncertainty: 0, inputs: ['u_cmd', 'p_A'], regime: 'all' };
  },
};

/** s between 10 % and 90 % of the opening step in one epoch. */
function stepTime(bench: Bench, pressure: Signal, epoch: { from: number; to: number }): number {
  const window = openingWindow(bench);
  if (!window) return Number.NaN;
  const { stepS } = bench.timeline;
  const from = pressure.indexAt((epoch.from + window.from) * stepS);
  const values = pressure.read(from, pressure.indexAt((epoch.from + window.plateauTo) * stepS));
  const closed = values[0] ?? Number.NaN;
  const open = quantile(values.subarray(Math.floor(values.length / 2)), 0.5);
  // Less than a real opening step (the load was already on): there is nothing to time.
  if (!(open - closed > 0.3 * open)) return Number.NaN;
  const crossing = (share: number) => values.findIndex((value) => value >= closed + share * (open - closed));
  const [low, high] = [crossing(0.1), crossing(0.9)];
  return low < 0 || high < 0 ? Number.NaN : (high - low) * pressure.intervalS;
}

const switching: IndicatorDefinition = {
  id: 'valve-switching-time',
  name: 'Switching time of the directional valve (10–90 % of the pressure step)',
  component: 'directional-valve',
  unit: 'ms',
  formula: 't_sw = t(90 %) - t(10 %) of the working pressure after opening',
  reference: 'C1.5: needs fs >= 10/t_sw, 500 Hz for a 50 ms valve; at 100 Hz ±10 ms',
  needs: ['p_A'],
  compute(bench): Measured | NotComputable {
    const pressure = bench.signals.find('p_A');
    if (!pressure || !(pressure.intervalS <= 0.0101))
      return {
        because: say`the working pressure is sampled at ${rateText(pressure)}, slower than the switching itself`,
        wouldNeed: 'p_A (or the spool position y_sp) at 500 Hz; 100 Hz gives ±10 ms',
      };
    if (bench.timeline.cycleSlots === null || !openingWindow(bench))
      return { because: 'no repeated opening step was found', wouldNeed: 'a recording with repeated cycles' };
    const stride = Math.max(1, Math.floor(bench.timeline.epochs.length / 500));
    const perEpoch = Float64Array.from(bench.timeline.epochs, (epoch) =>
      epoch.index % stride === 0 ? 1000 * stepTime(bench, pressure, epoch) : Number.NaN,
    );
    const whenEmpty = {
      because: 'p_A rises by less than 30 % of its plateau when the valve opens: there is no clear step to time',
      wouldNeed: 'a cycle that opens the valve against a working pressure that was released before',
    };
    return { perEpoch, uncertainty: 1000 * pressure.intervalS, inputs: ['p_A'], regime: 'transition', whenEmpty };
  },
};

export function rateText(signal: Signal | undefined): string {
  return signal && Number.isFinite(signal.intervalS) ? `${+(1 / signal.intervalS).toPrecision(3)} Hz` : 'an irregular rate';
}

export const valveIndicators: readonly IndicatorDefinition[] = [delay, switching, missed];
