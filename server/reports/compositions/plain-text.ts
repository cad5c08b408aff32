/**
 * What people type, as plain text. Signs that nobody sees are taken out: control characters break files, and marks of writing direction
 * could show "46" as "64" or hide a part of a sentence. Joiners stay: scripts and emoji need them.
 */
export function plainText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u2028\u2029\u0085]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|(?![\u200c\u200d])\p{Cf}|\p{Co}|\p{Cn}|\ufffd/gu, '');
}

/** The same in one line. */
export function plainLine(text: string): string {
  return plainText(text)
    .replace(/ *\n+ */g, ' ')
    .trim();
}

/** Paragraphs of a text: an empty line parts them, a single line break is a blank. */
export function plainParagraphs(text: string): string[] {
  return plainText(text)
    .split(/\n[ ]*\n/)
    .map((one) => one.replace(/ *\n+ */g, ' ').trim())
    .filter((one) => one !== '');
}
