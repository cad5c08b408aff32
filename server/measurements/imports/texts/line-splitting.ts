import type { LineEnd, Spacing } from '../import.types.ts';

/** How a recipe's lines fall into cells. */
export interface LineForm {
  readonly delimiter: string;
  readonly spacing?: Spacing;
}

/** The cells of a line as the recipe cuts them. */
export function lineCells(line: string, { delimiter, spacing }: LineForm): string[] {
  return spacing === undefined ? splitCells(line, delimiter) : splitCells(spacesToTabs(line, spacing), '\t');
}

/** The lines of a text; the mark of an end of line belongs to none of them. */
export function textLinesOf(text: string, { eol }: { readonly eol: LineEnd }): string[] {
  return text.split(eol === 'cr' ? '\r' : /\r?\n/);
}

/** One line with tabs where its columns end. Leading and trailing spaces separate nothing. */
export function spacesToTabs(line: string, spacing: Spacing): string {
  if (line.trim() === '') return '';
  if (typeof spacing !== 'string') return spacing.map((start, i) => line.slice(start, spacing[i + 1]).trim()).join('\t');
  return line.trim().replace(spacing === 'runs' ? /[ \t]+/g : / {2,}|[ \t]*\t[ \t]*/g, '\t');
}

/** Cells of a line; quotes are taken off. */
export function splitCells(line: string, delimiter: string): string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const cells: string[] = [];
  for (let i = 0; i <= line.length; ) {
    const quote = line[i] === '"' ? closingQuote(line, i) : -1;
    // `"DB1".pressure` is no quoted cell.
    const close = quote >= 0 && /^\s*$/.test(line.slice(quote + 1, endOf(line, delimiter, quote + 1))) ? quote : -1;
    const from = close < 0 ? i : close + 1;
    const stop = endOf(line, delimiter, from);
    cells.push(close < 0 ? line.slice(i, stop) : line.slice(i + 1, close).replaceAll('""', '"'));
    i = stop + 1;
  }
  return cells;
}

function endOf(line: string, delimiter: string, from: number): number {
  const end = line.indexOf(delimiter, from);
  return end < 0 ? line.length : end;
}

function closingQuote(line: string, open: number): number {
  for (let i = open + 1; i < line.length; i++) {
    if (line[i] !== '"') continue;
    if (line[i + 1] !== '"') return i;
    i++;
  }
  return -1;
}
