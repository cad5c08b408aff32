import { POWERS_OF_TEN } from '../cells/number-text.ts';
import { TextTime } from './text-time.ts';
import type { TimeRecipe } from './time-recipe.types.ts';
import { possibleInstant } from './wall-clock.ts';

/** `2025-05-14T00:00:` has 17 bytes; some loggers pad with blanks. */
const LONGEST_MINUTE = 24;
/** 1970-01-01 in days of a spreadsheet (1900 date system, day 0 is 1899-12-30), in ms. */
const SERIAL_EPOCH_MS = 25_569 * 86_400_000;

/**
 * Reads one time cell from bytes. `parse…` answers ms (calendar: as if the reading were UTC, offsets already subtracted) or NaN, and leaves
 * in `end` the index behind the cell. No allocation: it runs once or twice per row.
 */
export class TimeParser {
  /** Index behind the cell that was read last. */
  end = 0;
  /** Offset from UTC written in the cell read last, in ms; 0 when there is none. */
  offsetMs = 0;
  readonly #delimiter: number;
  readonly #decimal: number;
  readonly #recipe: TimeRecipe;
  readonly #yearDigits: 2 | 4;
  #year = -1;
  #month = -1;
  #day = -1;
  #dayMs = Number.NaN;
  /** The cell read last up to its seconds, and the time it stands for: most rows differ from the one before in nothing else. */
  readonly #minute = new Uint8Array(LONGEST_MINUTE);
  #minuteBytes = 0;
  #minuteMs = 0;
  /** Where the seconds of the clock read last begin (0: it has none, or it is 24:00:00), and how many ms they are. */
  #secondsAt = 0;
  #secondMs = 0;
  readonly #text: TextTime | null;
  /** Index in `columns` of the one that stands last in the row: then the time is complete. */
  readonly #lastPart: number;
  readonly #wrapMs: number;
  /** Unix ms of the number 0. */
  readonly #zeroMs: number;
  readonly #dayPart: TimeParser | null;
  #counted = Number.NaN;
  #turnsMs = 0;

  constructor(recipe: TimeRecipe, delimiter: string, decimalMark: string) {
    this.#recipe = recipe;
    this.#yearDigits = recipe.yearDigits ?? 4;
    this.#delimiter = delimiter.charCodeAt(0);
    this.#decimal = decimalMark.charCodeAt(0);
    this.#text = recipe.text === undefined ? null : new TextTime(recipe);
    this.#lastPart = recipe.columns.indexOf(Math.max(...recipe.columns));
    this.#wrapMs = recipe.wrapMs ?? 0;
    this.#zeroMs = recipe.zeroMs ?? (recipe.kind === 'serial' ? -SERIAL_EPOCH_MS : 0);
    const { dayPartMs, zeroMs: _, ...rest } = recipe;
    this.#dayPart =
      dayPartMs === undefined
        ? null
        : new TimeParser({ ...rest, kind: 'relative', columns: [1], msPerUnit: dayPartMs }, delimiter, decimalMark);
  }

  /** The whole time from the cells of a row. */
  parseCells(cells: readonly string[]): number {
    const { columns, kind } = this.#recipe;
    const text = (column: number): string => (cells[column - 1] ?? '').trim();
    if (this.#text !== null) {
      const ms = this.#text.parse(columns.map(text).join(' '));
      this.offsetMs = this.#text.offsetMs;
      return ms;
    }
    const [first = 1, second] = columns;
    // A Buffer, as in the import: the parser's machine code stays made for one kind of array.
    const bytes = (column: number): Buffer => Buffer.from(`"${text(column)}"\n`);
    const start = kind === 'calendar' ? this.parseCalendar(bytes(first), 0) : this.parseNumeric(bytes(first), 0);
    return start + (second === undefined ? 0 : this.parseClock(bytes(second), 0));
  }

  /** Part `index` of a time that is read as text; 0 until its last part is there. */
  parsePart(b: Buffer, from: number, index: number): number {
    this.end = cellEnd(b, from, this.#delimiter);
    const cell = b.toString('utf8', from, this.end).trim();
    const text = cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).trim() : cell;
    const ms = this.#text!.part(index, text, index === this.#lastPart);
    this.offsetMs = this.#text!.offsetMs;
    return ms;
  }

  /** Date, with or without a clock behind it, optionally in quotes. */
  parseCalendar(b: Uint8Array, from: number): number {
    const known = this.#inSameMinute(b, from);
    return known >= 0 ? known + this.#minuteMs : this.#anyCalendar(b, from);
  }

