import { reportDocx } from '../../server/reports/formats/docx.format.ts';
import { reportXlsx } from '../../server/reports/formats/xlsx.format.ts';
import type { ReportDocument } from '../../server/reports/report-document.schema.ts';
import { throughOffice } from './office.ts';
import { cellsOf, differences, paragraphsOf } from './office-content.ts';

export interface OfficeVerdict {
  readonly name: string;
  readonly what: string;
  /** Empty when LibreOffice gave back what it was given. */
  readonly faults: readonly string[];
}

/** A report as DOCX and as workbook, opened by LibreOffice and written again: every paragraph and every cell must come back. */
export async function checkInOffice(document: ReportDocument): Promise<OfficeVerdict[]> {
  return [await checkDocx(document), await checkXlsx(document)];
}

async function checkDocx(document: ReportDocument): Promise<OfficeVerdict> {
  const given = Buffer.from(await reportDocx(document));
  const [before, after] = [await paragraphsOf(given), await paragraphsOf(throughOffice('report.docx', given, 'docx'))];
  const faults = differences(new Map(before.entries()), new Map(after.entries()));
  return { name: 'DOCX', what: `${before.length} paragraphs`, faults };
}

async function checkXlsx(document: ReportDocument): Promise<OfficeVerdict> {
  const given = Buffer.from(await reportXlsx(document));
  const [before, after] = [await cellsOf(given), await cellsOf(throughOffice('report.xlsx', given, 'xlsx'))];
  const faults = [...before].flatMap(([title, cells]) =>
    differences(cells, after.get(title) ?? new Map()).map((difference) => `${title}, ${difference}`),
  );
  const count = [...before.values()].reduce((sum, cells) => sum + cells.size, 0);
  const extra = [...after.keys()].filter((title) => !before.has(title)).map((title) => `${title} is new`);
  return { name: 'XLSX', what: `${before.size} sheets, ${count} cells`, faults: [...faults, ...extra] };
}
