import { zipOf } from '../zip.fixture.ts';

export interface SheetXml {
  readonly name: string;
  /** `<row>` elements. */
  readonly rows: string;
  readonly merged?: readonly string[];
  readonly state?: 'hidden' | 'veryHidden';
}

export interface WorkbookXml {
  readonly sheets: readonly SheetXml[];
  /** Number formats; cells with `s="1"` have the first one. */
  readonly formats?: readonly string[];
  /** `<si>` elements. */
  readonly sharedStrings?: string;
  readonly is1904?: boolean;
  /** Files that replace or join the others. */
  readonly more?: Readonly<Record<string, string>>;
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (entries: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${entries
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${types}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** For tests: a workbook as Excel writes it, from the XML of its rows. */
export function workbookOf({ sheets, formats = [], sharedStrings = '', is1904 = false, more = {} }: WorkbookXml): Promise<Buffer> {
  const entries = sheets.map(({ name, state }, i) => {
    const hidden = state === undefined ? '' : ` state="${state}"`;
    return `<sheet name="${escaped(name)}" sheetId="${i + 1}"${hidden} r:id="rId${i + 1}"/>`;
  });
  const codes = formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`).join('');
  const styles = formats.map((_, i) => `<xf numFmtId="${164 + i}" applyNumberFormat="1"/>`).join('');
  return zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><workbook ${main} xmlns:r="${types}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i) => [`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['rIdS', 'styles', '/xl/styles.xml'],
      ['rIdT', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet ${main}><numFmts>${codes}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${sharedStrings}</sst>`,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)])),
    ...more,
  });
}

function sheetXml({ rows, merged = [] }: SheetXml): string {
  const merges = merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const mergeCells = merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merges}</mergeCells>`;
  return `<?xml version="1.0"?><worksheet ${main}><sheetData>${rows}</sheetData>${mergeCells}</worksheet>`;
}

/** A cell: text (inline), a number, a number with a style, or its own XML; null leaves the cell out. */
export type CellXml = string | number | null | { readonly value: number; readonly style: number } | { readonly xml: string };

/** A row with references as Excel writes them; the first cell stands in column `from` (from 0). */
export function rowXml(number: number, cells: readonly CellXml[], from = 0): string {
  const xml = cells.map((cell, i) => {
    if (cell === null) return '';
    const reference = `r="${columnName(from + i)}${number}"`;
    if (typeof cell === 'string') return `<c ${reference} t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    if (typeof cell === 'number') return `<c ${reference}><v>${cell}</v></c>`;
    return 'xml' in cell ? cell.xml.replace('<c', `<c ${reference}`) : `<c ${reference} s="${cell.style}"><v>${cell.value}</v></c>`;
  });
  return `<row r="${number}">${xml.join('')}</row>`;
}

function columnName(column: number): string {
  return column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26);
}
