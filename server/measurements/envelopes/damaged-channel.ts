import { Problem } from '../../platform/problem.ts';
import type { DamagedChannel } from '../recording.schema.ts';
import type { SeriesDamage } from '../series/series-damage.ts';
import type { AskedChannel } from './series-question.ts';

const codes = ['series-damaged', 'series-missing', 'series-too-new'];

/** Does the failure concern this channel's stored samples, and so nothing of the others? */
export function isDamage(error: unknown): error is Problem {
  return error instanceof Problem && codes.includes(error.code);
}

export function toDamagedChannel({ index, name, unit }: AskedChannel, problem: Problem, zeroMs: number): DamagedChannel {
  const damage = problem.extra?.damage as SeriesDamage | undefined;
  // Null where everything is lost: JSON knows no NaN, and the problem has already been made for it.
  const at = (ms: number | null | undefined) => (typeof ms === 'number' && Number.isFinite(ms) ? ms - zeroMs : null);
  return {
    channel: index,
    name,
    unit,
    code: problem.code,
    detail: problem.detail ?? problem.message,
    fromMs: at(damage?.fromMs),
    toMs: at(damage?.toMs),
  };
}
