import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import type { RejectedRow, RejectReason } from '../import.types.ts';

interface Rejected {
  readonly line: number;
  readonly reason: RejectReason;
  readonly text: string;
  readonly file: string | null;
}

const REPORTED_ROWS = 100;
const HELD_ROWS = 20_000;
const TEXT_LENGTH = 200;
/** Reasons that turn out to be a footer when nothing but words follows until the end of the file. */
const couldBeFooter: ReadonlySet<RejectReason> = new Set<RejectReason>(['bad-time', 'field-count']);

/** Begins with a word, or counts the rows as databases do. */
const footer =
  /^\s*(?:"?[^\s"\d+.,;|-]|\(?\d[\d.,]*\s+(?:rows?|records?|lines?|samples?|values?|zeilen|datensätze|werte|lignes|righe|filas)\b)/i;

/** Every row that was not accepted, with its line and reason: the first 100 for the report, all of them in a CSV file. */
export class RejectedRows {
  readonly #path: string;
  readonly #fd: number;
  #isOpen = true;
  #held: Rejected[] = [];
  readonly first: RejectedRow[] = [];
  readonly byReason: Partial<Record<RejectReason, number>> = {};
  /** Rows so far, footer candidates included. */
  count = 0;
  /** The file whose rows come now; null: the recording has only one. */
  file: string | null = null;

  constructor(path: string) {
    this.#path = path;
    this.#fd = openSync(path, 'w');
    writeSync(this.#fd, 'line,reason,text,file\r\n');
  }

  add(row: { line: number; reason: RejectReason; text: string; file?: string }): void {
    this.count++;
    this.#held.push({ line: row.line, reason: row.reason, text: row.text.slice(0, TEXT_LENGTH), file: row.file ?? this.file });
  }

  /** Writes what can no longer become a footer, so that a file full of damage does not fill the memory. */
  spill(lastAcceptedLine: number): void {
    if (this.#held.length < HELD_ROWS) return;
    const settled = this.#held.filter((row) => row.line < lastAcceptedLine);
    const open = this.#held.filter((row) => row.line >= lastAcceptedLine);
    this.#write(settled);
    this.#held = open;
    if (open.length >= HELD_ROWS * 5) {
      this.#write(open);
      this.#held = [];
    }
  }

  /** A file is over: its last rows that begin with a word are a footer. `cutLine`: the file is known to break off within this line. */
  settle(lastAcceptedLine: number, { hasFooter = true, cutLine = null }: { hasFooter?: boolean; cutLine?: number | null } = {}): void {
    const rows = this.#held.map((row): Rejected => (row.line === cutLine ? { ...row, reason: 'truncated' } : row));
    for (let i = rows.length - 1; hasFooter && i >= 0; i--) {
      const row = rows[i]!;
      if (row.line <= lastAcceptedLine || !couldBeFooter.has(row.reason) || !footer.test(row.text)) break;
      rows[i] = { ...row, reason: 'footer' };
    }
    this.#write(rows);
    this.#held = [];
  }

  /** The only file is over. */
  finish(lastAcceptedLine: number): void {
    this.settle(lastAcceptedLine);
    this.close();
  }

  /** Everything is over; `settle` was called for every file. */
  close(): void {
    fsyncSync(this.#fd);
    closeSync(this.#fd);
    this.#isOpen = false;
  }

  /** Nothing was imported: nothing stays. */
  abort(): void {
    if (this.#isOpen) closeSync(this.#fd);
    this.#isOpen = false;
    rmSync(this.#path, { force: true });
  }

  #write(rows: readonly Rejected[]): void {
    let text = '';
    for (const row of rows) {
      this.byReason[row.reason] = (this.byReason[row.reason] ?? 0) + 1;
      if (this.first.length < REPORTED_ROWS) {
        this.first.push({ line: row.line, reason: row.reason, ...(row.file === null ? {} : { file: row.file }) });
      }
      text += `${row.line},${row.reason},${quoted(row.text)},${quoted(row.file ?? '')}\r\n`;
    }
    if (text !== '') writeSync(this.#fd, text);
  }
}

/** A cell that no spreadsheet takes for a formula (OWASP CSV injection): quoted, and with an apostrophe before `= + - @` tab and CR. */
function quoted(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters of a damaged line are made visible on purpose
  const visible = text.replace(/[\u0000-\u0008\u000b-\u001f]/g, '\ufffd');
  const safe = /^[=+\-@\t\r]/.test(visible) ? `'${visible}` : visible;
  return `"${safe.replaceAll('"', '""')}"`;
}
