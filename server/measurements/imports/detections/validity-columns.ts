import { isBad, isGood } from '../cells/validity-words.ts';
import type { Table } from '../tables/table-parts.ts';

/** A column that says of another one whether its values are good. Columns from 0. */
export interface ValidityColumn {
  readonly column: number;
  readonly of: number;
}

const generic = /^(?:status|state|zustand|quality|qualit(?:ät|y|é)|validity|gültigkeit|status ?code|quality ?code|opc ?quality|flag|q)$/i;
const behindName = /^[\s._:/-]*(?:status|quality|qualität|qualité|validity|gültigkeit|status ?code|quality ?code|opc ?quality|q)$/i;

/**
 * Columns of words like Good and Bad beside the columns they speak of: `Pump.Pressure QualityCode` behind `Pump.Pressure`, or `Status` behind
 * every value. One `Status` at the end of a row of several values belongs to none of them, and columns of other words are no validity.
 */
export function findValidity(table: Table): ValidityColumn[] {
  const { header, timeColumns } = table;
  const columns = header.cells.map((_, column) => column).filter((column) => !timeColumns.includes(column));
  const isValidity = new Set(columns.filter((column) => speaksOfValidity(table, column)));
  const values = columns.filter((column) => !isValidity.has(column));
  const names = header.cells.map(({ name }) => name.trim());
  const named: ValidityColumn[] = [];
  const unnamed: ValidityColumn[] = [];
  for (const column of isValidity) {
    const name = names[column]!;
    const of = values.findLast((value) => value < column && names[value] !== '' && isNamedAfter(name, names[value]!));
    if (of !== undefined) named.push({ column, of });
    else if (generic.test(name) && values.includes(column - 1)) unnamed.push({ column, of: column - 1 });
  }
  return named.length > 0 ? named : unnamed.length === values.length ? unnamed : [];
}

function isNamedAfter(name: string, value: string): boolean {
  return name.startsWith(value) && behindName.test(name.slice(value.length));
}

/** Every word is one of validity, and some say good. Numbers count only as OPC servers write them (192 and more is good, less is not). */
function speaksOfValidity({ rows, header }: Table, column: number): boolean {
  if (header.cells[column]!.unit !== null) return false;
  const texts = rows.map(({ cells }) => (cells[column] ?? '').trim()).filter((text) => text !== '');
  if (!texts.some(isGood)) return false;
  const isNumeric = texts.every((text) => /^\d+$/.test(text));
  if (isNumeric)
    return (
      /qualit|valid|gültig/i.test(header.cells[column]!.name) &&
      texts.every((text) => Number(text) < 256) &&
      texts.some((text) => Number(text) >= 192)
    );
  return texts.every((text) => /[a-z]/i.test(text) && (isGood(text) || isBad(text)));
}

/** What the report says of it. */
export function validityNote({ header, rows }: Table, { column, of }: ValidityColumn): string {
  const texts = rows.map(({ cells }) => (cells[column] ?? '').trim());
  const example = texts.find(isGood) ?? '';
  return `The column "${header.cells[column]!.name}" says which values of "${header.cells[of]!.name}" are good ("${example}"); the others are missing.`;
}
