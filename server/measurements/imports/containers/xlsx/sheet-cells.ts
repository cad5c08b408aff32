import { damaged } from '../unpack-budget.ts';
import type { ZipMember } from '../zip-directory.ts';
import type { NumberKind } from './number-formats.ts';
import type { Workbook } from './workbook.ts';
import { readXml } from './xml-events.ts';

/** A cell with a value. Numbers as written in the file, so that no digit is lost. */
export interface SheetCell {
  /** From 0. */
  readonly column: number;
  readonly kind: NumberKind | 'text' | 'error' | 'boolean';
  readonly text: string;
}

export interface SheetRow {
  /** From 1. */
  readonly number: number;
  readonly cells: readonly SheetCell[];
}

export interface SheetCounts {
  /** Formulas whose result is not stored: a program wrote them and no spreadsheet has computed them. */
  formulasWithoutResult: number;
}

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

/** Calls `onRow` for every row that holds a value, in order. */
export async function readCells(
  sheet: { member: ZipMember; name: string },
  workbook: Workbook,
  onRow: (row: SheetRow) => void,
): Promise<SheetCounts> {
  const { name } = sheet;
  const counts: SheetCounts = { formulasWithoutResult: 0 };
  let row = 0;
  let column = -1;
  let cells: SheetCell[] = [];
  let cell = { type: 'n', style: 0, value: '', inline: '', hasFormula: false };
  let target: 'value' | 'inline' | null = null;
  let isPhonetic = false;
  await readXml(sheet.member.read(), name, {
    open(tag, { r, t, s }) {
      if (tag === 'row') {
        const next = r === undefined ? row + 1 : Number(r);
        if (!Number.isInteger(next) || next <= row || next > LAST_ROW) throw damaged(name, `Its rows are not in order after row ${row}.`);
        row = next;
        column = -1;
        cells = [];
      } else if (tag === 'c') {
        column = r === undefined ? column + 1 : columnOf(r);
        if (!(column >= 0) || column >= LAST_COLUMN) throw damaged(name, `Row ${row} holds a cell without a column.`);
        cell = { type: t ?? 'n', style: Number(s ?? 0), value: '', inline: '', hasFormula: false };
      } else if (tag === 'v') target = 'value';
      else if (tag === 't') target = isPhonetic ? null : 'inline';
      else if (tag === 'f') cell.hasFormula = true;
      else if (tag === 'rPh') isPhonetic = true;
    },
    text(text) {
      if (target !== null) cell[target] += text;
    },
    close(tag) {
      target = null;
      if (tag === 'rPh') isPhonetic = false;
      if (tag === 'c') {
        if (cell.hasFormula && cell.value === '' && cell.type !== 'str') counts.formulasWithoutResult++;
        const found = contentOf(cell, workbook);
        if (found !== null) cells.push({ column, ...found });
      }
      if (tag === 'row' && cells.length > 0) onRow({ number: row, cells });
    },
  });
  return counts;
}

/** Column (from 0) of a reference like `AB12`; NaN when there is none. */
export function columnOf(reference: string): number {
  const letters = /^\$?([A-Za-z]{1,3})/.exec(reference)?.[1];
  if (letters === undefined) return Number.NaN;
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function contentOf(
  { type, style, value, inline }: { type: string; style: number; value: string; inline: string },
  { sharedStrings, styles }: Workbook,
): Omit<SheetCell, 'column'> | null {
  if (type === 'inlineStr') return textCell(inline);
  if (type === 's') return textCell(sharedStrings[Number(value)] ?? '');
  if (type === 'str') return textCell(value);
  if (value === '') return null;
  if (type === 'b') return { kind: 'boolean', text: value === '1' || value === 'true' ? '1' : '0' };
  if (type === 'e') return { kind: 'error', text: value };
  if (type === 'd') return { kind: 'text', text: value.replace('T', ' ') };
  const text = value.trim();
  return Number.isFinite(Number(text)) ? { kind: styles[style] ?? 'number', text } : { kind: 'error', text };
}

function textCell(text: string): Omit<SheetCell, 'column'> | null {
  return text.trim() === '' ? null : { kind: 'text', text };
}
