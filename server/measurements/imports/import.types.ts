import type { SeriesSummary } from '../series/series-summary.ts';
import type { ReportedQuality, ReportedTiming } from './quality/recording-quality.types.ts';
import type { TimeRecipe, ZoneSource } from './times/time-recipe.types.ts';

/**
 * What goes into an import and what comes out of it. Plain JSON only: these objects cross the border of the worker process and are stored
 * with the recording. Field names of the report follow the acceptance data's README (one name per line, counting rules there).
 */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export type QuestionId =
  | 'date-order'
  | 'zone'
  | 'unit'
  | 'channel'
  | 'layout'
  | 'sample-interval'
  | 'start-time'
  | 'scaling'
  | 'decimal-mark'
  | 'time-column';

/** Something the file does not say and nobody may guess. The answer goes into `answers[id]`. */
export interface ImportQuestion {
  readonly id: QuestionId;
  /** The question in plain words. */
  readonly ask: string;
  /** The columns or files it is about; empty: the whole file. */
  readonly about: readonly string[];
  /** Answers that are understood, with what each would mean; empty: any value of the kind the question names. */
  readonly options: readonly { readonly answer: Json; readonly meaning: string }[];
}

/** Answer per question id: date-order `dmy|mdy`; zone IANA name or `+02:00`; unit `{column: unit|null}` or null for "none has one"; layout
 * `samples-in-row|channel-per-column`; sample-interval seconds or `{file: seconds}`; channel `[name or {name, unit}]`, `{name, unit}` or `{file: {name, unit}}`;
 * start-time local ISO time or `relative`; decimal-mark `.|,`; time-column the
 * column's name. Never asked, but kept with the answers: mapping `{name in the file: signal id | {channel: name in
 * the system} | null}`. */
export type ImportAnswers = Readonly<Partial<Record<QuestionId | 'mapping', Json>>>;

export type RefusalCode =
  | 'import-empty'
  | 'import-no-data'
  | 'import-binary'
  | 'import-not-understood'
  | 'import-too-large'
  | 'import-format-unsupported'
  | 'import-archive-unsafe'
  | 'import-encrypted';

export interface ImportRefusal {
  readonly code: RefusalCode;
  /** What was seen and what to do, in the user's words. */
  readonly detail: string;
}

export type DecimalMark = '.' | ',';
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'cp850';
/** Spaces between columns: any run of them, only two and more (single ones stand inside cells), or fixed places (characters from 0). */
export type Spacing = 'runs' | 'wide' | readonly number[];
/** `cr`: as old Macs and some instruments write. */
export type LineEnd = 'lf' | 'crlf' | 'cr';
type Layout = 'wide' | 'long' | 'blocks' | 'side-by-side' | 'matrix';

/** How one channel becomes numbers in its canonical unit: value = written * factor + offset. */
export interface ChannelRecipe {
  readonly name: string;
  /** Column from 1; null where a file is one channel. */
  readonly column: number | null;
  readonly unitWritten: string | null;
  /** Canonical unit, or the unit as written when we do not know it, or '' when there is none. */
  readonly unit: string;
  readonly quantity: string | null;
  readonly factor: number;
  readonly offset: number;
  /** What the lines above the table call it: `Druck Pumpe` for a column `Kanal 1`. */
  readonly explained?: string;
  /** Words that stand for on and off. */
  readonly states?: Readonly<Record<string, number>>;
  /** The unit stands behind every number in the cells; a cell with another one is no value. */
  readonly cellUnit?: string;
  /** Signal id it probably is (hydraulics.md C0), for a person to confirm. */
  readonly role: string | null;
}

/** Everything needed to read one table file the same way again. */
export interface TableRecipe {
  readonly kind: 'table';
  readonly version: 1;
  /** The part of an archive or workbook that it reads; absent: the file that was handed in. */
  readonly file?: string;
  readonly encoding: TextEncodingName;
  readonly bom: boolean;
  readonly eol: LineEnd;
  readonly delimiter: string;
  readonly spacing?: Spacing;
  readonly decimalMark: DecimalMark;
  readonly thousandsMark: string | null;
  readonly layout: 'wide';
  readonly metadataLines: number;
  readonly headerLine: number | null;
  readonly unitsLine: number | null;
  readonly firstDataLine: number;
  /** Fields of a data line, a trailing delimiter not counted. */
  readonly fields: number;
  /** Header and units line as written: the same text later in the file is a repeated header. */
  readonly headerTexts: readonly string[];
  /** Every last cell of the sample has at least this many decimals: fewer in an unterminated last line means it was cut off. */
  readonly lastCellDecimals: number;
  readonly time: TimeRecipe;
  readonly channels: readonly ChannelRecipe[];
  /** Columns from 1 that say of the values of another one, further left, whether they are good. */
  readonly validity?: readonly { readonly column: number; readonly of: number }[];
  /** Numbers that the file declares to mean "no value". */
  readonly missingCodes: readonly number[];
  readonly notes: readonly string[];
}

