import { parseUnit } from '../../../systems/units.ts';
import type { TableRow } from './delimiter-detection.ts';
import { isTimeHeader } from './time-header.ts';

/** What a row of the header holds. `labels`: sensor numbers, addresses, calibration … */
export type HeaderRole = 'names' | 'units' | 'types' | 'ranges' | 'statistics' | 'labels';

const typeWord =
  /^(?:u?(?:s|d|l)?int(?:8|16|32|64)?|l?real|float(?:32|64)?|double|single|bool(?:ean)?|d?word|byte|string|char|short|long|time|date_?time|dateTime:\S+|number|numeric|text|avg|smp|std|tot|max|min|ts|rn|f|i|b|(?:short|float|double|long|ushort|ulong|datetime)\[.*\])$/i;
const statistic =
  /^(?:min(?:imum)?|max(?:imum)?|mean|avg|average|mittel(?:wert)?|mw|moyenne|stdev|std(?:\.|abw)?|rms|sum(?:me)?|median|spannweite|first|last|anfang|ende)\.?$/i;
const rangeLabel = /range|bereich|gamme|plage|min|max|limit|grenz|offset|factor|faktor|scale|skal|cal|kal/i;
const nameLabel = /^(?:name|names|kanal|kanalname|channel|channel ?name|signal|bezeichnung|voie|variable|parameter|messstelle|tag)\b/i;
/** A number, or two with something between: `0..400`, `-20…120`, `±10 V`. */
const range = /^[±+-]?\d[\d.,]*(?:\s*(?:\.\.+|…|to|bis|-|\/|–)\s*[±+-]?\d[\d.,]*)?\s*\S{0,6}$/;

/** Cells of a row outside the time columns, brackets taken off. */
function valuesOf(row: TableRow, table: { readonly fields: number; readonly timeColumns: readonly number[] }): string[] {
  return row.cells
    .slice(0, table.fields)
    .filter((_, column) => !table.timeColumns.includes(column))
    .map(bareUnit);
}

export function bareUnit(cell: string): string {
  const text = cell.trim();
  const match = /^[[(<{](.*)[\])>}]$/.exec(text);
  return match ? match[1]!.trim() : text;
}

/** What a row above the data is. The time columns may be unknown (none): then the first column is taken for the label of the row. */
export function headerRole(row: TableRow, table: { readonly fields: number; readonly timeColumns: readonly number[] }): HeaderRole {
  const first = (row.cells[0] ?? '').trim();
  const label = table.timeColumns.length > 0 ? (row.cells[table.timeColumns[0]!] ?? '').trim() : first;
  const filled = valuesOf(row, table).filter((cell) => cell !== '' && cell !== '-');
  if (isUnitsRow(row, table)) return 'units';
  if (statistic.test(label) || statistic.test(first)) return 'statistics';
  if (filled.length > 0 && filled.every((cell) => typeWord.test(cell))) return 'types';
  // `"Time","06:00:00","06:00:00"` says when all columns began and names nothing; times that differ are a table on its side.
  const facts = table.timeColumns.length > 0 ? filled : filled.slice(1);
  if (new Set(facts).size === 1 && /^\d+([:/-])\d+\1\d/.test(facts[0]!)) return 'labels';
  if (isTimeHeader(label)) return 'names';
  const numeric = filled.filter((cell) => range.test(cell)).length;
  if (filled.length > 0 && numeric * 2 >= filled.length && (numeric === filled.length || rangeLabel.test(label))) return 'ranges';
  return filled.some((cell) => /\p{L}/u.test(cell)) ? 'names' : 'labels';
}

/** Every cell outside the time columns is a unit, blank or a short word, and at least half of them are units. */
function isUnitsRow(row: TableRow, table: { readonly fields: number; readonly timeColumns: readonly number[] }): boolean {
  const bare = valuesOf(row, table);
  const label = isUnitLabel(row.cells[0] ?? '');
  const filled = bare.filter((cell) => cell !== '' && cell !== '-' && !isUnitLabel(cell));
  const units = filled.filter((cell) => parseUnit(cell) !== null).length;
  if (units === 0) return false;
  if (label) return true;
  const others = filled.filter((cell) => parseUnit(cell) === null);
  if (others.length === 0) return units * 2 >= bare.filter((cell) => cell !== '').length;
  // Beside known units a few unknown ones, as short as units are (`RN`, `pcs`).
  return units > others.length && others.every((cell) => cell.length <= 6 && !/\d{3}|\s/.test(cell));
}

/** `min`, `Mittelwert`: a kind of value, not a quantity. */
export function isStatistic(cell: string): boolean {
  return statistic.test(cell.trim());
}

/** The first cell of a row of units may say so. */
export function isUnitLabel(cell: string): boolean {
  return /^(?:einheit(?:en)?|units?|unité|unite|dimension|y[ _]unit[ _]label|[vy][ _]?unit|eu)\W*$/i.test(cell.trim());
}

/** How much a row looks like the one with the names of the columns. */
export function nameScore(row: TableRow, table: { readonly fields: number; readonly timeColumns: readonly number[] }): number {
  const cells = row.cells.slice(0, table.fields).map((cell) => cell.trim());
  const columns = table.timeColumns.length > 0 ? table.timeColumns : cells.map((_, column) => column);
  const filled = cells.filter((cell) => cell !== '');
  const distinct = new Set(filled).size / Math.max(1, filled.length);
  const coded = filled.filter((cell) => /=|^\[[\d:.]+\]$|^\W*(?:s\/?n|no|nr)\b.*\d|^\d+$/i.test(cell)).length / Math.max(1, filled.length);
  const isTimed = columns.some((column) => isTimeHeader(cells[column] ?? ''));
  return (isTimed ? 4 : 0) + (nameLabel.test(cells[0] ?? '') ? 3 : 0) + filled.length / table.fields + distinct - 4 * coded;
}
