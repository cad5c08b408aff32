import { unusualReader } from '../cells/cell-reader.ts';
import { headerBetweenRows, SecondTable } from '../detections/second-table.ts';
import type { LaneRecipe, RejectReason } from '../import.types.ts';
import { startBase } from '../import-clock.ts';
import type { RejectedRows } from '../quality/rejected-rows.ts';
import type { Placement } from '../tables/row-store.ts';
import { lineCells } from '../texts/line-splitting.ts';
import { TimeParser } from '../times/time-parser.ts';
import type { TimeRecipe } from '../times/time-recipe.types.ts';
import type { WallClock } from '../times/wall-clock.ts';
import type { Lanes } from './lane-store.ts';

interface Pair {
  readonly columns: readonly number[];
  readonly time: TimeParser;
  readonly baseMs: number;
  readonly channels: readonly { readonly lane: number; readonly column: number; read(text: string): number }[];
}

/** Reads lines in which each channel has its own time. A line is accepted when every time in it can be read; a channel may have ended before the others. */
export class PairReader {
  line = 0;
  /** The line at hand is the last one and has no end. */
  isUnterminated = false;
  readonly #recipe: LaneRecipe;
  readonly #lanes: Lanes;
  readonly #lines: { accepted: number; late: number };
  readonly #rejected: RejectedRows;
  readonly #pairs: readonly Pair[];
  readonly #headerBetween: ReturnType<typeof headerBetweenRows>;

  constructor(parts: { recipe: LaneRecipe; lanes: Lanes; rejected: RejectedRows; clock: WallClock | null }) {
    const { recipe, lanes, rejected, clock } = parts;
    this.#recipe = recipe;
    this.#lanes = lanes;
    this.#rejected = rejected;
    lanes.lines ??= { accepted: 0, late: 0 };
    this.#lines = lanes.lines;
    this.#headerBetween = headerBetweenRows(recipe);
    this.#pairs = (recipe.pairs ?? []).map(({ time, channels }) => pairOf(recipe, { time, channels, clock }));
  }

  read(text: string): void {
    this.line++;
    if (text.trim() === '' || this.line < this.#recipe.firstDataLine) return;
    const bare = text.startsWith('\ufeff') ? text.slice(1) : text;
    const cells = lineCells(bare, this.#recipe);
    const times = this.#pairs.map((pair) => timeOf(pair, cells));
    const problem = this.#problem(bare, cells, times);
    if (problem !== null) return this.#reject(problem, bare);
    const placements = this.#pairs.flatMap((pair, i) => (times[i] === null ? [] : this.#values(pair, times[i]!, cells)));
    if (placements.every((placement) => placement.endsWith('duplicate')))
      return this.#reject(placements.every((placement) => placement === 'duplicate') ? 'duplicate' : 'conflicting-duplicate', bare);
    this.#lines.accepted++;
    if (placements.includes('late')) this.#lines.late++;
  }

  finish(): void {}

  #values(pair: Pair, ms: number, cells: readonly string[]): Placement[] {
    return pair.channels.map(({ lane, column, read }) => {
      const text = (cells[column - 1] ?? '').trim();
      const value = text === '' ? Number.NaN : read(text);
      this.#lanes.select(lane, pair.baseMs);
      const placement = this.#lanes.place(ms, this.#recipe.missingCodes.includes(value) ? Number.NaN : value, this.line);
      if (Number.isNaN(value) && !placement.endsWith('duplicate'))
        this.#lanes.all[lane]![text === '' ? 'missingBlank' : 'missingText'][0]!++;
      return placement;
    });
  }

  #problem(text: string, cells: readonly string[], times: readonly (number | null)[]): RejectReason | null {
    if (text.includes('\u0000')) return 'nul-byte';
    const header = this.#headerBetween(text);
    if (header === 'other' || header === 'units') throw new SecondTable(this.line, header === 'units' ? 'units' : 'header');
    if (header === 'same') return 'repeated-header';
    const cut = this.isUnterminated ? 'truncated' : null;
    const { fields } = this.#recipe;
    if (cells.length !== fields && !(cells.length === fields + 1 && cells.at(-1)!.trim() === '')) return cut ?? 'field-count';
    return times.every((ms) => ms === null) || times.some((ms) => ms !== null && Number.isNaN(ms)) ? (cut ?? 'bad-time') : null;
  }

  #reject(reason: RejectReason, text: string): void {
    this.#rejected.add({ line: this.line, reason, text });
  }
}

function pairOf(recipe: LaneRecipe, pair: { time: TimeRecipe; channels: readonly number[]; clock: WallClock | null }): Pair {
  return {
    columns: pair.time.columns,
    // The cells come one by one: no delimiter stands in them.
    time: new TimeParser(pair.time, '\u0000', recipe.decimalMark),
    baseMs: startBase(pair.time, pair.clock),
    channels: pair.channels.map((lane) => {
      const channel = recipe.channels[lane]!;
      return { lane, column: channel.column!, read: unusualReader(channel, recipe) };
    }),
  };
}

/** Null: this channel has no sample in the line. */
function timeOf({ columns, time, channels }: Pair, cells: readonly string[]): number | null {
  const isBlank = (column: number): boolean => (cells[column - 1] ?? '').trim() === '';
  if (columns.every(isBlank)) return channels.every(({ column }) => isBlank(column)) ? null : Number.NaN;
  return time.parseCells(cells);
}
