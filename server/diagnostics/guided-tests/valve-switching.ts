import type { Signal } from '../signals.ts';
import { extremes, median } from '../statistics.ts';

const block = 65_536;
const mostEdges = 2000;
/** A rise of the command by more than this share of its range opens the valve. */
const edgeShare = 0.3;
/** s before the command from which the answer is measured, and s in which it has to come. */
const beforeS = 0.1;
export const answerS = 2;
/** A smaller step is none: C2 row 17 "missed switch" (bar; % of the spool's range). */
const leastBar = 5;
const leastPercent = 10;

/** One command that opens the valve and what followed. Times in ms; NaN where nothing answered. */
export interface Switching {
  readonly atS: number;
  /** Command to the first 10 % of the step, and 10 to 90 % of it (C1.5). */
  readonly delayMs: number;
  readonly riseMs: number;
  /** % of the step. */
  readonly overshoot: number;
  readonly isMissed: boolean;
}

/**
 * s at which the command opens the valve in its main direction (the one it is opened in most often: the two directions of a movement
 * answer with different pressures); block by block, at most 2000 of them.
 */
export function openingEdges(command: Signal): number[] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  eachBlock(command, (values) => {
    const { min, max } = extremes(values.map(Math.abs));
    if (min < low) low = min;
    if (max > high) high = max;
  });
  const edges = { forth: [] as number[], back: [] as number[] };
  if (!(high - low > 0)) return [];
  eachBlock(command, (values, first) => {
    for (let index = 1; index < values.length; index += 1) {
      const to = values[index] as number;
      const list = to >= 0 ? edges.forth : edges.back;
      const atS = command.input.startS + (first + index) * command.intervalS;
      const isEdge = Math.abs(to) - Math.abs(values[index - 1] as number) > edgeShare * (high - low);
      if (isEdge && list.length < mostEdges && atS - (list.at(-1) ?? Number.NEGATIVE_INFINITY) > beforeS) list.push(atS);
    }
  });
  return edges.back.length > edges.forth.length ? edges.back : edges.forth;
}

/** Blocks overlap by one sample, so that no edge falls between two. */
function eachBlock(signal: Signal, visit: (values: Float64Array, first: number) => void): void {
  for (let from = 0; from < signal.input.count; from += block) {
    const first = Math.max(0, from - 1);
    visit(signal.read(first, Math.min(from + block, signal.input.count)), first);
  }
}

/** The answer to one command; null when the recording ends, the next command comes, or samples are missing before it is over. */
export function answerTo(answer: Signal, edgeS: number, nextS: number): Switching | null {
  const { intervalS } = answer;
  const until = Math.min(edgeS + answerS, nextS - beforeS);
  const start = answer.indexAt(edgeS);
  const values = answer.read(start, answer.indexAt(until));
  const earlier = answer.read(Math.max(0, answer.indexAt(edgeS - beforeS)), start);
  const wanted = Math.floor((0.5 * answerS) / intervalS);
  if (values.length < wanted || earlier.length === 0 || values.some((value) => !Number.isFinite(value))) return null;
  const before = median(earlier);
  const settled = median(values.subarray(Math.floor(values.length * 0.6)));
  const step = settled - before;
  const least = answer.id === 'y_sp' ? leastPercent : leastBar;
  if (!(Math.abs(step) >= least)) return { atS: edgeS, delayMs: Number.NaN, riseMs: Number.NaN, overshoot: Number.NaN, isMissed: true };
  const first = answer.input.startS + start * intervalS - edgeS;
  const at = (share: number): number => 1000 * (first + crossing(values, { before, step, share }) * intervalS);
  const furthest = step > 0 ? extremes(values).max : extremes(values).min;
  return {
    atS: edgeS,
    delayMs: at(0.1),
    riseMs: at(0.9) - at(0.1),
    overshoot: Math.max(0, (100 * (furthest - settled)) / step),
    isMissed: false,
  };
}

/** Place (in samples, between two of them) at which the answer first reaches a share of its step. */
function crossing(values: Float64Array, { before, step, share }: { before: number; step: number; share: number }): number {
  const done = (index: number) => ((values[index] as number) - before) / step;
  const at = values.findIndex((_, index) => done(index) >= share);
  if (at <= 0) return at < 0 ? Number.NaN : 0;
  const [left, right] = [done(at - 1), done(at)];
  return at - 1 + (share - left) / (right - left);
}
