import { AlignmentType, BorderStyle, Paragraph, type ParagraphChild, Table, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import type { Block, Cell, Column } from '../../report-document.schema.ts';
import type { Standing } from '../../report-standing.schema.ts';
import { joinedRefs } from '../evidence.refs.ts';
import { type Shown, showAnchor, showMarked, showRefs, showRuns, textRuns } from './run.docx.ts';
import { colours, textWidth } from './style.docx.ts';

type PrintedTable = Extract<Block, { kind: 'table' }>;
type Facts = Extract<Block, { kind: 'facts' }>;
type SignOff = Extract<Block, { kind: 'sign-off' }>;

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const bare = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none };
const grey = { style: BorderStyle.SINGLE, size: 8, color: colours.grey } as const;
const hair = { style: BorderStyle.SINGLE, size: 4, color: colours.hair } as const;

/** A table with a head that comes again on every page; no row breaks over a page. */
export function showTable({ columns, rows }: PrintedTable, shown: Shown): Table {
  const widths = columnWidths(columns, rows);
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map((column, i) =>
      tableCell(textRuns(column.title, { bold: true }), { column, width: widths[i] ?? 0, isHead: true }),
    ),
  });
  const body = rows.map((cells) => {
    let at = 0;
    const children = cells.map((cell) => {
      const span = cell.span ?? 1;
      const width = widths.slice(at, at + span).reduce((sum, one) => sum + one, 0);
      const column = columns[at];
      at += span;
      return tableCell(cellRuns(cell, shown), { column, width, span });
    });
    return new TableRow({ cantSplit: true, children });
  });
  return new Table({
    rows: [head, ...body],
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { ...bare, top: grey, bottom: grey, insideHorizontal: hair },
    margins: { left: 70, right: 70, top: 20, bottom: 20 },
  });
}

function cellRuns(cell: Cell, shown: Shown): ParagraphChild[] {
  const words = showMarked(cell.level, cell.text, { mono: cell.mono ?? false });
  return [...showAnchor(cell.anchor), ...words, ...showRefs(cell.evidence, shown, cell.text !== '')];
}

interface Place {
  readonly column: Column | undefined;
  readonly width: number;
  readonly span?: number;
  readonly isHead?: boolean;
}

function tableCell(children: ParagraphChild[], { column, width, span = 1, isHead = false }: Place): TableCell {
  const alignment = column?.align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT;
  return new TableCell({
    children: [new Paragraph({ style: 'Cell', alignment, keepNext: isHead, children })],
    width: { size: width, type: WidthType.DXA },
    ...(span > 1 && { columnSpan: span }),
    ...(isHead && { borders: { bottom: grey } }),
  });
}

/** Name beside content, without lines. */
export function showFacts({ rows }: Facts, shown: Shown): Table {
  return namedRows(rows.map(({ name, runs }) => ({ name, lines: [showRuns(runs, shown)] })));
}

/** Who signed, when, and what the signature means: name, time and meaning stand on every rendering. */
export function showSigned({ slots, contentLabel }: Standing): Table {
  return namedRows(
    slots.map(({ role, signature, open }) => {
      if (!signature) return { name: role, lines: [textRuns(open)] };
      const { name, at, meaning, note, signed } = signature;
      return {
        name: role,
        lines: [
          [...textRuns(name, { bold: true }), ...textRuns(`  ${at}`)],
          textRuns([meaning, note].filter(Boolean).join(' ')),
          textRuns(`${contentLabel} ${signed.contentSha256}`, { mono: true, color: colours.grey }),
          textRuns(`Ed25519 ${signed.seal}`, { mono: true, color: colours.grey }),
        ],
      };
    }),
  );
}

