import { unitBehind } from '../cells/cell-kind.ts';
import { inUnit } from '../cells/cell-reader.ts';
import { isGood } from '../cells/validity-words.ts';
import type { TableRow } from '../detections/delimiter-detection.ts';
import { isEventMarker, laneValue } from '../detections/lane-detection.ts';
import type { LaneRecipe, RejectReason } from '../import.types.ts';
import { lineCells } from '../texts/line-splitting.ts';
import { TimeParser } from '../times/time-parser.ts';

/** What a reader finds. `open` starts a channel (long: when its name comes up); `reject` and `value` name lines from 1. */
export interface LaneHandler {
  open(channel: {
    readonly name: string | null;
    readonly unit: string | null;
    readonly preamble: readonly TableRow[];
    readonly header: TableRow | null;
  }): void;
  value(ms: number, value: number, cell: { readonly line: number; readonly text: string }): void;
  reject(line: number, reason: RejectReason, text: string): void;
}

const MOST_PREAMBLE_LINES = 60;

/** Reads the lines of a long or block file in order. What is wrong with a line ends at that line. */
export class LaneReader {
  line = 0;
  /** The line at hand is the last one and has no end. */
  isUnterminated = false;
  readonly #recipe: LaneRecipe;
  readonly #handler: LaneHandler;
  readonly #time: TimeParser;
  #pending: TableRow[] = [];
  #hasBlock = false;
  /** By channel: the unit that stands behind its values. */
  readonly #cellUnits = new Map<string, string>();
  #timeText = '';
  #timeMs = Number.NaN;

  constructor(recipe: LaneRecipe, handler: LaneHandler) {
    this.#recipe = recipe;
    this.#handler = handler;
    this.#time = new TimeParser(recipe.time, '\u0000', recipe.decimalMark);
  }

  read(text: string): void {
    this.line++;
    if (text.trim() === '') return;
    const { layout, firstDataLine } = this.#recipe;
    if (layout === 'long' && this.line < firstDataLine) return;
    const row: TableRow = { number: this.line, text, cells: lineCells(text, this.#recipe) };
    if (layout === 'long') this.#long(row);
    else this.#block(row);
  }

  /** Lines that could still have become the beginning of another block. */
  finish(): void {
    this.#rejectPending();
  }

  #long(row: TableRow): void {
    const { columns } = this.#recipe;
    const tag = (row.cells[columns.tag! - 1] ?? '').trim();
    const text = row.cells[columns.value - 1] ?? '';
    const states = this.#recipe.states?.[tag];
    const unit =
      columns.unit === null ? (states === undefined ? this.#cellUnit(tag, text) : '-') : (row.cells[columns.unit - 1] ?? '').trim();
    const problem = this.#problem(row, tag);
    if (problem !== null && problem !== 'invalid-value') return this.#handler.reject(row.number, problem, row.text);
    this.#handler.open({ name: tag, unit, preamble: [], header: null });
    const validity = columns.validity === null ? '1' : (row.cells[columns.validity - 1] ?? '');
    const cellUnit = columns.unit === null ? (this.#cellUnits.get(tag) ?? null) : null;
    const read = isGood(validity) ? (states?.[text.trim()] ?? laneValue(text, this.#recipe, cellUnit)) : Number.NaN;
    const value = columns.unit === null || unit === '' ? read : this.#inFirstUnit(read, tag, unit ?? '');
    this.#handler.value(this.#timeMs, value, { line: row.number, text: row.text });
  }

  /** The channel has the unit of its first line; later lines may come in another one. */
  #inFirstUnit(value: number, tag: string, unit: string): number {
    const first = this.#cellUnits.get(tag);
    if (first === undefined) this.#cellUnits.set(tag, unit);
    return first === undefined || first === unit ? value : inUnit(value, { from: unit, to: first });
  }

  /** The header's unit, or the one behind the first value of the channel. */
  #cellUnit(tag: string, text: string): string | null {
    const known = this.#cellUnits.get(tag) ?? this.#recipe.valueUnit;
    if (known !== null || /\d\s*$/.test(text)) return known;
    const unit = unitBehind(text.trim());
    if (unit !== null) this.#cellUnits.set(tag, unit);
    return unit;
  }

  #problem(row: TableRow, tag: string): RejectReason | null {
    if (row.text.includes('\u0000')) return 'nul-byte';
    if (this.#recipe.headerTexts.includes(row.text)) return 'repeated-header';
    if (isEventMarker(tag)) return 'event-marker';
    const cut = this.isUnterminated ? 'truncated' : null;
    const { fields } = this.#recipe;
    const hasFields = row.cells.length === fields || (row.cells.length === fields + 1 && row.cells.at(-1)!.trim() === '');
    if (!hasFields || tag === '') return cut ?? 'field-count';
    return Number.isNaN(this.#timeOf(row)) ? (cut ?? 'bad-time') : null;
  }

  #block(row: TableRow): void {
    if (row.cells[0]?.trim() === this.#recipe.timeHeader && row.cells.length >= 2) {
      const preamble = this.#pending;
      this.#pending = [];
      this.#hasBlock = true;
      return this.#handler.open({ name: null, unit: null, preamble, header: row });
    }
    const isRow = this.#hasBlock && row.cells.length >= 2 && row.cells.length <= 3 && !Number.isNaN(this.#timeOf(row));
    if (!isRow) {
      this.#pending.push(row);
      if (this.#hasBlock && this.#pending.length > MOST_PREAMBLE_LINES) this.#rejectPending();
      return;
    }
    this.#rejectPending();
    const text = row.cells[1] ?? '';
    this.#handler.value(this.#timeMs, laneValue(text, this.#recipe), { line: row.number, text: row.text });
  }

  #rejectPending(): void {
    for (const { number, text, cells } of this.#pending) {
      const isCut = this.isUnterminated && number === this.line && /^[\d+-]/.test(text);
      const reason = text.includes('\u0000') ? 'nul-byte' : isCut ? 'truncated' : cells.length === 2 ? 'bad-time' : 'field-count';
      this.#handler.reject(number, reason, text);
    }
    this.#pending = [];
  }

  /** Many channels share a time text: it is read once. */
  #timeOf({ cells }: TableRow): number {
    const text = this.#recipe.time.columns.map((column) => cells[column - 1] ?? '').join('\n');
    if (text === this.#timeText) return this.#timeMs;
    this.#timeText = text;
    this.#timeMs = this.#time.parseCells(cells);
    return this.#timeMs;
  }
}
