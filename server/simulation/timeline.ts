import { cycleLength, stepStarts, type WorkCycle } from './cycle.ts';
import type { Random } from './random.ts';

/** What the control asks for at a time: a command, a process force and whether the motor runs. */
export interface Timeline {
  /** Moves to a time [s]; times must not go back. */
  moveTo(timeS: number): void;
  readonly now: { command: number; loadKn: number; motorOn: boolean; bleedLmin: number };
}

/**
 * Walks through the work cycle again and again. `loadSpread` is the standard deviation of the force from step to step (relative);
 * with probability `sticks` a command edge is ignored and the old command stays in force (a stuck spool).
 */
export function createTimeline(
  cycle: WorkCycle,
  options: { readonly random: Random; readonly loadSpread: number; readonly sticks: number },
): Timeline {
  const starts = stepStarts(cycle);
  const length = cycleLength(cycle);
  const now = { command: 0, loadKn: 0, motorOn: true, bleedLmin: 0 };
  let index = -1;
  let cycleStart = 0;
  const enter = (): void => {
    const step = cycle.steps[index]!;
    const spread = 1 + options.loadSpread * options.random.normal();
    const isIgnored = options.random.uniform() < options.sticks && step.command !== now.command;
    if (!isIgnored) now.command = step.command;
    now.loadKn = step.loadKn * spread;
    now.motorOn = step.motorOn !== false;
    now.bleedLmin = step.bleedLmin ?? 0;
  };
  const moveTo = (timeS: number): void => {
    while (index < 0 || timeS - cycleStart >= starts[index + 1]! - 1e-9) {
      index += 1;
      if (index === cycle.steps.length) {
        index = 0;
        cycleStart += length;
      }
      enter();
    }
  };
  return { moveTo, now };
}