  /** Milliseconds within the minute of the cell before, or -1: another minute, or nothing as plain as `ss` or `ss.fff`. */
  #inSameMinute(b: Uint8Array, from: number): number {
    const length = this.#minuteBytes;
    if (length === 0) return -1;
    const minute = this.#minute;
    // What changes most often stands last.
    for (let k = length - 1; k >= 0; k--) if (b[from + k] !== minute[k]) return -1;
    let i = from + length;
    const tens = b[i]! - 48;
    const ones = b[i + 1]! - 48;
    if (tens >>> 0 > 5 || ones >>> 0 > 9) return -1;
    let ms = (tens * 10 + ones) * 1000;
    i += 2;
    if (b[i] === 46) {
      const hundreds = b[i + 1]! - 48;
      const middle = b[i + 2]! - 48;
      const last = b[i + 3]! - 48;
      if (hundreds >>> 0 > 9 || middle >>> 0 > 9 || last >>> 0 > 9) return -1;
      ms += hundreds * 100 + middle * 10 + last;
      i += 4;
    }
    if (b[i] !== this.#delimiter) return -1;
    this.end = i;
    return ms;
  }

  /** Keeps what the next cells are compared with: digits and marks up to the colon before the seconds, when nothing stands behind these. */
  #rememberMinute(b: Uint8Array, from: number, ms: number): void {
    const { isTwelveHour, hasOffset } = this.#recipe;
    const secondsAt = this.#secondsAt;
    this.#minuteBytes = 0;
    if (isTwelveHour || hasOffset || secondsAt === 0 || b[from] === 34 || Number.isNaN(ms)) return;
    if (secondsAt - from > LONGEST_MINUTE) return;
    for (let k = from; k < secondsAt; k++) this.#minute[k - from] = b[k]!;
    this.#minuteBytes = secondsAt - from;
    this.#minuteMs = ms - this.#secondMs;
  }

  #anyCalendar(b: Uint8Array, from: number): number {
    this.#secondsAt = 0;
    const ms = this.#wholeCalendar(b, from);
    this.#rememberMinute(b, from, ms);
    return ms;
  }

  #wholeCalendar(b: Uint8Array, from: number): number {
    let i = skipOpening(b, from);
    const dateMs = this.#date(b, i);
    i = this.end;
    if (Number.isNaN(dateMs)) return Number.NaN;
    let ms = dateMs;
    if (b[i] === 84 || b[i] === 32) {
      while (b[i] === 84 || b[i] === 32) i++;
      if (isDigit(b[i])) {
        ms += this.#clock(b, i);
        i = this.end;
      }
    }
    return this.#finish(b, { from, i, ms });
  }

  /** A clock alone, or a number of the day: the second of two columns. */
  parseClock(b: Uint8Array, from: number): number {
    if (this.#dayPart !== null) return this.#partOfDay(this.#dayPart, b, from);
    const ms = this.#clock(b, skipOpening(b, from));
    return this.#finish(b, { from, i: this.end, ms });
  }

  #partOfDay(part: TimeParser, b: Uint8Array, from: number): number {
    const ms = part.parseNumeric(b, from);
    this.end = part.end;
    if (!(ms >= 0 && ms <= 86_400_000)) return Number.NaN;
    // Fractions of a day have some microseconds too many or too few.
    return this.#recipe.dayPartMs === 86_400_000 ? Math.round(ms) : ms;
  }

  /** Epoch or relative number; ms = number * msPerUnit with one rounding. */
  parseNumeric(b: Uint8Array, from: number): number {
    let i = skipOpening(b, from);
    const isNegative = b[i] === 45;
    if (isNegative || b[i] === 43) i++;
    const start = i;
    let mantissa = 0;
    let rest = 0;
    let restDigits = 0;
    for (let ch = b[i]!; ch >= 48 && ch <= 57; ch = b[++i]!) {
      if (i - start < 16) mantissa = mantissa * 10 + ch - 48;
      else {
        rest = rest * 10 + ch - 48;
        restDigits++;
      }
    }
    const whole = i - start;
    let decimals = 0;
    // Inside quotes a comma is no delimiter.
    if (b[i] === this.#decimal && (b[i] !== this.#delimiter || b[from] === 34)) {
      const fraction = ++i;
      for (let ch = b[i]!; ch >= 48 && ch <= 57; ch = b[++i]!) {
        // Digits beyond what a float64 holds are below a nanosecond: read over them.
        if (whole + decimals < 15) {
          mantissa = mantissa * 10 + ch - 48;
          decimals++;
        }
      }
      if (i === fraction && whole === 0) return Number.NaN;
    }
    if (b[i] === 69 || b[i] === 101) return this.#withExponent(b, from);
    const ms = scaleToMs({ mantissa, decimals, rest, restDigits, msPerUnit: this.#recipe.msPerUnit ?? Number.NaN });
    if (this.#recipe.kind === 'serial') return this.#finish(b, { from, i, ms: whole === 0 ? Number.NaN : this.#serial(ms) });
    const counted = isNegative ? -ms : ms;
    const since = this.#wrapMs === 0 ? counted : this.#unwrapped(counted);
    return this.#finish(b, { from, i, ms: whole + decimals === 0 ? Number.NaN : since + this.#zeroMs });
  }

  /** Ten digits of a day are some microseconds: to the nearest millisecond, so that seconds stay seconds. */
  #serial(ms: number): number {
    return ((this.#recipe.msPerUnit ?? 1) < 1 ? ms : Math.round(ms)) + this.#zeroMs;
  }

  /** A counter that falls by more than half its range has begun again; one that jumps back up was only late. */
  #unwrapped(ms: number): number {
    if (ms - this.#counted < -this.#wrapMs / 2) this.#turnsMs += this.#wrapMs;
    else if (ms - this.#counted > this.#wrapMs / 2 && this.#turnsMs > 0) this.#turnsMs -= this.#wrapMs;
    this.#counted = ms;
    return ms + this.#turnsMs;
  }

  /** `1.7674281E+09`: rare enough to be read as text. */
  #withExponent(b: Uint8Array, from: number): number {
    this.end = cellEnd(b, from, this.#delimiter);
    const cell = Buffer.from(b.subarray(from, this.end)).toString('latin1').replaceAll('"', '').trim();
    const text = this.#decimal === 44 ? cell.replace(',', '.') : cell;
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)[eE][+-]?\d+$/.test(text)) return Number.NaN;
    const msPerUnit = this.#recipe.msPerUnit ?? Number.NaN;
    const divisor = msPerUnit < 1 ? Math.round(1 / msPerUnit) : 1;
    const ms = msPerUnit < 1 ? Number(text) / divisor : Number(text) * msPerUnit;
    return possibleInstant(this.#recipe.kind === 'serial' ? this.#serial(ms) : ms + this.#zeroMs);
  }

  #date(b: Uint8Array, from: number): number {
    let i = from;
    const separator = this.#recipe.dateSeparator === null ? 0 : this.#recipe.dateSeparator.charCodeAt(0);
    let first = 0;
    while (isDigit(b[i])) first = first * 10 + b[i++]! - 48;
    const firstDigits = i - from;
    if (b[i++] !== separator) return Number.NaN;
    const secondAt = i;
    let second = 0;
    while (isDigit(b[i])) second = second * 10 + b[i++]! - 48;
    const secondDigits = i - secondAt;
    if (b[i++] !== separator) return Number.NaN;
    const thirdAt = i;
    let third = 0;
    while (isDigit(b[i])) third = third * 10 + b[i++]! - 48;
    const thirdDigits = i - thirdAt;
    this.end = i;
    const isYearFirst = this.#recipe.order === 'ymd';
    if ((isYearFirst ? firstDigits : thirdDigits) !== this.#yearDigits) return Number.NaN;
    if (secondDigits < 1 || secondDigits > 2 || (isYearFirst ? thirdDigits : firstDigits) < 1) return Number.NaN;
    const century = this.#yearDigits === 2 ? 2000 : 0;
    if (isYearFirst) return this.#dayStart(century + first, second, third);
    return this.#recipe.order === 'dmy' ? this.#dayStart(century + third, second, first) : this.#dayStart(century + third, first, second);
  }

  /** Midnight of a calendar day in ms; NaN for a 13th month or a 31st of April. */
  #dayStart(year: number, month: number, day: number): number {
    if (year === this.#year && month === this.#month && day === this.#day) return this.#dayMs;
    this.#year = year;
    this.#month = month;
    this.#day = day;
    const isPossible = month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1900;
    const ms = isPossible ? Date.UTC(year, month - 1, day) : Number.NaN;
    this.#dayMs = isPossible && new Date(ms).getUTCDate() === day ? ms : Number.NaN;
    return this.#dayMs;
  }

  /** `hh:mm[:ss[.fff]]`, AM/PM, and an offset when the recipe says so. 24:00:00 is the end of the day. */
  #clock(b: Uint8Array, from: number): number {
    let i = from;
    let hour = b[i]! - 48;
    if (!isDigit(b[i++])) return this.#fail(i);
    if (isDigit(b[i])) hour = hour * 10 + b[i++]! - 48;
    if (b[i++] !== 58 || !isDigit(b[i]) || !isDigit(b[i + 1])) return this.#fail(i);
    const minute = (b[i]! - 48) * 10 + b[i + 1]! - 48;
    i += 2;
    let secondMs = 0;
    let secondsAt = 0;
    if (b[i] === 58) {
      secondsAt = i + 1;
      if (!isDigit(b[i + 1]) || !isDigit(b[i + 2])) return this.#fail(i);
      secondMs = ((b[i + 1]! - 48) * 10 + b[i + 2]! - 48) * 1000;
      i += 3;
      if (secondMs >= 60_000) return this.#fail(i);
      if (b[i] === 46 || (b[i] === 44 && this.#delimiter !== 44)) {
        const at = ++i;
        let fraction = 0;
        while (isDigit(b[i])) fraction = fraction * 10 + b[i++]! - 48;
        const digits = i - at;
        if (digits === 0 || digits > 12) return this.#fail(i);
        secondMs += digits <= 3 ? fraction * POWERS_OF_TEN[3 - digits]! : fraction / POWERS_OF_TEN[digits - 3]!;
      }
    }
    if (this.#recipe.isTwelveHour) {
      if (b[i] === 32) i++;
      const half = b[i]! | 32;
      if ((half !== 97 && half !== 112) || (b[i + 1]! | 32) !== 109 || hour < 1 || hour > 12) return this.#fail(i);
      hour = (hour % 12) + (half === 112 ? 12 : 0);
      i += 2;
    }
    this.end = i;
    if (minute > 59 || hour > 24 || (hour === 24 && minute + secondMs > 0)) return Number.NaN;
    if (hour < 24) {
      this.#secondsAt = secondsAt;
      this.#secondMs = secondMs;
    }
    const ms = hour * 3_600_000 + minute * 60_000 + secondMs;
    return this.#recipe.hasOffset ? ms - this.#offset(b, i) : ms;
  }

  #offset(b: Uint8Array, from: number): number {
    let i = from;
    if (b[i] === 32) i++;
    if (b[i] === 90 || b[i] === 122) {
      this.end = i + 1;
      this.offsetMs = 0;
      return 0;
    }
    const sign = b[i] === 45 ? -1 : b[i] === 43 ? 1 : 0;
    i++;
    if (sign === 0 || !isDigit(b[i]) || !isDigit(b[i + 1])) return this.#fail(i);
    const hours = (b[i]! - 48) * 10 + b[i + 1]! - 48;
    i += 2;
    if (b[i] === 58) i++;
    let minutes = 0;
    if (isDigit(b[i]) && isDigit(b[i + 1])) {
      minutes = (b[i]! - 48) * 10 + b[i + 1]! - 48;
      i += 2;
    }
    this.end = i;
    if (hours > 18 || minutes > 59) return Number.NaN;
    this.offsetMs = sign * (hours * 60 + minutes) * 60_000;
    return this.offsetMs;
  }

  #fail(i: number): number {
    this.end = i;
    return Number.NaN;
  }

  /** Spaces, a closing quote, and then the cell must be over. */
  #finish(b: Uint8Array, cell: { from: number; i: number; ms: number }): number {
    let i = cell.i;
    while (b[i] === 32) i++;
    if (b[cell.from] === 34) {
      if (b[i] !== 34) return this.#fail(i);
      i++;
    }
    this.end = i;
    const ch = b[i];
    return ch === this.#delimiter || ch === 10 || (ch === 13 && b[i + 1] === 10) ? possibleInstant(cell.ms) : Number.NaN;
  }
}

