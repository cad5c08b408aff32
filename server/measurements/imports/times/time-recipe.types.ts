import type { TimeTextForm } from './time-text.ts';

export type ZoneSource = 'metadata' | 'column' | 'format' | 'answer' | 'unspecified';

/** How the time of a row is read. Plain JSON: it is stored with the recipe. */
export interface TimeRecipe {
  /** serial: spreadsheet days since 1899-12-30 as a wall clock; relative: counted from the start, or from the file's own zero. */
  readonly kind: 'calendar' | 'epoch' | 'relative' | 'serial';
  /** Columns from 1: one, or date and time. */
  readonly columns: readonly number[];
  readonly names: readonly string[];
  /** For people: `yyyy-MM-dd HH:mm:ss`, `epoch-ms`, `relative-seconds`; null: no column holds a time, the rows are counted. */
  readonly format: string | null;
  /** Present when the cells are read as text: month names, no separators, parts in several columns … */
  readonly text?: TimeTextForm;
  /** dayMs: midnight (as if UTC) of the first day when rows hold times of day only; wrapMs: a counter begins again at zero after so many. */
  readonly dayMs?: number;
  readonly wrapMs?: number;
  /** Unix ms of the number 0 where it is neither 1970 nor the spreadsheet's: seconds since 1904, .NET ticks … */
  readonly zeroMs?: number;
  /** Present when the second column is a number of the day (fraction, seconds): milliseconds in one of it. */
  readonly dayPartMs?: number;
  readonly order: 'ymd' | 'dmy' | 'mdy' | null;
  readonly dateSeparator: string | null;
  readonly isTwelveHour: boolean;
  readonly hasOffset: boolean;
  /** Years have two digits and lie in this century. */
  readonly yearDigits?: 2;
  /** Wall clock of the zero of a relative time (ms as if UTC); absent: not known. */
  readonly startMs?: number;
  /** The number of the first sample, which is the start: an index may begin at 1. */
  readonly zero?: number;
  /** Milliseconds per unit of an epoch or relative number (1000 = seconds). */
  readonly msPerUnit: number | null;
  readonly zone: string | null;
  readonly zoneFrom: ZoneSource;
  /** Rows that share a second because the logger drops fractions: rows per full second, and how many are missing in the first one.
   * `periodMs`: they share a minute, because a spreadsheet dropped the seconds. */
  readonly spread: { readonly perSecond: number; readonly skipFirst: number; readonly periodMs?: number } | null;
}
