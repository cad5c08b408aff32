import type { TextStyle } from './export-task.ts';

/**
 * A name as a cell of a table. Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, CSV injection; full-width
 * signs included), also behind blanks and quotes, which some programs take off first.
 */
export function safeText(text: string): string {
  return /^[\s"']*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
}

/** Quoted where RFC 4180 asks for it: marks of its own inside, or blanks at an end. Control characters would break the line: they become blanks. */
export function csvText(text: string, { delimiter }: TextStyle): string {
  const safe = safeText(text).replace(/\p{Cc}/gu, ' ');
  return safe.includes(delimiter) || safe.includes('"') || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe;
}