function isDigit(ch: number | undefined): boolean {
  return ch !== undefined && ch >= 48 && ch <= 57;
}

/** End of a cell: the next delimiter outside quotes, or the end of the line. */
function cellEnd(b: Uint8Array, from: number, delimiter: number): number {
  let i = from;
  if (b[i] === 34) {
    for (i++; b[i] !== 34 && b[i] !== 10; ) i++;
    if (b[i] === 10) i = from;
  }
  while (b[i] !== delimiter && b[i] !== 10 && !(b[i] === 13 && b[i + 1] === 10)) i++;
  return i;
}

function skipOpening(b: Uint8Array, from: number): number {
  let i = from;
  if (b[i] === 34) i++;
  while (b[i] === 32) i++;
  return i;
}

interface ScaledNumber {
  readonly mantissa: number;
  readonly decimals: number;
  readonly rest: number;
  readonly restDigits: number;
  readonly msPerUnit: number;
}

/** mantissa / 10^decimals * msPerUnit with one rounding where float64 allows it. */
function scaleToMs({ mantissa, decimals, rest, restDigits, msPerUnit }: ScaledNumber): number {
  if (restDigits > 0) {
    // Only nanoseconds and ticks of 100 ns have more than 16 digits.
    if (restDigits > 3 || decimals > 0 || !(msPerUnit <= 1e-4)) return Number.NaN;
    const power = POWERS_OF_TEN[restDigits]!;
    return (mantissa + rest / power) / (Math.round(1 / msPerUnit) / power);
  }
  if (msPerUnit >= 1) {
    const scaled = mantissa * msPerUnit;
    return scaled <= Number.MAX_SAFE_INTEGER ? scaled / POWERS_OF_TEN[decimals]! : (mantissa / POWERS_OF_TEN[decimals]!) * msPerUnit;
  }
  return mantissa / (POWERS_OF_TEN[decimals]! * Math.round(1 / msPerUnit));
}
