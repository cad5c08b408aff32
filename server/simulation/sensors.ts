import type { Fault } from './faults.ts';
import { createRandom, hashText } from './random.ts';
import type { SignalKind } from './signals.ts';

export interface SensorOptions {
  /** Names the machine: the same sensors (same fixed errors) sit on it in every recording. */
  readonly machine: string;
  readonly seed: number;
  readonly durationS: number;
  readonly faults: readonly Fault[];
}

/** Turns the true value at a time [s] into what the logger stores; NaN where a sample is lost. */
export type Sensor = (truth: number, timeS: number) => number;

const span = (kind: SignalKind): number => kind.rangeHigh - kind.rangeLow;
/** Signal a fault sits on when the fault names none. */
const usualSignal = 'p_P';
/** An offset fault at full severity shifts by this share of the span; drift reaches it at the end of the recording. */
const offsetShare = 0.06;

function isOn(fault: Fault, kind: SignalKind): boolean {
  return (fault.signal ?? usualSignal) === kind.role;
}

/** Intermittent hold: in every window of a minute the value stands still for `severity` of the time. */
function isStuck(fault: Fault | undefined, timeS: number): boolean {
  if (fault === undefined || fault.severity <= 0 || timeS < (fault.fromS ?? 0)) return false;
  return (timeS - (fault.fromS ?? 0)) % 60 < 60 * fault.severity;
}

function shiftOf(fault: Fault | undefined, kind: SignalKind): (timeS: number, durationS: number) => number {
  if (fault === undefined) return () => 0;
  const full = fault.severity * offsetShare * span(kind);
  const from = fault.fromS ?? 0;
  if (fault.mode === 'drift') return (timeS, durationS) => (timeS <= from ? 0 : (full * (timeS - from)) / Math.max(durationS - from, 1));
  return (timeS) => (timeS < from ? 0 : full);
}

/**
 * Fixed error and noise, the faults, then converter range and resolution. The range follows NAMUR NE 43: a 4-20 mA sensor
 * saturates at 3.8 and 20.5 mA, which is -1.25 % and +3.125 % of span.
 */
export function createSensor(kind: SignalKind, options: SensorOptions): Sensor {
  const own = createRandom(hashText(options.machine), `sensor ${kind.role}`);
  const noise = createRandom(options.seed, `noise ${kind.role}`);
  const loss = createRandom(options.seed, `loss ${kind.role}`);
  const fixed = (own.uniform() - 0.5) * (kind.accuracyPct / 100) * span(kind);
  const find = (id: string): Fault | undefined => options.faults.find((fault) => fault.id === id && isOn(fault, kind));
  const stuck = find('I01');
  const shift = shiftOf(find('I02'), kind);
  const scaled = find('I03');
  const gaps = options.faults.find((fault) => fault.id === 'I05' && (fault.signal === undefined || fault.signal === kind.role));
  const low = kind.rangeLow - 0.0125 * span(kind);
  const high = kind.rangeHigh + 0.03125 * span(kind);
  const factor = scaled === undefined ? 1 : 10 ** -scaled.severity;
  let held = Number.NaN;
  return (truth, timeS) => {
    const analog = truth + fixed + kind.noise * noise.normal() + shift(timeS, options.durationS);
    const clipped = Math.min(high, Math.max(low, analog));
    const stored = Math.round(clipped / kind.resolution) * kind.resolution;
    if (Number.isNaN(held) || !isStuck(stuck, timeS)) held = stored;
    if (gaps !== undefined && timeS >= (gaps.fromS ?? 0) && loss.uniform() < 0.05 * gaps.severity) return Number.NaN;
    return held * (scaled !== undefined && timeS >= (scaled.fromS ?? 0) ? factor : 1);
  };
}
