import { unzipped } from '../support/archive.ts';

/** Paragraphs of a DOCX that hold text, without blanks: how lines break is the matter of the program. */
export async function paragraphsOf(docx: Buffer): Promise<string[]> {
  const xml = (await unzipped(docx)).get('word/document.xml') ?? '';
  const texts = [...xml.matchAll(/<w:p[ >](.*?)<\/w:p>/gs)].map((paragraph) =>
    [...(paragraph[1] ?? '').matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((text) => text[1]).join(''),
  );
  return texts.map((text) => unescaped(text).replace(/[\s\u00a0]+/g, '')).filter((text) => text !== '');
}

/** Sheets of a workbook by title, each cell by its address: a number, or text. */
export async function cellsOf(xlsx: Buffer): Promise<Map<string, Map<string, string | number>>> {
  const members = await unzipped(xlsx);
  const shared = [...(members.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>|<si\/>/gs)].map((item) => textOf(item[1] ?? ''));
  const titles = [...(members.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map((sheet) => unescaped(sheet[1] ?? ''));
  return new Map(
    titles.map((title, i) => {
      const xml = members.get(`xl/worksheets/sheet${i + 1}.xml`) ?? '';
      const cells = [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].flatMap(([, at = '', kind = '', body = '']) => {
        const value = cellValue(kind, body, shared);
        return value === '' ? [] : [[at, value] as [string, string | number]];
      });
      return [title, new Map(cells)];
    }),
  );
}

function cellValue(kind: string, body: string, shared: readonly string[]): string | number {
  const value = /<v>(.*?)<\/v>/s.exec(body)?.[1];
  if (kind.includes('t="s"')) return shared[Number(value)] ?? '';
  if (kind.includes('t="inlineStr"')) return textOf(body);
  if (kind.includes('t="str"')) return unescaped(value ?? '');
  return value === undefined ? '' : Number(value);
}

function textOf(xml: string): string {
  return unescaped([...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map((text) => text[1]).join(''));
}

function unescaped(text: string): string {
  const names: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return text
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (_, ten?: string, sixteen?: string, name = '') =>
      ten || sixteen ? String.fromCodePoint(ten ? Number(ten) : Number.parseInt(sixteen ?? '', 16)) : (names[name] ?? ''),
    )
    .replace(/\r\n?/g, '\n');
}

/** What differs, at most ten of it, in words. */
export function differences<K>(before: ReadonlyMap<K, string | number>, after: ReadonlyMap<K, string | number>): string[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys
    .filter((key) => !isSame(before.get(key), after.get(key)))
    .slice(0, 10)
    .map((key) => `${String(key)}: ${JSON.stringify(before.get(key))} became ${JSON.stringify(after.get(key))}`);
}

/** Numbers as float64 but for the last of 15 digits, which is what spreadsheets keep. */
function isSame(a: string | number | undefined, b: string | number | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b || Math.abs(a - b) <= Math.abs(a) * 1e-14;
  return a === b;
}