function namedRows(rows: readonly { name: string; lines: readonly ParagraphChild[][] }[]): Table {
  const widths = [2400, textWidth - 2400];
  const part = (lines: readonly ParagraphChild[][], width = 0) =>
    new TableCell({
      children: lines.map((children) => new Paragraph({ style: 'Cell', children })),
      width: { size: width, type: WidthType.DXA },
    });
  return new Table({
    rows: rows.map(({ name, lines }) => {
      const children = [part([textRuns(name, { color: colours.grey })], widths[0]), part(lines, widths[1])];
      return new TableRow({ cantSplit: true, children });
    }),
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: bare,
  });
}

/** Role, then a line to fill in for each field. */
export function showSignOff({ roles, fields }: SignOff): Table {
  const first = 1700;
  const each = Math.floor((textWidth - first) / Math.max(1, fields.length));
  const part = (children: ParagraphChild[], width: number, style: string, borders = bare) =>
    new TableCell({ children: [new Paragraph({ style, keepNext: true, children })], width: { size: width, type: WidthType.DXA }, borders });
  const rows = roles.map(
    (role) =>
      new TableRow({
        cantSplit: true,
        height: { value: 900, rule: 'atLeast' },
        children: [
          part(textRuns(role, { bold: true }), first, 'Cell'),
          ...fields.map((field) => part(textRuns(field), each, 'Small', { ...bare, bottom: grey } as never)),
        ],
      }),
  );
  return new Table({
    rows,
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [first, ...fields.map(() => each)],
    layout: TableLayoutType.FIXED,
    borders: bare,
  });
}

/** Twentieths of a point at 8.5 points, a little more than the mean letter. */
const perCharacter = 98;
const padding = 200;

/**
 * Widths of the columns, together the width of the text: each as wide as its longest word, and of the rest as much as its longest content asks
 * for, as a browser does it.
 */
export function columnWidths(columns: readonly Column[], rows: readonly (readonly Cell[])[]): number[] {
  const cells = columns.map((column, i) => [{ text: column.title }, ...rows.flatMap((row) => cellAt(row, i))]);
  const least = cells.map((own) => widthOf(Math.min(mostOfWord, Math.max(...own.map(longestWord)))));
  const wished = cells.map((own, i) => Math.max(least[i] ?? 0, widthOf(Math.min(mostOfColumn, Math.max(...own.map(lengthOf))))));
  const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0);
  const [needed, asked] = [sum(least), sum(wished)];
  if (needed >= textWidth) return filled(least.map((one) => (one * textWidth) / needed));
  if (asked <= textWidth) return filled(wished.map((one) => (one * textWidth) / asked));
  return filled(least.map((one, i) => one + ((textWidth - needed) * ((wished[i] ?? 0) - one)) / (asked - needed)));
}

/** The cell of a column, unless it covers others, too. */
function cellAt(row: readonly Cell[], column: number): Cell[] {
  let at = 0;
  for (const cell of row) {
    if (at === column) return (cell.span ?? 1) === 1 ? [cell] : [];
    at += cell.span ?? 1;
  }
  return [];
}

/** Longer words break, longer content has more lines. */
const mostOfWord = 22;
const mostOfColumn = 90;
const widthOf = (characters: number) => padding + perCharacter * Math.max(4, characters);

/** Whole numbers; what rounding leaves over goes to the last. */
function filled(widths: readonly number[]): number[] {
  const whole = widths.map(Math.floor);
  const rest = textWidth - whole.reduce((sum, one) => sum + one, 0);
  return whole.map((width, i) => (i === whole.length - 1 ? width + rest : width));
}

/** Ids stand in small letters beside the text; a shape stands before it. */
function lengthOf({ text, evidence = [], level = 'neutral' }: Cell): number {
  const refs = joinedRefs(evidence).reduce((sum, ref) => sum + ref.text.length * 0.7 + 1, 0);
  return text.length + refs + (level === 'neutral' ? 0 : 2);
}

function longestWord({ text, evidence = [], mono = false }: Cell): number {
  if (mono) return mostOfWord;
  const [first] = joinedRefs(evidence);
  return Math.max(...text.split(/[ \n\-/_]+/).map((word) => word.length + 1)) + (first === undefined ? 0 : first.text.length * 0.7);
}
