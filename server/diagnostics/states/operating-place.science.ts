import type { SignalWindow } from '../../systems/limits/limit.schema.ts';
import type { Bench } from '../indicators/definition.indicator.ts';
import { regimes } from '../segments/regime.segment.ts';
import { median } from '../statistics.ts';
import { valueConversion } from './unit-conversion.science.ts';

/** Slots that an operating point is read from: transitions and plateaus where there are any, else all. */
export function workingSlots({ timeline }: Bench): (slot: number) => boolean {
  const working = [regimes.indexOf('transition'), regimes.indexOf('plateau')];
  const hasWork = timeline.regimeOf.some((kind) => working.includes(kind));
  return (slot) => !hasWork || working.includes(timeline.regimeOf[slot] as number);
}

/** Epochs at an operating point: in each of them the median of every signal, while the system works, is inside its window. */
export function epochsAtPoint(windows: readonly SignalWindow[], bench: Bench): Uint8Array {
  const { epochs } = bench.timeline;
  const isWorking = workingSlots(bench);
  const tests = windows.map(({ signal, unit, atLeast, atMost }) => {
    const column = bench.grid.column(signal);
    const into = valueConversion(unit, bench.signals.find(signal)?.unit ?? '');
    if (!column || !into) return () => false;
    const low = atLeast === null ? Number.NEGATIVE_INFINITY : into(atLeast);
    const high = atMost === null ? Number.POSITIVE_INFINITY : into(atMost);
    return (from: number, to: number) => {
      const value = median(column.subarray(from, to).filter((_, index) => isWorking(from + index)));
      return value >= low && value <= high;
    };
  });
  return Uint8Array.from(epochs, ({ from, to }) => (tests.every((test) => test(from, to)) ? 1 : 0));
}
