import { cellText, type TableText } from '../table-text.ts';
import { type ColumnForm, formsOf, withPoint } from './column-forms.ts';
import type { MergedCells } from './merged-cells.ts';
import { DAYS_TO_1904, dateText, dateTimeText, percentText, secondsText, timeText } from './number-formats.ts';
import type { SheetCell, SheetRow } from './sheet-cells.ts';
import { type HeaderRows, spreadMergedHeaders, withUnit } from './sheet-header.ts';

/** So many rows are looked at before the first one is written. */
const HEAD_ROWS = 200;

/**
 * Turns the rows of a sheet into a table of text whose lines are the sheet's rows. Dates are written as ISO wall clocks, percentages as shown
 * (0.15 shown as 15 % is 15), durations in seconds.
 */
export class SheetTable {
  readonly notes = new Set<string>();
  readonly #out: TableText;
  readonly #merged: readonly MergedCells[];
  readonly #shiftDays: number;
  #head: SheetRow[] | null = [];
  #width = Number.POSITIVE_INFINITY;
  #firstDataRow = Number.POSITIVE_INFINITY;
  #forms = new Map<number, ColumnForm>();
  #cutCells = 0;

  constructor(out: TableText, { merged, isFrom1904 }: { merged: readonly MergedCells[]; isFrom1904: boolean }) {
    this.#out = out;
    this.#merged = merged;
    this.#shiftDays = isFrom1904 ? DAYS_TO_1904 : 0;
  }

  add(row: SheetRow): void {
    if (this.#head === null) return this.#write(row);
    this.#head.push(row);
    if (this.#head.length >= HEAD_ROWS) this.#settle();
  }

  finish(): void {
    this.#settle();
    if (this.#cutCells > 0) this.notes.add(`Cells to the right of the table that were not imported: ${this.#cutCells}.`);
  }

  /** Decides what the table is and writes the rows held back. */
  #settle(): void {
    const head = this.#head;
    if (head === null) return;
    this.#head = null;
    this.#firstDataRow = head.find(dataRows(head))?.number ?? Number.POSITIVE_INFINITY;
    const data = head.filter(({ number }) => number >= this.#firstDataRow);
    this.#width = widthOf(head, this.#firstDataRow);
    const header = headerOf(head, this.#firstDataRow);
    this.#forms = formsOf(data, { shiftDays: this.#shiftDays, header });
    spreadMergedHeaders(header, this.#merged);
    this.#nameUnits(header);
    for (const row of head) this.#write(row, header.get(row.number));
  }

  /** Percentages and durations are numbers whose unit stands in the format of their cells. */
  #nameUnits(header: HeaderRows): void {
    const names = header.get([...header.keys()].findLast((number) => header.get(number)!.size > 1) ?? -1);
    for (const [column, form] of this.#forms) {
      const name = names?.get(column);
      if (name !== undefined && form === 'percent') names!.set(column, withUnit(name, '%'));
      if (name !== undefined && form === 'elapsed') names!.set(column, withUnit(name, 's'));
      // True and false have no unit, and nobody needs to be asked.
      if (name !== undefined && form === 'boolean') names!.set(column, withUnit(name, '-'));
    }
  }

  #write({ number, cells }: SheetRow, header?: ReadonlyMap<number, string>): void {
    while (this.#out.lines < number - 1) this.#out.line('');
    const texts: string[] = [];
    const put = (column: number, text: string): void => {
      while (texts.length < column) texts.push('');
      texts[column] = text;
    };
    for (const cell of cells) {
      if (cell.column < this.#width) put(cell.column, this.#textOf(cell, number < this.#firstDataRow));
      else this.#cutCells++;
    }
    for (const [column, text] of header ?? []) if (column < this.#width) put(column, cellText(text));
    // A delimiter behind every row keeps a last column that is still empty from being taken for one.
    if (number >= this.#firstDataRow - 2 && Number.isFinite(this.#width)) put(this.#width, '');
    this.#out.row(texts);
  }

  #textOf({ column, kind, text }: SheetCell, isHeader: boolean): string {
    const form = isHeader ? kind : (this.#forms.get(column) ?? kind);
    if (kind === 'text' && form === 'comma') return cellText(withPoint(text));
    if (kind === 'text' || kind === 'error') return cellText(text);
    if (kind === 'boolean' || (kind === 'number' && !/^date/.test(form))) return text;
    const days = Number(text) + this.#shiftDays;
    if (form === 'percent') return percentText(text);
    if (form === 'elapsed') return secondsText(Number(text));
    if (form === 'time') return timeText(days);
    if (form === 'date') return Number.isInteger(days) ? dateText(days) : dateTimeText(days);
    return dateTimeText(days);
  }
}

const isValue = ({ kind }: SheetCell): boolean => kind !== 'text' && kind !== 'error';

/**
 * Tells rows of the table from lines about it ("Serial number | 12345"): a row has values in the first and in at least half of the columns that
 * hold values in most rows.
 */
function dataRows(head: readonly SheetRow[]): (row: SheetRow) => boolean {
  const counts = new Map<number, number>();
  for (const { cells } of head) for (const { column } of cells.filter(isValue)) counts.set(column, (counts.get(column) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  const columns = new Set([...counts].filter(([, count]) => count >= most * 0.3).map(([column]) => column));
  const first = Math.min(...columns);
  return ({ cells }) => {
    const values = cells.filter((cell) => isValue(cell) && columns.has(cell.column));
    return values[0]?.column === first && values.length * 2 >= columns.size;
  };
}

/** Rows above the data whose cells are all words. */
function headerOf(head: readonly SheetRow[], firstDataRow: number): HeaderRows {
  const above = head.filter(({ number }) => number < firstDataRow && number >= firstDataRow - 20);
  return new Map(
    above.map(({ number, cells }) => [
      number,
      new Map(cells.filter(({ kind }) => kind === 'text').map(({ column, text }) => [column, text])),
    ]),
  );
}

/** Columns that belong to the table: those of which two of its rows hold a value, and those that the header names without a break. */
function widthOf(head: readonly SheetRow[], firstDataRow: number): number {
  const counts = new Map<number, number>();
  for (const { number, cells } of head) {
    if (number < firstDataRow - 2) continue;
    for (const { column } of cells) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const least = head.filter(({ number }) => number >= firstDataRow - 2).length > 2 ? 2 : 1;
  let width = Math.max(0, ...[...counts].filter(([, count]) => count >= least).map(([column]) => column + 1));
  const named = new Set(
    head
      .filter(({ number }) => number === firstDataRow - 1 || number === firstDataRow - 2)
      .flatMap(({ cells }) => cells.map(({ column }) => column)),
  );
  while (named.has(width)) width++;
  return width === 0 ? Number.POSITIVE_INFINITY : width;
}
