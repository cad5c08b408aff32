/** Rows in time order, with a look-back window for late rows and duplicates. */

export interface RowBlock {
  times: Float64Array;
  columns: Float64Array[];
  rows: number;
}

/** A block with room: all of its memory is one piece, column c begins at (c + 1) * stride of `cells`, the times at 0. */
interface OpenBlock extends RowBlock {
  readonly cells: Float64Array<ArrayBuffer>;
  readonly stride: number;
}

interface LateRow {
  readonly time: number;
  readonly values: Float64Array;
}

export interface RowStoreOptions {
  readonly blockRows?: number;
  recycle?(bytes: number): ArrayBuffer | undefined;
}

export type Placement = 'next' | 'late' | 'duplicate' | 'conflicting-duplicate';

/** Thrown when a row is older than everything the window still holds. */
export class TooFarOutOfOrder extends Error {}

/**
 * The parser writes a row into `block` at `row` and asks `place(time)` where it belongs. Rows that are newer than all before simply stay;
 * the others are kept aside and merged when their block leaves the window. Bound: blocks and late rows together at most `budgetBytes`.
 */
export class RowStore {
  block: OpenBlock;
  /** Next free row of the block. */
  row = 0;
  /** Newest time so far. */
  newestMs = Number.NEGATIVE_INFINITY;
  outOfOrderRows = 0;
  acceptedRows = 0;
  readonly #width: number;
  readonly #blockRows: number;
  readonly #budgetBytes: number;
  readonly #recycle: (bytes: number) => ArrayBuffer | undefined;
  #waiting: RowBlock[] = [];
  #late = new Map<number, LateRow>();
  #flushedMs = Number.NEGATIVE_INFINITY;

  /** `recycle` may hand out the memory of a block that went its way before: a gigabyte need not be allocated and cleared piece by piece. */
  constructor(width: number, budgetBytes: number, options: RowStoreOptions = {}) {
    this.#width = width;
    this.#budgetBytes = budgetBytes;
    this.#recycle = options.recycle ?? (() => undefined);
    this.#blockRows = options.blockRows ?? (width <= 31 ? 65_536 : Math.max(64, Math.floor(2_097_152 / (width + 1))));
    this.block = this.#newBlock();
  }

  get blockRows(): number {
    return this.#blockRows;
  }

  /** Rows accepted so far, whether or not they have left the window. */
  get placedRows(): number {
    return this.#waiting.reduce((sum, block) => sum + block.rows, this.acceptedRows + this.row + this.#late.size);
  }

  /** The block is full: put it aside and start the next one. */
  rotate(): void {
    this.block.rows = this.row;
    this.#waiting.push(this.block);
    this.block = this.#newBlock();
    this.row = 0;
  }

  /** Decides about the row written at `row`; the caller moves on only for `next`. */
  place(time: number): Placement {
    if (time > this.newestMs) return 'next';
    if (time <= this.#flushedMs) throw new TooFarOutOfOrder();
    const twin = this.#find(time);
    if (twin !== null) return this.#equals(twin) ? 'duplicate' : 'conflicting-duplicate';
    this.#late.set(time, { time, values: Float64Array.from(this.block.columns, (column) => column[this.row]!) });
    this.outOfOrderRows++;
    return 'late';
  }

  /** Blocks that leave the window, merged with the late rows that belong into them. `all`: the file is over. */
  *take(all: boolean): Generator<RowBlock> {
    if (all) this.rotate();
    const blockBytes = (this.#width + 1) * 8 * this.#blockRows;
    const lateBytes = this.#late.size * ((this.#width + 1) * 8 + 200);
    let keep = all ? 0 : Math.max(0, Math.floor((this.#budgetBytes - lateBytes) / blockBytes) - 1);
    if (!all && lateBytes > this.#budgetBytes) keep = 0;
    while (this.#waiting.length > keep) {
      const block = this.#waiting.shift()!;
      const merged = this.#late.size === 0 ? block : this.#merge(block, all && this.#waiting.length === 0);
      if (merged.rows === 0) continue;
      this.#flushedMs = merged.times[merged.rows - 1]!;
      this.acceptedRows += merged.rows;
      yield merged;
    }
  }

  #newBlock(): OpenBlock {
    // Columns exactly 2^k bytes apart would fight for the same lines of the cache.
    const stride = this.#blockRows + 8;
    const bytes = (this.#width + 1) * stride * 8;
    // What is left in recycled memory is written over cell by cell: an accepted row fills every column.
    const cells = new Float64Array(this.#recycle(bytes) ?? new ArrayBuffer(bytes));
    const column = (i: number): Float64Array => cells.subarray(i * stride, i * stride + this.#blockRows);
    return { cells, stride, times: column(0), columns: Array.from({ length: this.#width }, (_, c) => column(c + 1)), rows: 0 };
  }

  /** The row that already has this time, as its values. */
  #find(time: number): { readonly columns: readonly Float64Array[]; readonly row: number } | null {
    const late = this.#late.get(time);
    if (late !== undefined) return { columns: Array.from(late.values, (value) => Float64Array.of(value)), row: 0 };
    const row = indexOf(this.block.times, this.row, time);
    if (row >= 0) return { columns: this.block.columns, row };
    for (let i = this.#waiting.length - 1; i >= 0; i--) {
      const block = this.#waiting[i]!;
      const at = indexOf(block.times, block.rows, time);
      if (at >= 0) return { columns: block.columns, row: at };
    }
    return null;
  }

  #equals(twin: { readonly columns: readonly Float64Array[]; readonly row: number }): boolean {
    return this.block.columns.every((column, c) => {
      const here = column[this.row]!;
      const there = twin.columns[c]![twin.row]!;
      return here === there || (Number.isNaN(here) && Number.isNaN(there));
    });
  }

  #merge(block: RowBlock, isLast: boolean): RowBlock {
    const until = isLast ? Number.POSITIVE_INFINITY : block.rows === 0 ? Number.NEGATIVE_INFINITY : block.times[block.rows - 1]!;
    const late = [...this.#late.values()].filter((row) => row.time < until).sort((a, b) => a.time - b.time);
    if (late.length === 0) return block;
    for (const row of late) this.#late.delete(row.time);
    const rows = block.rows + late.length;
    const merged: RowBlock = {
      times: new Float64Array(rows),
      columns: Array.from({ length: this.#width }, () => new Float64Array(rows)),
      rows,
    };
    let next = 0;
    for (let row = 0, at = 0; at < rows; at++) {
      const candidate = late[next];
      const isLate = candidate !== undefined && (row >= block.rows || candidate.time < block.times[row]!);
      merged.times[at] = isLate ? candidate.time : block.times[row]!;
      for (let c = 0; c < this.#width; c++) merged.columns[c]![at] = isLate ? candidate.values[c]! : block.columns[c]![row]!;
      if (isLate) next++;
      else row++;
    }
    return merged;
  }
}

/** Position of a time in the first `rows` ascending times, or -1. */
function indexOf(times: Float64Array, rows: number, time: number): number {
  let low = 0;
  let high = rows - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = times[middle]!;
    if (value === time) return middle;
    if (value < time) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
