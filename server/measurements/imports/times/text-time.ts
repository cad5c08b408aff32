import type { TimeRecipe } from './time-recipe.types.ts';
import { clockOf, dayOf, offsetOf, type TimePieces, timePattern } from './time-text.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Reads the times of a recipe with a `text` form. Keeps what the row before said: a clock without a date goes on behind midnight. */
export class TextTime {
  /** Offset from UTC written in the cell read last, in ms. */
  offsetMs = 0;
  readonly #recipe: TimeRecipe;
  readonly #take: (text: string) => TimePieces | null;
  readonly #parts: string[] = [];
  #lastClock = Number.NEGATIVE_INFINITY;
  #turns = 0;
  /** A clock begins again after so many. */
  readonly #turnMs: number;

  constructor(recipe: TimeRecipe) {
    this.#recipe = recipe;
    this.#take = timePattern(recipe.text!);
    this.#turnMs = recipe.text!.clock === 'minutes' ? HOUR_MS : DAY_MS;
  }

  /** Cell `index` of the row's time columns, in the order of the recipe. 0 until the last of them in `count` is there. */
  part(index: number, text: string, isLast: boolean): number {
    this.#parts[index] = text;
    return isLast ? this.parse(this.#parts.join(' ')) : 0;
  }

  /** Ms as if UTC (offsets subtracted), or NaN. */
  parse(text: string): number {
    const pieces = this.#take(text);
    if (pieces === null) return Number.NaN;
    const { order, hasOffset, kind, dayMs } = this.#recipe;
    const clock = clockOf(pieces, kind === 'relative', this.#recipe.text!.isMinutes);
    const offset = hasOffset ? offsetOf(pieces) : 0;
    if (offset === null || (hasOffset && pieces.zone === undefined)) return Number.NaN;
    this.offsetMs = offset;
    if (this.#recipe.text!.date !== null) return dayOf(pieces, order) + clock - offset;
    if (Number.isNaN(clock)) return Number.NaN;
    return (dayMs ?? 0) + this.#withTurns(clock) - offset;
  }

  /** A clock that falls by more than half its turn has passed midnight; one that jumps back up was only late. */
  #withTurns(clock: number): number {
    if (clock - this.#lastClock < -this.#turnMs / 2) this.#turns++;
    else if (clock - this.#lastClock > this.#turnMs / 2 && this.#turns > 0) this.#turns--;
    this.#lastClock = clock;
    return clock + this.#turns * this.#turnMs;
  }
}
