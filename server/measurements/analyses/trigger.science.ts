export interface TriggerRule {
  readonly level: number;
  readonly edge: 'rising' | 'falling';
  /** How far the value must go back behind the level before the next crossing counts. */
  readonly hysteresis: number;
}

/**
 * Finds the samples at which a channel crosses a level, block by block. A crossing needs a sample before it on the other side; a missing
 * value in between hides when it happened, so that the state is unknown again. Values are taken as they are: nothing is interpolated.
 */
export interface TriggerFinder {
  /** Calls `found` with the position in the block of every crossing until it answers false; returns whether to go on. */
  add(values: Float64Array, found: (position: number) => boolean): boolean;
}

export function createTriggerFinder({ level, edge, hysteresis }: TriggerRule, isArmed = false): TriggerFinder {
  const sign = edge === 'rising' ? 1 : -1;
  const fire = sign * level;
  const arm = fire - hysteresis;
  let armed = isArmed;
  return {
    add(values, found) {
      for (let i = 0; i < values.length; i++) {
        const value = sign * values[i]!;
        if (Number.isNaN(value)) armed = false;
        else if (armed && value >= fire) {
          armed = false;
          if (!found(i)) return false;
        } else if (value < fire && value <= arm) armed = true;
      }
      return true;
    },
  };
}
