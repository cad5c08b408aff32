import { buffer } from 'node:stream/consumers';
import { workbook } from '../../platform/tables/workbook.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import { evidenceSheet, factSheet, figureSheet, valueSheets } from './tables/data.sheet.ts';
import { printedTableSheets } from './tables/printed-table.sheet.ts';

/**
 * The tables of a report as a workbook: what it is, every value in full with the id of its evidence, what the ids stand for, the tables as
 * printed, the curves of the figures. Numbers are numbers, text is never a formula, the same document gives the same bytes.
 */
export async function reportXlsx(document: ReportDocument): Promise<Uint8Array> {
  const sheets = [
    factSheet(document),
    ...valueSheets(document),
    evidenceSheet(document),
    ...printedTableSheets(document),
    ...document.figures.map((figure) => figureSheet(document, figure)),
  ];
  const description = `${document.subtitle}; result SHA-256 ${document.resultSha256}`;
  const title = `${document.number} ${document.title}`;
  return buffer(workbook(sheets, { title, description, createdAt: document.createdAt }));
}
