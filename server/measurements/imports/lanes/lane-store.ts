import { SecondTable } from '../detections/second-table.ts';
import { isSetBack } from '../detections/shared-times.ts';
import type { LaneRecipe } from '../import.types.ts';
import type { RejectedRows } from '../quality/rejected-rows.ts';
import { StepCounter } from '../quality/step-counter.ts';
import { NonexistentTime, SetBackClock } from '../tables/clock-trouble.ts';
import { type Placement, type RowBlock, RowStore } from '../tables/row-store.ts';
import { isWallClock } from '../times/relative-start.ts';
import type { WallClock } from '../times/wall-clock.ts';

/** Look-back for late rows, all channels together. */
const WINDOW_BYTES = 256 * 1_048_576;

export interface Lane {
  readonly store: RowStore;
  readonly steps: StepCounter;
  readonly missingBlank: Float64Array;
  readonly missingText: Float64Array;
  previousMs: number;
  /** Time of the first value in the file at hand; NaN: none yet. */
  firstMs: number;
}

/** One row store per channel, because each has its own times. */
export class Lanes {
  lastAcceptedLine = 0;
  /** Set where a row is a line with values of several channels; null: a row is one value. */
  lines: { accepted: number; late: number } | null = null;
  readonly all: readonly Lane[];
  readonly #rejected: RejectedRows;
  #recipe: LaneRecipe;
  #clock: WallClock | null;
  #lane: Lane;
  #baseMs = 0;

  constructor({ recipe, channels, rejected }: { recipe: LaneRecipe; channels: number; rejected: RejectedRows }) {
    this.#recipe = recipe;
    this.#rejected = rejected;
    this.#clock = null;
    const count = channels;
    const blockRows = Math.max(64, Math.min(65_536, Math.floor(1_048_576 / count)));
    this.all = Array.from({ length: count }, () => ({
      store: new RowStore(1, Math.floor(WINDOW_BYTES / count), { blockRows }),
      steps: new StepCounter(1),
      missingBlank: new Float64Array(1),
      missingText: new Float64Array(1),
      previousMs: Number.NEGATIVE_INFINITY,
      firstMs: Number.NaN,
    }));
    this.#lane = this.all[0]!;
  }

  /** The lines that follow are those of another file. */
  begin(recipe: LaneRecipe, clock: WallClock | null): void {
    this.#recipe = recipe;
    this.#clock = isWallClock(recipe.time) ? clock : null;
    this.lastAcceptedLine = 0;
    for (const lane of this.all) lane.firstMs = Number.NaN;
  }

  get placedRows(): number {
    if (this.lines !== null) return this.lines.accepted;
    return this.all.reduce((sum, { store }) => sum + store.placedRows, 0);
  }

  get newestMs(): number {
    return this.all.reduce((newest, { store }) => Math.max(newest, store.newestMs), Number.NEGATIVE_INFINITY);
  }

  get outOfOrderRows(): number {
    if (this.lines !== null) return this.lines.late;
    return this.all.reduce((sum, { store }) => sum + store.outOfOrderRows, 0);
  }

  /** The channel of the values that follow, and the Unix ms of its zero (0: its times are instants, or relative). */
  select(lane: number, baseMs: number): void {
    this.#lane = this.all[lane]!;
    this.#baseMs = baseMs - (this.#recipe.time.zero ?? 0) * (this.#recipe.time.msPerUnit ?? 0);
  }

  /** A value that is NaN is rejected in the long layout, where it is the whole line, and a missing cell in blocks. */
  add(ms: number, value: number, { line, text }: { readonly line: number; readonly text: string }): void {
    if (Number.isNaN(value)) {
      this.#lane.missingText[0]!++;
      if (this.#recipe.layout === 'long') return this.#rejected.add({ line, reason: 'invalid-value', text });
    }
    const placement = this.place(ms, value, line);
    if (placement === 'duplicate' || placement === 'conflicting-duplicate') this.#rejected.add({ line, reason: placement, text });
  }

  /** Puts a value into the selected channel, or tells that one stands there already. */
  place(ms: number, value: number, line: number): Placement {
    const lane = this.#lane;
    const time = this.#clock === null ? ms + this.#baseMs : this.#clock.toUtc(ms, lane.previousMs);
    if (Number.isNaN(time)) throw new NonexistentTime(line);
    const { store } = lane;
    // A relative clock that falls by half of all it counted was started again.
    if (Number.isNaN(lane.firstMs)) lane.firstMs = time;
    else if (this.#recipe.time.kind === 'relative' && store.newestMs - time > (store.newestMs - lane.firstMs) / 2)
      throw new SecondTable(line, 'restart', store.newestMs - this.#baseMs);
    if (this.#clock !== null && this.#recipe.time.zone === null && isSetBack(ms + lane.previousMs - time, ms)) throw new SetBackClock(line);
    store.block.columns[0]![store.row] = value;
    const placement = store.place(time);
    if (placement === 'duplicate' || placement === 'conflicting-duplicate') return placement;
    if (placement === 'next') {
      store.block.times[store.row] = time;
      store.newestMs = time;
      if (++store.row === store.blockRows) store.rotate();
    }
    lane.previousMs = time;
    this.lastAcceptedLine = line;
    return placement;
  }

  /** Blocks of rows that leave the window. */
  *take(all: boolean): Generator<{ readonly lane: number; readonly block: RowBlock }> {
    const none = { missingBlank: new Float64Array(1), missingText: new Float64Array(1) };
    for (const [index, lane] of this.all.entries()) {
      for (const block of lane.store.take(all)) {
        lane.steps.add(block, this.#recipe.layout === 'long' ? none : lane);
        yield { lane: index, block };
      }
    }
  }
}
