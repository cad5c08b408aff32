import { byteOrderMark, csvCell, type TextStyle } from '../../platform/tables/cell-text.ts';
import type { ReportDocument } from '../report-document.schema.ts';
import { reportColumns, reportRows } from './tables/report-row.ts';

/** How the file of a report is written; whoever downloads it may choose another style. */
export const usualStyle: TextStyle = { decimalMark: '.', delimiter: ',' };

/** Indicators, findings, votes of learned models, values of guided tests, as one table: RFC 4180, UTF-8 with a byte order mark, CRLF. */
export function reportCsv(document: ReportDocument, style: TextStyle = usualStyle): string {
  const rows = reportRows(document).map((row) => reportColumns.map((name) => csvCell(row[name] ?? null, style)).join(style.delimiter));
  return `${byteOrderMark}${[reportColumns.join(style.delimiter), ...rows].join('\r\n')}\r\n`;
}
