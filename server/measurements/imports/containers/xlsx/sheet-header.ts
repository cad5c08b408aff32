import { parseUnit } from '../../../../systems/units.ts';
import { splitHeader } from '../../detections/header-cell.ts';
import type { MergedCells } from './merged-cells.ts';

/** Rows (by number) of texts by column (from 0), as far as the header reaches: changed in place. */
export type HeaderRows = Map<number, Map<number, string>>;

/**
 * Gives every column its whole name where cells are merged: a word above several columns goes before their own words ("Pump 1" over "Pressure"
 * and "Flow"), a word beside a second header row goes down into it.
 */
export function spreadMergedHeaders(rows: HeaderRows, merged: readonly MergedCells[]): void {
  for (const { firstRow, lastRow, firstColumn, lastColumn } of merged) {
    const text = rows.get(firstRow)?.get(firstColumn);
    if (text === undefined) continue;
    if (lastColumn > firstColumn) spreadAcross(rows, { text, row: lastRow + 1, firstColumn, lastColumn });
    else spreadDown(rows, { text, firstRow, lastRow, column: firstColumn });
  }
}

function spreadAcross(
  rows: HeaderRows,
  { text, row, firstColumn, lastColumn }: { text: string; row: number; firstColumn: number; lastColumn: number },
): void {
  const below = rows.get(row);
  if (below === undefined) return;
  const own = [...below.entries()].filter(([column]) => column >= firstColumn && column <= lastColumn);
  const others = [...below.keys()].some((column) => column < firstColumn || column > lastColumn);
  // A title over the whole table is no name, and units below a word do not become names.
  if (own.length < 2 || !others) return;
  if (own.every(([, word]) => isUnit(word))) {
    const names = rows.get(row - 1);
    for (const [column] of own) names?.set(column, text);
    return;
  }
  for (const [column, word] of own) below.set(column, `${text} ${word}`);
}

function spreadDown(
  rows: HeaderRows,
  { text, firstRow, lastRow, column }: { text: string; firstRow: number; lastRow: number; column: number },
): void {
  for (let number = firstRow + 1; number <= lastRow; number++) {
    const row = rows.get(number);
    const words = [...(row?.values() ?? [])];
    if (row === undefined || words.filter(isUnit).length * 2 > words.length) continue;
    row.set(column, text);
  }
}

function isUnit(text: string): boolean {
  const bare = text.trim().replace(/^[[(]|[\])]$/g, '');
  return bare === '-' || parseUnit(bare) !== null;
}

/** `Efficiency` becomes `Efficiency [%]` when the header names no unit itself. */
export function withUnit(header: string, unit: string): string {
  return splitHeader(header).unit === null ? `${header} [${unit}]` : header;
}
