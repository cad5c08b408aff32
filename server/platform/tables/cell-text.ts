/** How a table is written as text. A decimal comma needs another delimiter than the comma to be read without doubt. */
export interface TextStyle {
  readonly decimalMark: '.' | ',';
  readonly delimiter: ',' | ';' | '\t';
}

/** Without a byte order mark spreadsheets read °C in the code page of the machine. */
export const byteOrderMark = '\ufeff';

/**
 * A name as a cell of a table. Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection; full-width
 * signs included), also behind blanks and quotes, which some programs take off first.
 */
export function safeText(text: string): string {
  return /^[\s"']*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** Quoted where RFC 4180 asks for it: marks of its own inside, or blanks at an end. Control characters would break the line: they become blanks. */
export function csvText(text: string, { delimiter }: Pick<TextStyle, 'delimiter'>): string {
  const safe = safeText(text).replace(/\p{Cc}/gu, ' ');
  return safe.includes(delimiter) || safe.includes('"') || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell of text or number; null and what is no number are empty. Shortest digits that read back as the same float64. */
export function csvCell(value: string | number | null, style: TextStyle): string {
  if (value === null) return '';
  if (typeof value === 'string') return csvText(value, style);
  if (!Number.isFinite(value)) return '';
  const text = String(value).replace('.', style.decimalMark);
  return text.includes(style.delimiter) ? `"${text}"` : text;
}
