import { safeText } from '../../platform/tables/cell-text.ts';
import { copied, copiedQuoted } from './cell-bytes.ts';
import type { Row } from './exported-row.queries.ts';
import type { ExportedTable } from './exported-table.ts';
import { textOf } from './row-text.ts';

const [comma, carriageReturn, lineFeed] = [0x2c, 0x0d, 0x0a] as const;

/**
 * Rows as RFC 4180 text in UTF-8: numbers as they are, text that a spreadsheet would run as a formula with an apostrophe in front. Written letter
 * by letter into one piece of memory: building a string of a page and encoding it takes twice as long.
 * @returns a function whose answer holds until it is called again
 */
export function csvWriter({ columns }: ExportedTable): (rows: readonly Row[]) => Uint8Array {
  const kinds = Object.values(columns);
  let room = Buffer.allocUnsafeSlow(1024 * 1024);
  let at = 0;
  return (rows) => {
    at = 0;
    for (const row of rows) {
      reserve(0);
      for (let i = 0; i < kinds.length; i++) {
        const [kind = 'text', value] = [kinds[i], row[i]];
        if (i > 0) room[at++] = comma;
        if (value === null || value === undefined) continue;
        const text = textOf(kind, value);
        reserve(text.length);
        at = kind === 'text' ? putText(room, at, text) : kind === 'json' ? putDocument(room, at, text) : at + room.write(text, at);
      }
      room[at++] = carriageReturn;
      room[at++] = lineFeed;
    }
    return room.subarray(0, at);
  };

  /** A letter takes three bytes at most; beside the cell: apostrophe, quotes, the commas of empty cells behind it, the end of the line. */
  function reserve(letters: number): void {
    const needed = at + letters * 3 + 16 + kinds.length;
    if (needed <= room.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * room.length));
    room.copy(larger, 0, 0, at);
    room = larger;
  }
}

function putText(room: Buffer, at: number, text: string): number {
  // What begins and ends with a letter or digit is no formula and needs no quotes for its edges.
  if (isWordSign(text.charCodeAt(0)) && isWordSign(text.charCodeAt(text.length - 1))) {
    const end = copied(text, room, at);
    if (end >= 0) return end;
  }
  return at + room.write(csvCell(text), at);
}

/** Letter or digit of ASCII. */
function isWordSign(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

/** A document begins with a bracket and holds quotes: both are known without looking. */
function putDocument(room: Buffer, at: number, text: string): number {
  const first = text.charCodeAt(0);
  if (first !== 0x7b && first !== 0x5b) return putText(room, at, text);
  return copiedQuoted(text, room, at);
}

function csvCell(text: string): string {
  const safe = safeText(text);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
