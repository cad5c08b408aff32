import { unusualReader } from '../cells/cell-reader.ts';
import { isInfinite } from '../cells/cell-words.ts';
import { parseCleanValues, type ValueLane } from '../cells/clean-values.ts';
import { POWERS_OF_TEN } from '../cells/number-text.ts';
import { isGood } from '../cells/validity-words.ts';
import { headerBetweenRows, SecondTable } from '../detections/second-table.ts';
import { isHalfDayFall, isSetBack } from '../detections/shared-times.ts';
import type { RejectReason, TableRecipe } from '../import.types.ts';
import type { RejectedRows } from '../quality/rejected-rows.ts';
import type { MissingCells } from '../quality/step-counter.ts';
import { MAX_LINE_BYTES } from '../texts/line-blocks.ts';
import { TimeParser } from '../times/time-parser.ts';
import type { WallClock } from '../times/wall-clock.ts';
import { HalfDayClock, NonexistentTime, SetBackClock, UnevenSecond } from './clock-trouble.ts';
import type { RowStore } from './row-store.ts';

const SKIPPED = -1;
const DATE = -2;
const CLOCK = -3;
const NUMERIC_TIME = -4;
/** More digits than any number needs that was printed by a computer; far from what overflows. */
const MOST_PLAIN_DIGITS = 40;
/** And below: the parts of a time that is read as text. */
const TEXT_TIME = -5;
/** And below: whether the value of a channel is good. */
const VALIDITY = -100;

/**
 * Reads the rows of a table straight from bytes into the columns of a row store. Numbers take the fast path (digits to an integer, one
 * exact division: correctly rounded below 2^53); everything unusual in a cell takes the slow one. Whatever is wrong with a line ends at
 * that line's end.
 */
export class TableParser {
  line = 0;
  lastAcceptedLine = 0;
  /** The block being parsed ends in a line without an end: what is wrong with it is that it was cut off. */
  isLastUnterminated = false;
  /** Offsets from UTC that the time column carries, in order of appearance. */
  readonly offsets = new Set<number>();
  lastOffsetMs = 0;
  readonly missingBlank: Float64Array;
  readonly missingText: Float64Array;
  /** Those of the missing texts that stand for an infinity. */
  readonly infinite: Float64Array;
  readonly #recipe: TableRecipe;
  readonly #store: RowStore;
  readonly #rejected: RejectedRows;
  readonly #clock: WallClock | null;
  readonly #time: TimeParser;
  readonly #delimiter: number;
  readonly #decimal: number;
  readonly #targets: Int32Array;
  /** Present when a row is the time and then nothing but values. */
  readonly #lane: ValueLane | null;
  /** Unix ms of the zero of a relative time; 0 when the clock is relative or the times are instants. */
  readonly #baseMs: number;
  readonly #headers: readonly Buffer[];
  readonly #headerBetween: ReturnType<typeof headerBetweenRows>;
  /** Missing cells of the row at hand: channel * 4 + (0 blank, 1 text, 3 infinite). */
  readonly #missing: Int32Array;
  #missingCount = 0;
  /** Time between two rows when no column holds a time, and rows so far. */
  readonly #rowMs: number;
  #rows = 0;
  /** Hours go from 0 to 24, as far as anybody knows. */
  readonly #isFullClock: boolean;
  readonly #cellReaders: readonly ((text: string) => number)[];
  #hasNul = false;
  #previousMs = Number.NEGATIVE_INFINITY;
  #firstMs = Number.NaN;
  #second = Number.NEGATIVE_INFINITY;
  #inSecond = 0;