export interface MatrixFileRecipe {
  readonly file: string;
  readonly encoding: TextEncodingName;
  readonly bom: boolean;
  readonly eol: LineEnd;
  readonly delimiter: string;
  readonly spacing?: Spacing;
  readonly decimalMark: DecimalMark;
  /** Samples in a row. */
  readonly columns: number;
  readonly intervalMs: number;
  readonly channel: ChannelRecipe;
}

/** One file per sensor, one row per cycle, successive samples in the row; rows are laid end to end. */
export interface MatrixRecipe {
  readonly kind: 'matrix';
  readonly version: 1;
  readonly encoding: TextEncodingName;
  readonly layout: 'matrix';
  readonly template: { readonly id: string; readonly version: number; readonly source: string } | null;
  readonly cycleMs: number;
  readonly clock: 'absolute' | 'relative';
  /** Local time of the first sample as answered; null: the clock is relative. */
  readonly start: string | null;
  readonly zone: string | null;
  readonly zoneFrom: ZoneSource;
  readonly files: readonly MatrixFileRecipe[];
  readonly skipped: readonly SkippedFile[];
  readonly notes: readonly string[];
}

/** One value in a line: each channel has its own times. */
export interface LaneRecipe {
  readonly kind: 'lanes';
  readonly version: 1;
  /** As in `TableRecipe`. */
  readonly file?: string;
  readonly encoding: TextEncodingName;
  readonly bom: boolean;
  readonly eol: LineEnd;
  readonly delimiter: string;
  readonly spacing?: Spacing;
  readonly decimalMark: DecimalMark;
  readonly thousandsMark: string | null;
  /** long: a column names the channel; blocks: the lines before each block name it; side-by-side: time columns before their channels. */
  readonly layout: 'long' | 'blocks' | 'side-by-side';
  readonly metadataLines: number;
  readonly headerLine: number | null;
  readonly unitsLine: number | null;
  readonly firstDataLine: number;
  readonly fields: number;
  readonly headerTexts: readonly string[];
  /** First cell of the header: the line with which a block begins. */
  readonly timeHeader: string;
  readonly time: TimeRecipe;
  /** Columns from 1. `tag`, `validity` and `unit` only in the long layout; null: there is none. */
  readonly columns: { readonly value: number; readonly tag: number | null; readonly validity: number | null; readonly unit: number | null };
  /** Side by side: each time with the channels (indices) behind it. */
  readonly pairs?: readonly { readonly time: TimeRecipe; readonly channels: readonly number[] }[];
  /** Long layout: words for on and off of the channels that have such. */
  readonly states?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Unit that the header gives to all values; null: none. */
  readonly valueUnit: string | null;
  readonly channels: readonly ChannelRecipe[];
  readonly missingCodes: readonly number[];
  readonly notes: readonly string[];
}

/** Files appended to each other: the same channels, one after the other in time. */
export interface TrackRecipe {
  readonly parts: readonly { readonly file: string; readonly recipe: TableRecipe | LaneRecipe }[];
  readonly channels: readonly ChannelRecipe[];
}

/** Several files as one recording: every track has its own times, all on one clock. */
export interface FilesRecipe {
  readonly kind: 'files';
  readonly version: 1;
  readonly tracks: readonly TrackRecipe[];
}

export type PartRecipe = TableRecipe | MatrixRecipe | LaneRecipe;
export type ImportRecipe = PartRecipe | FilesRecipe;

export interface Detection<Recipe extends PartRecipe = PartRecipe> {
  readonly verdict: 'ok' | 'needs-answer' | 'refused';
  /** Present when the verdict is `ok`. */
  readonly recipe: Recipe | null;
  readonly questions: readonly ImportQuestion[];
  readonly refusal: ImportRefusal | null;
}

