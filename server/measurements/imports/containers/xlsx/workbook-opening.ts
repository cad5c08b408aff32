import { TableText } from '../table-text.ts';
import type { UnpackBudget } from '../unpack-budget.ts';
import type { ZipDirectory } from '../zip-directory.ts';
import { readMergedCells } from './merged-cells.ts';
import { readCells } from './sheet-cells.ts';
import { SheetTable } from './sheet-table.ts';
import { readWorkbook } from './workbook.ts';

export interface OpenedSheet {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  readonly notes: string[];
}

/** Every visible sheet with cells as a text table; the others with the reason why not. */
export async function openWorkbook(
  zip: ZipDirectory,
  { name, next, budget }: { name: string; next: () => string; budget: UnpackBudget },
): Promise<{ sheets: readonly OpenedSheet[]; skipped: readonly { name: string; reason: string }[] }> {
  const workbook = await readWorkbook(zip, name);
  const sheets: OpenedSheet[] = [];
  const skipped: { name: string; reason: string }[] = [];
  for (const { name: sheetName, isHidden, member } of workbook.sheets) {
    const whole = `${name}/${sheetName}`;
    const skip = (reason: string): void => void skipped.push({ name: whole, reason });
    if (isHidden) {
      skip('The sheet is hidden. Show it and save the workbook if it is to be read.');
      continue;
    }
    if (member === null) {
      skip('The sheet is a chart, not a table.');
      continue;
    }
    const { merged, isEmpty } = await readMergedCells(member);
    if (isEmpty) {
      skip('The sheet is empty.');
      continue;
    }
    const path = next();
    const out = new TableText(path, budget, whole);
    const table = new SheetTable(out, { merged, isFrom1904: workbook.isFrom1904 });
    try {
      const { formulasWithoutResult } = await readCells({ member, name: whole }, workbook, (row) => table.add(row));
      table.finish();
      if (formulasWithoutResult > 0) {
        table.notes.add(
          `Formulas of "${sheetName}" whose result is not stored in the file, so that their values are missing: ${formulasWithoutResult}. Open the workbook in Excel and save it.`,
        );
      }
    } finally {
      out.close();
    }
    sheets.push({ name: sheetName, path, bytes: out.bytes, notes: [...table.notes] });
  }
  const [first] = sheets;
  if (first && hasMacros(zip))
    first.notes.unshift(`"${name}" holds macros. Its values were read; the macros were neither run nor looked at.`);
  return { sheets, skipped };
}

/** VBA, and the macro sheets of Excel 4. */
function hasMacros({ members }: ZipDirectory): boolean {
  return members.some((member) => /(?:^|\/)(?:vbaProject\.bin$|macrosheets\/)/i.test(member.name));
}
