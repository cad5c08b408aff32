import { type ArchiveEntry, zipArchive } from '../files/zip-archive.ts';
import { safeText } from './cell-text.ts';
import { sheetTitles } from './sheet-title.ts';
import {
  cellStyles,
  columnName,
  sheetHead,
  sheetPath,
  sheetTail,
  type WorkbookProperties,
  workbookParts,
  xmlText,
} from './workbook-parts.ts';

/** A table that fits into memory. Null and what is no number are empty cells; text is never a formula. */
export interface TableSheet {
  readonly title: string;
  /** `width` in characters. */
  readonly columns: readonly { readonly title: string; readonly unit: string; readonly width: number }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What a cell of text can hold (Excel). */
const mostCharacters = 32_767;

/** A workbook of tables: names, units, then rows. The same tables give the same bytes. */
export function workbook(sheets: readonly TableSheet[], properties: WorkbookProperties): AsyncGenerator<Uint8Array> {
  const parts = workbookParts(sheetTitles(sheets.map(({ title }) => title)), properties);
  const entries: ArchiveEntry[] = [
    ...parts.map(({ path, text }) => ({ path, compress: true, content: () => [Buffer.from(text)] })),
    ...sheets.map((sheet, i) => ({ path: sheetPath(i), compress: true, content: () => sheetPieces(sheet) })),
  ];
  return zipArchive(entries);
}

/** A cell of the rows of names and units; an empty one is none. */
export function headingCell(at: string, text: string): string {
  return textCell(at, text, cellStyles.heading);
}

function* sheetPieces({ columns, rows }: TableSheet): Generator<Uint8Array> {
  yield Buffer.from(
    sheetHead(
      columns.map(({ width }) => width),
      true,
    ),
  );
  const headRow = (at: number, cells: string[]) =>
    `<row r="${at}">${cells.map((cell, i) => headingCell(`${columnName(i)}${at}`, cell)).join('')}</row>`;
  yield Buffer.from(
    headRow(
      1,
      columns.map(({ title }) => title),
    ) +
      headRow(
        2,
        columns.map(({ unit }) => unit),
      ),
  );
  for (let from = 0; from < rows.length; from += 500) {
    const piece = rows.slice(from, from + 500).map((cells, i) => {
      const at = from + i + 3;
      return `<row r="${at}">${cells.map((value, c) => valueCell(`${columnName(c)}${at}`, value)).join('')}</row>`;
    });
    yield Buffer.from(piece.join(''));
  }
  yield Buffer.from(sheetTail(true));
}

function valueCell(at: string, value: string | number | null): string {
  if (typeof value === 'string') return textCell(at, value, cellStyles.text);
  return value === null || !Number.isFinite(value) ? '' : `<c r="${at}" s="${cellStyles.number}"><v>${value}</v></c>`;
}

function textCell(at: string, text: string, style: number): string {
  if (text === '') return '';
  const held = safeText(text).slice(0, mostCharacters);
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(held)}</t></is></c>`;
}
