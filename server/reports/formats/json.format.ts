import type { ReportDocument } from '../report-document.schema.ts';

/** The whole document as JSON; its shape is `report-document.schema.ts`, named by the member `schema`. */
export function reportJson(document: ReportDocument): string {
  return `${JSON.stringify(document, null, 1)}\n`;
}
