import type { LimitCondition } from '../../systems/limits/limit.schema.ts';
import { signals as words } from '../../systems/signal.schema.ts';
import type { Bench } from '../indicators/definition.indicator.ts';
import { regimes } from '../segments/regime.segment.ts';
import { valueConversion } from './unit-conversion.science.ts';

/** Slots in which all conditions hold, and the conditions in words ("tank oil temperature at least 30 °C"). */
export interface Watch {
  readonly holds: Uint8Array;
  readonly words: readonly string[];
  /** Why a condition can never hold here: a signal is missing or in a unit of another kind. */
  readonly missing: readonly string[];
}

interface OneCondition {
  readonly holds: (slot: number) => boolean;
  readonly words: string;
  readonly missing?: string;
}

type Condition<K extends LimitCondition['kind']> = Extract<LimitCondition, { kind: K }>;

function windowCondition({ signal, unit, atLeast, atMost }: Omit<Condition<'signal'>, 'kind'>, bench: Bench): OneCondition {
  const range = [...(atLeast === null ? [] : [`at least ${atLeast} ${unit}`]), ...(atMost === null ? [] : [`at most ${atMost} ${unit}`])];
  const text = `${words[signal]} ${range.join(' and ')}`;
  const never = (missing: string): OneCondition => ({ holds: () => false, words: text, missing });
  const column = bench.grid.column(signal);
  const own = bench.signals.find(signal)?.unit;
  if (!column || own === undefined) return never(`${words[signal]} was not measured`);
  const into = valueConversion(unit, own);
  if (!into) return never(`${words[signal]} is in ${own}, the condition in ${unit}`);
  const low = atLeast === null ? Number.NEGATIVE_INFINITY : into(atLeast);
  const high = atMost === null ? Number.POSITIVE_INFINITY : into(atMost);
  // A missing sample is inside no window.
  return { words: text, holds: (slot) => (column[slot] as number) >= low && (column[slot] as number) <= high };
}

function regimeCondition({ regimes: wanted }: Condition<'regime'>, { timeline }: Bench): OneCondition {
  const codes = wanted.map((regime) => regimes.indexOf(regime));
  return { words: `${wanted.join(' or ')} phases`, holds: (slot) => codes.includes(timeline.regimeOf[slot] as number) };
}

/** Clears the first slots of every run: conditions count when they have held for so long. */
function settle(holds: Uint8Array, slots: number): void {
  let held = 0;
  for (let slot = 0; slot < holds.length; slot += 1) {
    held = holds[slot] === 1 ? held + 1 : 0;
    if (held <= slots) holds[slot] = 0;
  }
}

/** When a limit is watched: every condition at once. Without conditions always. */
export function watchOf(conditions: readonly LimitCondition[], bench: Bench): Watch {
  const each = conditions.flatMap((condition): OneCondition[] => {
    if (condition.kind === 'held') return [];
    return [condition.kind === 'signal' ? windowCondition(condition, bench) : regimeCondition(condition, bench)];
  });
  const holds = new Uint8Array(bench.timeline.slots).map((_, slot) => (each.every((one) => one.holds(slot)) ? 1 : 0));
  const seconds = conditions.find((condition): condition is Condition<'held'> => condition.kind === 'held')?.seconds ?? 0;
  if (seconds > 0) settle(holds, Math.ceil(seconds / bench.timeline.stepS - 1e-9));
  return {
    holds,
    words: [...each.map((one) => one.words), ...(seconds > 0 ? [`for more than ${seconds} s`] : [])],
    missing: each.flatMap((one) => one.missing ?? []),
  };
}

/** Epochs in which at least `share` of the slots of a regime satisfy a mask; an epoch without such slots does not. */
export function epochsHolding(holds: Uint8Array, bench: Bench, { regime, share }: { regime: string; share: number }): Uint8Array {
  const { epochs, regimeOf } = bench.timeline;
  const code = (regimes as readonly string[]).indexOf(regime);
  return Uint8Array.from(epochs, (epoch) => {
    let all = 0;
    let good = 0;
    for (let slot = epoch.from; slot < epoch.to; slot += 1) {
      if (code !== -1 && regimeOf[slot] !== code) continue;
      all += 1;
      good += holds[slot] as number;
    }
    return good > 0 && good >= share * all ? 1 : 0;
  });
}
