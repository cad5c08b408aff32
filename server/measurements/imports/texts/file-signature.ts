import type { ImportRefusal } from '../import.types.ts';

type Signature = readonly [offset: number, bytes: string, what: string];

const export_ = 'Export the measurement as CSV from the program that wrote it.';
const noTable = 'Choose the file with the measured values.';

/** First bytes by which a kind of file is known (bytes as Latin-1). Archives and formats of measurements: containers/container-kind.ts. */
const signatures: readonly Signature[] = [
  [0, '\x89PNG\r\n', `It is a picture (PNG). ${noTable}`],
  [0, '\xff\xd8\xff', `It is a picture (JPEG). ${noTable}`],
  [0, 'GIF8', `It is a picture (GIF). ${noTable}`],
  [0, 'II*\x00', `It is a picture (TIFF). ${noTable}`],
  [0, 'MM\x00*', `It is a picture (TIFF). ${noTable}`],
  [8, 'WEBP', `It is a picture (WebP). ${noTable}`],
  [0, '%PDF-', 'It is a PDF document. A PDF holds the look of a table, not its numbers: export the measurement as CSV instead.'],
  [0, 'MZ', 'It is a Windows program or library, not a measurement. It was not opened.'],
  [0, '\x7fELF', 'It is a program, not a measurement. It was not opened.'],
  [4, 'Standard Jet DB', 'It is an Access database. Export the table or query with the measurements as CSV.'],
  [4, 'Standard ACE DB', 'It is an Access database. Export the table or query with the measurements as CSV.'],
  [0, '{\\rtf', `It is a text document (RTF), not a table. ${export_}`],
  [0, 'ID3', `It is a sound file. ${noTable}`],
  [4, 'ftyp', `It is a video. ${noTable}`],
];

/** What a file of this kind is told; null: its first bytes are no known signature of a file that holds no table. */
export function foreignFile(head: Uint8Array): ImportRefusal | null {
  const text = Buffer.from(head.subarray(0, 32)).toString('latin1');
  const found = signatures.find(([offset, bytes]) => text.startsWith(bytes, offset) && isBinaryKind(text, bytes));
  return found === undefined ? null : { code: 'import-binary', detail: found[2] };
}

/** Two letters begin many texts: only with a control character near them are they a signature. */
function isBinaryKind(text: string, bytes: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells a program from a text
  return bytes.length > 3 || /[^ -~]/.test(bytes) || /[\u0000-\u0008]/.test(text);
}