export interface ImportFile {
  readonly path: string;
  /** The name the user gave it; never used as a path. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What a file was packed in, as far as it was unpacked to be read. */
export type Container = 'gzip' | 'zip' | 'xlsx' | 'parquet' | 'json';

/**
 * One readable text: a handed-in file itself, or what was unpacked from it (a member of an archive, a sheet). `path` and `bytes` are those of
 * the text on disk, `name` is unique within the import (`logs.zip/monday.csv`).
 */
export interface ImportPart extends ImportFile {
  readonly container: Container | null;
  /** The text at `path` is still packed with gzip. */
  readonly isPacked: boolean;
  /** The handed-in file that it comes from; its hash is `sha256`. */
  readonly source: { readonly name: string; readonly bytes: number };
  /** Name within the container; null: the file itself. */
  readonly member: string | null;
  readonly notes: readonly string[];
  /** Present when the source is no text table but records: we put lines before them (names of columns), which do not count. */
  readonly addedLines?: number;
  /** The record, from 1, within which the source breaks off. */
  readonly cutLine?: number;
}

export interface ImportInput {
  readonly files: readonly ImportFile[];
  /** Where the series file goes. */
  readonly outFile: string;
  /** Where the list of rejected rows goes (CSV: line,reason,text). */
  readonly rejectedFile: string;
  /** IANA name of the zone in which wall clocks without a zone are read. */
  readonly siteZone: string;
  readonly answers: ImportAnswers;
  /** Id of a template to use; absent: any whose fingerprint matches exactly. */
  readonly template?: string;
  readonly limits: { readonly maxBytes: number };
}

export interface ImportProgress {
  readonly phase: 'detecting' | 'unpacking' | 'reading' | 'finishing';
  readonly done: number;
  readonly total: number;
  readonly unit: 'bytes';
  readonly ratePerSecond: number;
}

export interface ImportContext {
  readonly signal: AbortSignal;
  onProgress(progress: ImportProgress): void;
}

export type RejectReason =
  | 'duplicate'
  | 'conflicting-duplicate'
  | 'repeated-header'
  | 'footer'
  | 'truncated'
  | 'nul-byte'
  | 'bad-time'
  | 'field-count'
  | 'overlong-line'
  | 'event-marker'
  | 'invalid-value';

export interface RejectedRow {
  /** Line from 1 (gzip: in the unpacked text). */
  readonly line: number;
  readonly reason: RejectReason;
  /** Name of the file, when the recording has several. */
  readonly file?: string;
}

export interface SkippedFile {
  readonly name: string;
  readonly reason: string;
}

export interface ReportedChannel {
  readonly name: string;
  readonly column: number | null;
  readonly unitWritten: string | null;
  readonly unit: string;
  /** Median time between two valid samples in s; null: fewer than two. */
  readonly interval_s: number | null;
  readonly valid: number;
  readonly missingBlank: number;
  readonly missingText: number;
  /** In the canonical unit; null when nothing is valid. */
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly quality?: ReportedQuality;
}

export interface ReportedTime {
  readonly columns: readonly string[];
  readonly format: string | null;
  readonly zone: string | null;
  readonly zoneFrom: ZoneSource;
  /** The site's zone that was applied because the file names none; null: not needed. */
  readonly appliedZone: string | null;
}

/** The account of one file: lines = acceptedRows + rejectedRows + skippedLines (header, units, metadata, empty lines). */
export interface ReportedFile {
  readonly name: string;
  readonly sha256: string;
  /** Of the file as it was handed in. */
  readonly bytes: number;
  readonly container: Container | null;
  readonly lines: number;
  readonly acceptedRows: number;
  readonly rejectedRows: number;
  readonly skippedLines: number;
  readonly rejectedByReason: Readonly<Partial<Record<RejectReason, number>>>;
  /** Seconds between the newest row of the files before and this file's first row; negative: they overlap; null: the first file. */
  readonly gapBefore_s: number | null;
}

export interface ImportReport {
  readonly files: readonly ReportedFile[];
  readonly encoding: string;
  readonly bom: boolean;
  readonly eol: LineEnd;
  readonly delimiter: string;
  readonly decimalMark: DecimalMark;
  readonly thousandsMark: string | null;
  readonly layout: Layout;
  readonly metadataLines: number;
  readonly headerLine: number | null;
  readonly unitsLine: number | null;
  readonly firstDataLine: number;
  readonly time: ReportedTime;
  /** Sample interval of the fastest channel in s. */
  readonly interval_s: number | null;
  /** With offset or Z when the zone is known, else the wall clock as written; null: the clock is relative. */
  readonly first: string | null;
  readonly last: string | null;
  readonly acceptedRows: number;
  readonly rejectedRows: number;
  /** The first 100; all of them stand in the rejected file. */
  readonly rejected: readonly RejectedRow[];
  readonly rejectedByReason: Readonly<Partial<Record<RejectReason, number>>>;
  readonly outOfOrderRows: number;
  readonly timing?: ReportedTiming;
  readonly channels: readonly ReportedChannel[];
  readonly questions: readonly ImportQuestion[];
  /** What the reader should know, in sentences (a zone that was applied, a unit that was left alone …). */
  readonly notes: readonly string[];
}

export interface ImportResult {
  readonly recipe: ImportRecipe;
  readonly report: ImportReport;
  readonly series: SeriesSummary;
  readonly cycles: { readonly lengthMs: number; readonly count: number } | null;
  readonly clock: 'absolute' | 'relative';
  /** Unix ms of the first sample when the clock is absolute, else ms from the file's own zero. */
  readonly startMs: number;
  readonly skippedFiles: readonly SkippedFile[];
}

/** One of the recordings that an import made of its files. */
export interface ImportedRecording {
  readonly result: ImportResult;
  readonly outFile: string;
  readonly rejectedFile: string;
  /** The files it was read from; `member` names what lay in an archive or workbook. */
  readonly sources: readonly { readonly sha256: string; readonly name: string; readonly member: string | null }[];
}

export interface ImportOutcome {
  /** At least one; several when files do not belong together. */
  readonly recordings: readonly ImportedRecording[];
}
