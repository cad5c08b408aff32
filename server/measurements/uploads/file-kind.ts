import { fileTypeFromFile } from 'file-type';
import { decodeText, findEncoding } from '../imports/texts/text-encoding.ts';
import type { FileKind } from './file-kind.schema.ts';

/** What a file is, by its content; its name is only believed where there is nothing else to go by. */
export interface KindFinding {
  readonly kind: FileKind;
  /** Why it may not come in, in the user's words; null: it may. */
  readonly refusal: string | null;
}

/** As much of a file as the text check reads. */
export const HEAD_BYTES = 65_536;

interface Rule {
  readonly kind: FileKind;
  readonly what: string;
  readonly advice: string;
}

const noMeasurement = 'Hand in the file that the logger wrote.';
const program = (what: string): Rule => ({ kind: 'program', what, advice: `Programs are never taken in. ${noMeasurement}` });
const packed = (what: string): Rule => ({ kind: 'archive', what, advice: 'Unpack it, or pack the measurements as .zip or .gz.' });
const macro: Rule = {
  kind: 'macro-document',
  what: 'an Office file with macros',
  advice: 'Save the sheet without macros (.xlsx) or as CSV.',
};
const document = (what: string): Rule => ({ kind: 'document', what, advice: 'Save the table as CSV or as an Excel workbook (.xlsx).' });
const image: Rule = { kind: 'image', what: 'a picture', advice: noMeasurement };
const media: Rule = { kind: 'media', what: 'a sound or a film', advice: noMeasurement };
const pdf: Rule = {
  kind: 'pdf',
  what: 'a PDF document',
  advice: 'A print-out holds no samples. Export the measurement itself, for example as CSV.',
};
const script: Rule = { kind: 'script', what: 'a script', advice: `Scripts are never taken in. ${noMeasurement}` };

/** Refused formats by what file-type calls them. What is in no list may come in: the import says whether it understands it. */
const rules: Readonly<Record<string, Rule>> = {
  ...byExtension(program('a program for Linux (ELF)'), 'elf'),
  ...byExtension(program('a program for Windows'), 'exe', 'dll', 'msi', 'cab', 'chm', 'lnk', 'reg'),
  ...byExtension(program('a program for macOS'), 'macho', 'dmg', 'alias'),
  ...byExtension(program('a program'), 'class', 'jar', 'apk', 'wasm', 'swf', 'crx', 'xpi', 'nes', 'asar'),
  ...byExtension(program('an installation package'), 'deb', 'rpm', 'iso'),
  ...byExtension(macro, 'docm', 'dotm', 'pptm', 'potm', 'ppsm'),
  ...byExtension(document('a text document'), 'docx', 'dotx', 'odt', 'ott', 'rtf', 'epub', 'mobi', 'pages', 'ps', 'eps', 'indd'),
  ...byExtension(document('a presentation'), 'pptx', 'potx', 'ppsx', 'odp', 'otp', 'key'),
  ...byExtension(document('an old Office file (.xls, .doc)'), 'cfb'),
  ...byExtension(document('a spreadsheet of another program'), 'ods', 'ots', 'numbers'),
  ...byExtension(packed('an archive of a kind that is not read'), 'rar', '7z', 'tar', 'bz2', 'xz', 'zst', 'Z', 'lz', 'lz4', 'lzh', 'arj'),
  ...byExtension(packed('an archive of a kind that is not read'), 'ace', 'ar', 'cpio', 'tar.gz'),
  ...byExtension(document('a mailbox'), 'pst', 'vcf', 'ics'),
  ...byExtension(document('an encrypted file'), 'pgp'),
  ...byExtension(document('a database (SQLite)'), 'sqlite'),
  pdf,
};

function byExtension(rule: Rule, ...extensions: string[]): Record<string, Rule> {
  return Object.fromEntries(extensions.map((extension) => [extension, rule]));
}

/**
 * Looks into a file.
 * @param file its path, its first bytes (at most HEAD_BYTES) and the name it was handed in under
 */
export async function findKind(file: { path: string; head: Uint8Array; name: string }): Promise<KindFinding> {
  const text = readText(file.head);
  if (text !== null) return settle(file.name, textRule(text), 'text');
  const found = await fileTypeFromFile(file.path);
  if (!found) return { kind: 'unknown', refusal: null };
  const rule = rules[found.ext] ?? ruleOfMime(found.mime);
  return settle(file.name, rule, acceptedKind(found.ext));
}

function acceptedKind(extension: string): FileKind {
  if (extension === 'gz') return 'gzip';
  // The cells of a workbook with macros are read, its macros are neither run nor looked at; the import says so.
  if (extension === 'xlsm' || extension === 'xltm') return 'xlsx';
  if (extension === 'zip' || extension === 'xlsx' || extension === 'parquet') return extension;
  return 'unknown';
}

function ruleOfMime(mime: string): Rule | undefined {
  if (mime.startsWith('image/')) return image;
  if (mime.startsWith('audio/') || mime.startsWith('video/')) return media;
  if (mime.startsWith('font/')) return { ...image, kind: 'document', what: 'a font' };
  return undefined;
}

function settle(name: string, rule: Rule | undefined, kind: FileKind): KindFinding {
  if (!rule) return { kind, refusal: null };
  const ending = /\.(csv|tsv|txt|dat|log|asc|gz|zip|xlsx|parquet|json|jsonl|mf4|tdms|mat)$/i.exec(name)?.[0];
  const disguise = ending === undefined ? '' : `, although its name ends in ${ending}`;
  return { kind: rule.kind, refusal: `"${name}" is ${rule.what}${disguise}. ${rule.advice}` };
}

/**
 * The beginning of a text file, or null. Signatures of two letters (MZ, BM) may begin a harmless table: text is told first, and a real
 * program or picture shows control characters within its first bytes.
 */
function readText(head: Uint8Array): string | null {
  const { encoding } = findEncoding(head);
  const text = decodeText(head, encoding);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Tab, line ends, form feed, the end mark of DOS files (0x1a) and escape are seen in honest exports.
    if (code < 32 && !(code >= 9 && code <= 13) && code !== 0x1a && code !== 0x1b) return null;
  }
  return text;
}

/** Text that is more than text. */
function textRule(text: string): Rule | undefined {
  const start = text.replace(/^\ufeff/, '').trimStart();
  if (/^#!\s*\//.test(start)) return script;
  if (start.startsWith('%PDF-')) return pdf;
  if (start.startsWith('{\\rtf')) return rules.rtf;
  if (start.startsWith('%!PS')) return rules.ps;
  if (/^(<\?xml[^>]*>\s*)?(<!--.*?-->\s*|<!DOCTYPE svg[^>]*>\s*)*<svg[\s>]/is.test(start.slice(0, 4096))) return image;
  return undefined;
}
