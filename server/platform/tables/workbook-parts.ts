/** The fixed parts of a workbook (ECMA-376): what a reader needs around the sheets. */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

/** What a sheet can hold (Excel 2007 and later). */
export const mostSheetRows = 1_048_576;
export const mostSheetColumns = 16_384;

/** Style numbers of the cells, as `styles.xml` counts them. */
export const cellStyles = { plain: 0, instant: 1, heading: 2, text: 3, number: 4 } as const;

export interface WorkbookProperties {
  readonly title: string;
  readonly description: string;
  /** RFC 3339; absent: the file does not say when it was made, so that the same content is the same bytes. */
  readonly createdAt?: string;
}

export interface WorkbookPart {
  readonly path: string;
  readonly text: string;
}

/** Text inside an element; characters that XML 1.0 cannot hold become blanks. */
export function xmlText(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** A, B, … Z, AA, … for 0, 1, … */
export function columnName(index: number): string {
  let name = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** Everything but the sheets. `names`: their titles, in order. */
export function workbookParts(names: readonly string[], properties: WorkbookProperties): WorkbookPart[] {
  return [
    { path: '[Content_Types].xml', text: contentTypes(names.length) },
    { path: '_rels/.rels', text: rootRelations },
    { path: 'docProps/core.xml', text: coreProperties(properties) },
    { path: 'xl/workbook.xml', text: workbook(names) },
    { path: 'xl/_rels/workbook.xml.rels', text: workbookRelations(names.length) },
    { path: 'xl/styles.xml', text: styles },
  ];
}

function contentTypes(sheets: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const each = Array.from({ length: sheets }, (_, i) => `<Override PartName="/${sheetPath(i)}" ContentType="${type}.worksheet+xml"/>`);
  return `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${each.join('')}</Types>`;
}

const rootRelations = `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packaged}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

function coreProperties({ title, description, createdAt }: WorkbookProperties): string {
  const created = createdAt === undefined ? '' : `<dcterms:created xsi:type="dcterms:W3CDTF">${xmlText(createdAt)}</dcterms:created>`;
  return `${head}<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>Sightglass</dc:creator><dc:description>${xmlText(description)}</dc:description>${created}</cp:coreProperties>`;
}

function workbook(names: readonly string[]): string {
  const sheets = names.map((name, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function workbookRelations(sheets: number): string {
  const each = Array.from(
    { length: sheets },
    (_, i) => `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
  );
  const style = `<Relationship Id="rId${sheets + 1}" Type="${relations}/styles" Target="styles.xml"/>`;
  return `${head}<Relationships xmlns="${packaged}/relationships">${each.join('')}${style}</Relationships>`;
}

const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss.000"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" quotePrefix="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1" quotePrefix="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

/**
 * The beginning of a sheet whose first two rows (names, units) stay in sight. `widths` of its first columns, in characters.
 * `printable`: printed it lies across and is as wide as the paper; `sheetTail` has to say so, too.
 */
export function sheetHead(widths: readonly number[], printable = false): string {
  const cols = widths.map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`);
  const fit = printable ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '';
  return `${head}<worksheet xmlns="${main}">${fit}<sheetViews><sheetView workbookViewId="0"><pane ySplit="2" topLeftCell="A3" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>${cols.length > 0 ? `<cols>${cols.join('')}</cols>` : ''}<sheetData>`;
}

export function sheetTail(printable = false): string {
  const setup = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>';
  return `</sheetData>${printable ? setup : ''}</worksheet>`;
}
