import type {
  ImportAnswers,
  ImportFile,
  ImportQuestion,
  ImportRecipe,
  ImportRefusal,
  ImportReport,
  Json,
  RejectReason,
} from '../import.types.ts';

/** What crosses the border of the worker process for a preview. */

export interface PreviewInput {
  readonly files: readonly ImportFile[];
  readonly answers: ImportAnswers;
  readonly siteZone: string;
  /** A folder for what is thrown away afterwards. */
  readonly folder: string;
  readonly limits: {
    readonly maxBytes: number;
    /** Files of together at most so many bytes are read to their end; of larger ones the beginning is read. */
    readonly wholeBytes: number;
  };
}

/** One of the first lines, as written and as read. */
export interface PreviewRow {
  /** Line from 1. */
  readonly line: number;
  readonly kind: 'before' | 'header' | 'units' | 'data' | 'rejected';
  /** Why it is rejected. */
  readonly reason: RejectReason | null;
  readonly cells: readonly string[];
  /** Cells beyond those shown. */
  readonly moreCells: number;
  /** As read: wall clock or instant, `+12.5 s` when the clock is relative; null: no row of measurements, or the time is still open. */
  readonly time: string | null;
  /** As read, in canonical units, by channel of the report (the first ones); null: missing, or of another channel. */
  readonly values: readonly (number | null)[];
}

/** What choosing an option would mean for the clock of the recording. */
export interface PreviewOutcome {
  readonly question: ImportQuestion['id'];
  readonly answer: Json;
  readonly first: string | null;
  readonly last: string | null;
}

export interface Preview {
  readonly verdict: 'ok' | 'needs-answer' | 'refused';
  readonly refusal: (Omit<ImportRefusal, 'code'> & { readonly code: string; readonly title: string }) | null;
  /** Open, with the answers given. */
  readonly questions: readonly ImportQuestion[];
  /** The report that an import would give, the open questions answered provisionally; null: not even that. */
  readonly report: ImportReport | null;
  /** Recordings that the files become; the report is of the first. */
  readonly recordings: number;
  /** The report counts the whole files; false: their beginning. */
  readonly isComplete: boolean;
  readonly rows: readonly PreviewRow[];
  readonly outcomes: readonly PreviewOutcome[];
  /** With the open questions answered provisionally; null: there is no report either. */
  readonly recipe: ImportRecipe | null;
}

/** A line as read: its time and the values of the report's channels. */
export interface ReadLine {
  readonly time: string | null;
  readonly values: readonly (number | null)[];
}
