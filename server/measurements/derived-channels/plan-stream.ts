import { Problem } from '../../platform/problem.ts';
import type { ChannelSamples } from '../analyses/channel-samples.ts';
import { apply } from './elementwise.ts';
import type { Memory, Plan } from './expression-plan.ts';
import { createDelay, createDerivative, createIntegral, createMovingMean, type MemoryFunction } from './memory.science.ts';

/**
 * Values of a plan at the instants of one time base. `read` is asked for stretches that follow each other without a hole; `base` is null
 * for what is the same at all times.
 */
export interface PlanStream {
  readonly base: ChannelSamples | null;
  read(from: number, to: number): Float64Array;
}

export interface StreamContext {
  /** Channels by index. */
  readonly channels: ReadonlyMap<number, ChannelSamples>;
  /** Instants of a slower channel at which a faster one has no sample, and those at which it has. */
  readonly pairing: { unmatched: number; matched: number };
}

/** Samples in one window at most: 16 MB. */
const mostInWindow = 1_000_000;

export function streamOf(plan: Plan, context: StreamContext): PlanStream {
  switch (plan.kind) {
    case 'constant':
      return { base: null, read: (from, to) => new Float64Array(to - from).fill(plan.value) };
    case 'channel': {
      const base = context.channels.get(plan.index);
      if (!base) throw new Error(`channel ${plan.index} was not opened`);
      return { base, read: base.values };
    }
    case 'convert': {
      const of = streamOf(plan.of, context);
      return { base: of.base, read: (from, to) => of.read(from, to).map((value) => value * plan.factor + plan.offset) };
    }
    case 'memory':
      return remembering(plan.memory, streamOf(plan.of, context));
    case 'apply': {
      const args = plan.args.map((arg) => streamOf(arg, context));
      const base = slowest(args);
      const paired = args.map((arg) =>
        arg.base === null || base === null || isSameBase(arg.base, base) ? arg : picking(arg, base, context),
      );
      return {
        base,
        read: (from, to) =>
          apply(
            plan.operation,
            paired.map((arg) => arg.read(from, to)),
          ),
      };
    }
  }
}

function remembering(memory: Memory, of: PlanStream): PlanStream {
  const { base } = of;
  if (!base) throw new Error('a constant has no past');
  const memoryFunction = memoryOf(memory, base.typicalIntervalMs);
  return { base, read: (from, to) => memoryFunction.next(base.times(from, to), of.read(from, to)) };
}

function memoryOf(memory: Memory, typicalMs: number): MemoryFunction {
  if (memory.name === 'derivative') return createDerivative(typicalMs);
  if (memory.name === 'integral') return createIntegral(typicalMs);
  if (memory.ms / typicalMs > mostInWindow) {
    throw new Problem('derivation-window-too-long', 422, 'This length of time holds too many samples', {
      detail: `${memory.ms / 1000} s hold more than ${mostInWindow} samples of this channel. Choose a shorter time.`,
    });
  }
  return memory.name === 'mean' ? createMovingMean(memory.ms) : createDelay(memory.ms, typicalMs);
}

function slowest(streams: readonly PlanStream[]): ChannelSamples | null {
  let slow: ChannelSamples | null = null;
  for (const { base } of streams) if (base && (!slow || base.typicalIntervalMs > slow.typicalIntervalMs)) slow = base;
  return slow;
}

/** The same instants: one time base of one file, or the same start, step and number (a derived channel beside its source). */
function isSameBase(a: ChannelSamples, b: ChannelSamples): boolean {
  if (a.source.path === b.source.path && a.source.timeBase === b.source.timeBase) return true;
  return a.intervalMs !== null && a.intervalMs === b.intervalMs && a.firstMs === b.firstMs && a.count === b.count;
}

const chunkSamples = 65_536;
/** Two stamps this close are one instant: float64 keeps a Unix time in ms to a quarter of it. */
const sameMs = 0.001;

/** Values of a faster stream at the instants of a slower base, only where both have a sample; elsewhere missing. */
function picking(fast: PlanStream, slow: ChannelSamples, { pairing }: StreamContext): PlanStream {
  const base = fast.base!;
  let times = new Float64Array(0);
  let values = new Float64Array(0);
  let read = 0;
  let at = 0;
  /** Moves to the first fast sample that is not before a time; false behind the last one. */
  function advance(time: number): boolean {
    for (;;) {
      while (at < times.length && times[at]! < time - sameMs) at++;
      if (at < times.length) return true;
      if (read === base.count) return false;
      const to = Math.min(base.count, read + chunkSamples);
      times = base.times(read, to) as Float64Array<ArrayBuffer>;
      values = fast.read(read, to) as Float64Array<ArrayBuffer>;
      read = to;
      at = 0;
    }
  }
  return {
    base: slow,
    read: (from, to) =>
      slow.times(from, to).map((time) => {
        const isMet = advance(time) && times[at]! <= time + sameMs;
        pairing[isMet ? 'matched' : 'unmatched']++;
        return isMet ? values[at]! : Number.NaN;
      }),
  };
}