  /** `missing`: counts of the files before, to go on with. */
  constructor(parts: {
    recipe: TableRecipe;
    store: RowStore;
    rejected: RejectedRows;
    clock: WallClock | null;
    baseMs?: number;
    missing?: MissingCells & { readonly infinite: Float64Array };
  }) {
    const { recipe } = parts;
    this.#previousMs = parts.store.newestMs;
    this.#baseMs = (parts.baseMs ?? 0) - (recipe.time.zero ?? 0) * (recipe.time.msPerUnit ?? 0);
    this.#recipe = recipe;
    this.#store = parts.store;
    this.#rejected = parts.rejected;
    this.#clock = parts.clock;
    // Lines whose columns are set apart by spaces come with tabs.
    const delimiter = recipe.spacing === undefined ? recipe.delimiter : '\t';
    this.#time = new TimeParser(recipe.time, delimiter, recipe.decimalMark);
    this.#delimiter = delimiter.charCodeAt(0);
    this.#decimal = recipe.decimalMark.charCodeAt(0);
    this.#targets = new Int32Array(recipe.fields).fill(SKIPPED);
    recipe.channels.forEach((channel, index) => {
      if (channel.column !== null) this.#targets[channel.column - 1] = index;
    });
    recipe.time.columns.forEach((column, part) => {
      const plain = part > 0 ? CLOCK : recipe.time.kind === 'calendar' ? DATE : NUMERIC_TIME;
      this.#targets[column - 1] = recipe.time.text === undefined ? plain : TEXT_TIME - part;
    });
    for (const { column, of } of recipe.validity ?? []) {
      const channel = this.#targets[of - 1]!;
      if (channel >= 0) this.#targets[column - 1] = VALIDITY - channel;
    }
    this.#rowMs = recipe.time.columns.length === 0 ? (recipe.time.msPerUnit ?? 0) : 0;
    this.#isFullClock = recipe.time.kind === 'calendar' && !recipe.time.isTwelveHour && !recipe.time.hasOffset;
    this.#cellReaders = recipe.channels.map((channel) => unusualReader(channel, recipe));
    const isPlain = this.#targets.length > 1 && this.#targets.every((target, i) => (i === 0 ? target < SKIPPED : target === i - 1));
    const rest = { count: this.#targets.length - 1, delimiter: this.#delimiter, decimal: this.#decimal };
    this.#lane = isPlain ? { cells: new Float64Array(0), at: 0, stride: 0, ...rest } : null;
    this.#headers = recipe.headerTexts.map((text) => Buffer.from(text));
    this.#headerBetween = headerBetweenRows(recipe);
    this.#missing = new Int32Array(recipe.channels.length);
    this.missingBlank = parts.missing?.missingBlank ?? new Float64Array(recipe.channels.length);
    this.missingText = parts.missing?.missingText ?? new Float64Array(recipe.channels.length);
    this.infinite = parts.missing?.infinite ?? new Float64Array(recipe.channels.length);
  }

  /** Parses the whole lines in [from, to). */
  parse(b: Buffer, from: number, to: number): void {
    const firstDataLine = this.#recipe.firstDataLine;
    let i = from;
    while (i < to) {
      this.line++;
      const ch = b[i];
      if (ch === 10) i++;
      else if (ch === 13 && b[i + 1] === 10) i += 2;
      else if (this.line < firstDataLine) i = b.indexOf(10, i) + 1;
      else i = this.#row(b, i);
    }
  }

  /** A line longer than any row: counted and rejected. */
  overlong(text: string): void {
    this.line++;
    this.#rejected.add({ line: this.line, reason: 'overlong-line', text });
  }

  /** One line from `start`; answers the index behind it. */
  #row(b: Buffer, start: number): number {
    const lane = this.#lane;
    if (lane === null) return this.#anyRow(b, start);
    const time = this.#timeCell(b, start, this.#targets[0]!);
    const values = this.#time.end;
    const { cells, stride } = this.#store.block;
    lane.cells = cells;
    lane.stride = stride;
    lane.at = stride + this.#store.row;
    const end = b[values] === this.#delimiter ? parseCleanValues(b, values + 1, lane) : -1;
    if (end < 0 || Number.isNaN(time) || end - start > MAX_LINE_BYTES) return this.#anyRow(b, start);
    const next = b[end] === 13 ? end + 2 : end + 1;
    this.#missingCount = 0;
    this.#accept(b, start, next, time);
    return next;
  }

