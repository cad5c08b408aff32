import { parseCleanValues, type ValueLane } from '../cells/clean-values.ts';
import { POWERS_OF_TEN, parseNumberText } from '../cells/number-text.ts';
import type { MatrixFileRecipe, RejectReason } from '../import.types.ts';
import type { RejectedRows } from '../quality/rejected-rows.ts';
import { type ByteSource, type LineBlock, LineBlocks, MAX_LINE_BYTES } from '../texts/line-blocks.ts';

/** Reads one matrix file row by row. A row that cannot be read is rejected and its samples are missing: later rows keep their place. */
export class MatrixRows {
  line = 0;
  acceptedRows = 0;
  readonly rejectedByReason: Partial<Record<RejectReason, number>> = {};
  missingBlank = 0;
  missingText = 0;
  readonly #recipe: MatrixFileRecipe;
  readonly #blocks: LineBlocks;
  readonly #rejected: RejectedRows;
  readonly #delimiter: number;
  readonly #decimal: number;
  readonly #lane: ValueLane;
  #block: LineBlock | null = null;
  #at = 0;

  constructor(parts: { recipe: MatrixFileRecipe; source: ByteSource; rejected: RejectedRows }) {
    this.#recipe = parts.recipe;
    this.#blocks = new LineBlocks(parts.source);
    this.#rejected = parts.rejected;
    this.#delimiter = parts.recipe.spacing === undefined ? parts.recipe.delimiter.charCodeAt(0) : 9;
    this.#decimal = parts.recipe.decimalMark.charCodeAt(0);
    const { columns } = parts.recipe;
    this.#lane = { cells: new Float64Array(0), at: 0, stride: 1, count: columns, delimiter: this.#delimiter, decimal: this.#decimal };
  }

  /** Writes the next row's samples into `out` from `at` on; false at the end of the file. */
  async next(out: Float64Array, at: number): Promise<boolean> {
    for (;;) {
      if (this.#block === null || this.#at >= this.#block.to) {
        this.#block = await this.#blocks.next();
        this.#at = this.line === 0 && this.#recipe.bom ? 3 : 0;
        if (this.#block === null) return false;
      }
      const { bytes, to, isOverlong, isUnterminated } = this.#block;
      this.line++;
      if (isOverlong) {
        this.#at = to;
        return this.#reject({ reason: 'overlong-line', text: bytes.toString('utf8') }, out, at);
      }
      const start = this.#at;
      this.#at = bytes.indexOf(10, start) + 1;
      const end = bytes[this.#at - 2] === 13 && this.#at - 2 >= start ? this.#at - 2 : this.#at - 1;
      if (end === start) continue;
      const text = (): string => bytes.toString('utf8', start, Math.min(end, start + 400));
      if (end - start > MAX_LINE_BYTES) return this.#reject({ reason: 'overlong-line', text: text() }, out, at);
      if (bytes.subarray(start, end).includes(0)) return this.#reject({ reason: 'nul-byte', text: text() }, out, at);
      if (this.#parse(bytes, { start, end }, out, at)) return true;
      return this.#reject({ reason: isUnterminated ? 'truncated' : 'field-count', text: text() }, out, at);
    }
  }

  #reject(row: { reason: 'overlong-line' | 'nul-byte' | 'field-count' | 'truncated'; text: string }, out: Float64Array, at: number): true {
    this.#rejected.add({ line: this.line, file: this.#recipe.file, ...row });
    this.rejectedByReason[row.reason] = (this.rejectedByReason[row.reason] ?? 0) + 1;
    out.fill(Number.NaN, at, at + this.#recipe.columns);
    return true;
  }

  /** False when the row has too few or too many fields; nothing of it counts then. */
  #parse(b: Buffer, range: { start: number; end: number }, out: Float64Array, at: number): boolean {
    this.#lane.cells = out;
    this.#lane.at = at;
    if (parseCleanValues(b, range.start, this.#lane) !== range.end) return this.#parseCells(b, range, out, at);
    this.acceptedRows++;
    return true;
  }

  /** The same for every row: blanks, words, long numbers. */
  #parseCells(b: Buffer, { start, end }: { start: number; end: number }, out: Float64Array, at: number): boolean {
    const delimiter = this.#delimiter;
    const decimal = this.#decimal;
    const columns = this.#recipe.columns;
    let blanks = 0;
    let words = 0;
    let column = 0;
    for (let i = start; i < end; column++) {
      if (column === columns) return false;
      const cell = i;
      let ch = b[i]!;
      const isNegative = ch === 45;
      if (isNegative) ch = b[++i]!;
      let mark = i;
      let mantissa = 0;
      for (; ch >= 48 && ch <= 57; ch = b[++i]!) mantissa = mantissa * 10 + (ch - 48);
      let digits = i - mark;
      let decimals = 0;
      if (ch === decimal) {
        mark = ++i;
        for (ch = b[i]!; ch >= 48 && ch <= 57; ch = b[++i]!) mantissa = mantissa * 10 + (ch - 48);
        decimals = i - mark;
        digits += decimals;
      }
      if (digits > 0 && digits <= 15 && (ch === delimiter || i === end))
        out[at + column] = (isNegative ? -mantissa : mantissa) / POWERS_OF_TEN[decimals]!;
      else {
        const next = b.indexOf(delimiter, cell);
        i = next < 0 || next > end ? end : next;
        const value = this.#unusual(b.toString('latin1', cell, i).trim());
        out[at + column] = value;
        if (i === cell) blanks++;
        else if (Number.isNaN(value)) words++;
      }
      i++;
    }
    if (column !== columns) return false;
    this.acceptedRows++;
    this.missingBlank += blanks;
    this.missingText += words;
    return true;
  }

  #unusual(text: string): number {
    return parseNumberText(text, this.#recipe.decimalMark, null);
  }
}
