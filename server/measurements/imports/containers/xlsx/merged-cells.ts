import type { ZipMember } from '../zip-directory.ts';
import { columnOf } from './sheet-cells.ts';

/** Cells that are shown as one; the value stands in the first. Rows from 1, columns from 0, all inclusive. */
export interface MergedCells {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

/** Only headers matter: merges further down are no part of a table's meaning. */
const LAST_HEADER_ROW = 200;
const MOST_MERGES = 10_000;

/**
 * Merged cells stand behind all cells in a sheet's XML, and are needed before them: a pass of its own that looks for nothing else.
 * `isEmpty`: the sheet has no cell at all.
 */
export async function readMergedCells(member: ZipMember): Promise<{ merged: readonly MergedCells[]; isEmpty: boolean }> {
  const merged: MergedCells[] = [];
  let isEmpty = true;
  let rest = '';
  for await (const chunk of member.read()) {
    const text = rest + chunk.toString('latin1');
    isEmpty = isEmpty && !/<(?:\w+:)?v[ >]|<(?:\w+:)?is>/.test(text);
    for (const [, from = '', to = ''] of text.matchAll(
      /<(?:\w+:)?mergeCell\s[^>]{0,200}?ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"[^>]{0,200}>/g,
    )) {
      const firstRow = Number(/\d+/.exec(from)![0]);
      if (firstRow > LAST_HEADER_ROW || merged.length >= MOST_MERGES) continue;
      merged.push({ firstRow, lastRow: Number(/\d+/.exec(to)![0]), firstColumn: columnOf(from), lastColumn: columnOf(to) });
    }
    // An element may be cut by the end of a chunk; a whole one is never found twice.
    rest = text.slice(Math.max(text.lastIndexOf('>') + 1, text.length - 512));
  }
  return { merged, isEmpty };
}