  /** The same for every row: any order of columns, blanks, words, quotes, damage. */
  #anyRow(b: Buffer, start: number): number {
    const targets = this.#targets;
    const fields = targets.length;
    this.#missingCount = 0;
    this.#hasNul = false;
    let time = 0;
    let i = start;
    let field = 0;
    for (;;) {
      const target = targets[field]!;
      if (target >= 0) i = this.#cell(b, i, target);
      else if (target === SKIPPED) i = this.#cellEnd(b, i);
      else if (target <= VALIDITY) i = this.#judge(b, i, VALIDITY - target);
      else {
        time += this.#timeCell(b, i, target);
        if (Number.isNaN(time)) return this.#reject(b, start, 'bad-time');
        i = this.#time.end;
      }
      if (b[i] !== this.#delimiter) break;
      i++;
      if (++field === fields) break;
    }
    // One trailing delimiter is fine, nothing behind it is.
    if (field < fields - 1 || (b[i] !== 10 && b[i] !== 13)) return this.#reject(b, start, 'field-count');
    if (this.#hasNul) return this.#reject(b, start, 'nul-byte');
    if (i - start > MAX_LINE_BYTES) return this.#reject(b, start, 'overlong-line');
    const next = b[i] === 13 ? i + 2 : i + 1;
    if (this.#rowMs > 0) time = this.#rows++ * this.#rowMs;
    this.#accept(b, start, next, time);
    return next;
  }

  /** One value: digits to an integer and one exact division, correctly rounded below 2^53; anything else is looked at as text. */
  #cell(b: Buffer, from: number, target: number): number {
    let i = from;
    let ch = b[i]!;
    const isNegative = ch === 45;
    if (isNegative) ch = b[++i]!;
    let mark = i;
    let mantissa = 0;
    for (; ch >= 48 && ch <= 57; ch = b[++i]!) mantissa = mantissa * 10 + (ch - 48);
    let digits = i - mark;
    let decimals = 0;
    if (ch === this.#decimal) {
      mark = ++i;
      for (ch = b[i]!; ch >= 48 && ch <= 57; ch = b[++i]!) mantissa = mantissa * 10 + (ch - 48);
      decimals = i - mark;
      digits += decimals;
    }
    const isOver = ch === this.#delimiter || ch === 10 || (ch === 13 && b[i + 1] === 10);
    if (digits === 0 || digits > MOST_PLAIN_DIGITS || !isOver) return this.#unusualCell(b, from, target);
    const { columns } = this.#store.block;
    if (digits > 15) {
      // A calculated value with all its digits: one division would round twice.
      const text = b.toString('latin1', from, i);
      columns[target]![this.#store.row] = Number(this.#decimal === 46 ? text : text.replace(',', '.'));
      return i;
    }
    const value = mantissa / POWERS_OF_TEN[decimals]!;
    columns[target]![this.#store.row] = isNegative ? -value : value;
    return i;
  }

  #timeCell(b: Buffer, at: number, target: number): number {
    if (target === DATE) return this.#time.parseCalendar(b, at);
    if (target === CLOCK) return this.#time.parseClock(b, at);
    return target === NUMERIC_TIME ? this.#time.parseNumeric(b, at) : this.#time.parsePart(b, at, TEXT_TIME - target);
  }

  /** Wall clock to instant, shared seconds spread, then into the store. */
  #accept(b: Buffer, start: number, next: number, parsed: number): void {
    let time = parsed;
    if (this.#clock !== null) {
      time = this.#clock.toUtc(time, this.#previousMs);
      if (Number.isNaN(time)) throw new NonexistentTime(this.line);
    }
    if (this.#baseMs !== 0) time += this.#baseMs;
    if (this.#recipe.time.spread !== null) time = this.#spread(time, this.#recipe.time.spread);
    const store = this.#store;
    if (time > store.newestMs) {
      store.block.times[store.row] = time;
      store.newestMs = time;
      if (++store.row === store.blockRows) store.rotate();
    } else {
      // A relative clock that falls by half of all it counted was started again; a late row is a little late.
      if (
        this.#recipe.time.kind === 'relative' &&
        store.newestMs - time > (store.newestMs - this.#firstMs) / 2 &&
        this.lastAcceptedLine > 0
      )
        throw new SecondTable(this.line, 'restart', store.newestMs - this.#baseMs);
      const before = parsed + this.#previousMs - time;
      if (this.#isFullClock && isHalfDayFall(before, parsed)) throw new HalfDayClock(this.line);
      if (this.#clock !== null && this.#recipe.time.zone === null && isSetBack(before, parsed)) throw new SetBackClock(this.line);
      const placement = store.place(time);
      if (placement === 'duplicate' || placement === 'conflicting-duplicate') {
        this.#rejected.add({ line: this.line, reason: placement, text: lineText(b, start, next) });
        return;
      }
    }
    if (this.lastAcceptedLine === 0) this.#firstMs = time;
    this.#previousMs = time;
    this.lastAcceptedLine = this.line;
    if (this.#recipe.time.hasOffset) this.#noteOffset();
    for (let k = 0; k < this.#missingCount; k++) {
      const entry = this.#missing[k]!;
      if ((entry & 1) === 0) this.missingBlank[entry >> 2]!++;
      else this.missingText[entry >> 2]!++;
      if ((entry & 2) !== 0) this.infinite[entry >> 2]!++;
    }
  }

  #noteOffset(): void {
    const offset = this.#time.offsetMs;
    if (offset === this.lastOffsetMs && this.offsets.size > 0) return;
    this.offsets.add(offset);
    this.lastOffsetMs = offset;
  }

  /** Row k of a second becomes second + k / rows per second; the first second of a file is usually not complete. */
  #spread(second: number, spread: NonNullable<TableRecipe['time']['spread']>): number {
    if (second !== this.#second) {
      this.#inSecond = this.#second === Number.NEGATIVE_INFINITY ? spread.skipFirst : 0;
      this.#second = second;
    } else this.#inSecond++;
    if (this.#inSecond >= spread.perSecond) throw new UnevenSecond(this.line);
    return second + (this.#inSecond * (spread.periodMs ?? 1000)) / spread.perSecond;
  }

  /** Exponents, quotes, thousands, signs, blanks and words. Answers the index behind the cell. */
  #unusualCell(b: Buffer, from: number, target: number): number {
    const end = this.#cellEnd(b, from);
    const columns = this.#store.block.columns;
    let text = '';
    if (end > from) {
      text = b.toString('utf8', from, end).trim();
      if (text.length > 1 && text.charCodeAt(0) === 34 && text.endsWith('"')) text = text.slice(1, -1).trim();
    }
    const value = text === '' ? Number.NaN : this.#cellReaders[target]!(text);
    columns[target]![this.#store.row] = value;
    if (Number.isNaN(value) && this.#missingCount < this.#missing.length)
      this.#missing[this.#missingCount++] = target * 4 + (text === '' ? 0 : isInfinite(text) ? 3 : 1);
    return end;
  }

  /** A value further left is missing unless this cell says that it is good, or says nothing. */
  #judge(b: Buffer, from: number, target: number): number {
    const end = this.#cellEnd(b, from);
    const text = b.toString('utf8', from, end).replaceAll('"', '').trim();
    const values = this.#store.block.columns[target]!;
    if (text === '' || isGood(text) || Number.isNaN(values[this.#store.row])) return end;
    values[this.#store.row] = Number.NaN;
    if (this.#missingCount < this.#missing.length) this.#missing[this.#missingCount++] = target * 4 + 1;
    return end;
  }

  /** End of a cell: the next delimiter outside quotes, or the end of the line. A quote that never closes is an ordinary character. */
  #cellEnd(b: Buffer, from: number): number {
    const delimiter = this.#delimiter;
    let i = from;
    if (b[i] === 34) {
      for (i++; b[i] !== 10; i++) {
        if (b[i] !== 34) continue;
        if (b[i + 1] === 34) i++;
        else break;
      }
      if (b[i] === 10) i = from;
    }
    for (let ch = b[i]!; ch !== delimiter && ch !== 10; ch = b[++i]!) {
      if (ch === 0) this.#hasNul = true;
      if (ch === 13 && b[i + 1] === 10) break;
    }
    return i;
  }

  #reject(b: Buffer, start: number, found: RejectReason): number {
    // The mark of another file that was appended.
    if (b[start] === 0xef && b[start + 1] === 0xbb && b[start + 2] === 0xbf) return this.#anyRow(b, start + 3);
    const next = b.indexOf(10, start) + 1;
    const text = lineText(b, start, next);
    let reason = found;
    if (next - start > MAX_LINE_BYTES) reason = 'overlong-line';
    else if (b.subarray(start, next).includes(0)) reason = 'nul-byte';
    else if (this.#headers.some((header) => header.equals(b.subarray(start, endOfText(b, start, next))))) reason = 'repeated-header';
    else if (this.isLastUnterminated && /^\s*"?[\d+-]/.test(text)) reason = 'truncated';
    else if (this.#isHeader(text)) reason = 'repeated-header';
    // In a table without a time a damaged row still had its place.
    if (this.#rowMs > 0 && reason !== 'repeated-header') this.#rows++;
    this.#rejected.add({ line: this.line, reason, text });
    return next;
  }

  #isHeader(text: string): boolean {
    const header = this.#headerBetween(text);
    if (header === 'other' || header === 'units') throw new SecondTable(this.line, header === 'units' ? 'units' : 'header');
    return header === 'same';
  }

  /** The last line of the file, cut off by whatever stopped the logger. */
  rejectTruncated(b: Buffer, from: number, to: number): void {
    this.line++;
    this.#rejected.add({ line: this.line, reason: 'truncated', text: lineText(b, from, to) });
  }
}

/** Index behind the text of a line, its line end excluded. */
function endOfText(b: Buffer, start: number, next: number): number {
  return next - start >= 2 && b[next - 2] === 13 ? next - 2 : next - 1;
}

function lineText(b: Buffer, start: number, next: number): string {
  return b.toString('utf8', start, Math.min(endOfText(b, start, next), start + 800));
}
