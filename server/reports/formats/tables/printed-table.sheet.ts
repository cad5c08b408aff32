import type { TableSheet } from '../../../platform/tables/workbook.ts';
import type { NumberStyle } from '../../number.format.ts';
import type { Block, Cell, ReportDocument } from '../../report-document.schema.ts';
import { wordingOf } from '../../wordings/wording.ts';
import { workbookWordingOf } from '../../wordings/workbook.wording.ts';

type PrintedTable = Extract<Block, { kind: 'table' }>;

/** The tables of the report as they are printed; those with the same columns share a sheet, each row with the number of its table. */
export function printedTableSheets(document: ReportDocument): TableSheet[] {
  const { style } = wordingOf(document.language);
  const words = workbookWordingOf(document.language).printed;
  return grouped(document).map((tables) => {
    const [first] = tables as [PrintedTable];
    // Of a single table the title of the sheet says what it shows.
    const isShared = tables.length > 1;
    const rows = tables.flatMap((table) => table.rows.map((cells) => [...tableCells(table, isShared), ...printedRow(table, cells, style)]));
    const lead = isShared ? 2 : 1;
    const widths = first.columns.map((_, i) => widthOf(rows.map((row) => row[i + lead] ?? null)));
    return {
      title: `${first.number} ${first.caption.replace(/\.$/, '')}`,
      columns: [
        { title: words.table, unit: '', width: 8 },
        ...(isShared ? [{ title: words.caption, unit: '', width: 28 }] : []),
        ...first.columns.map(({ title }, i) => ({ title, unit: '', width: Math.max(widths[i] ?? 10, Math.min(title.length + 2, 24)) })),
        { title: words.evidence, unit: '', width: 12 },
      ],
      rows,
    };
  });
}

function grouped({ sections }: ReportDocument): PrintedTable[][] {
  const groups = new Map<string, PrintedTable[]>();
  for (const block of sections.flatMap(({ blocks }) => blocks)) {
    if (block.kind !== 'table') continue;
    const key = JSON.stringify(block.columns.map(({ title }) => title));
    groups.set(key, [...(groups.get(key) ?? []), block]);
  }
  return [...groups.values()];
}

function tableCells({ number, caption }: PrintedTable, isShared: boolean): (string | number)[] {
  return isShared ? [number, caption] : [number];
}

function printedRow({ columns }: PrintedTable, cells: readonly Cell[], style: NumberStyle): (string | number | null)[] {
  const values = cells.flatMap((cell) => [printedValue(cell.text, style), ...Array.from({ length: (cell.span ?? 1) - 1 }, () => null)]);
  while (values.length < columns.length) values.push(null);
  const evidence = [...new Set(cells.flatMap((cell) => cell.evidence ?? []))].join(' ');
  return [...values, evidence === '' ? null : evidence];
}

/** A number where the cell holds nothing else; digits that name something (leading zeros, hashes) stay text. */
export function printedValue(text: string, { decimal, thousands }: NumberStyle): string | number {
  const plain = text.replaceAll(thousands, '').replace('−', '-').replace(decimal, '.');
  const isNumber = /^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/.test(plain) && !(decimal !== '.' && text.includes('.'));
  return isNumber ? Number(plain) : text;
}

/** Wide enough for most of its texts, narrow enough to see the next column. */
export function widthOf(values: readonly (string | number | null)[]): number {
  const longest = Math.max(0, ...values.map((value) => String(value ?? '').length));
  return Math.min(60, Math.max(8, longest + 2));
}
