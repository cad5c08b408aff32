import { posix } from 'node:path';
import { damaged } from '../unpack-budget.ts';
import type { ZipDirectory, ZipMember } from '../zip-directory.ts';
import { kindsOfStyles, type NumberKind } from './number-formats.ts';
import { readXml } from './xml-events.ts';

export interface SheetEntry {
  readonly name: string;
  readonly isHidden: boolean;
  /** Null: not a table of cells (a chart). */
  readonly member: ZipMember | null;
}

/** What all sheets of a workbook share. */
export interface Workbook {
  readonly sheets: readonly SheetEntry[];
  readonly isFrom1904: boolean;
  /** Kind of number per cell style. */
  readonly styles: readonly NumberKind[];
  readonly sharedStrings: readonly string[];
}

/** Texts of a workbook are held in memory while its sheets are read. */
const MOST_SHARED_CHARS = 48 * 1_048_576;

interface Relation {
  readonly type: string;
  readonly target: string;
}

/** Reads everything of a workbook but its cells. Macros, charts and links to other files are not looked at. */
export async function readWorkbook(zip: ZipDirectory, name: string): Promise<Workbook> {
  const memberAt = (path: string): ZipMember | undefined => zip.members.find((member) => member.name.toLowerCase() === path.toLowerCase());
  const root = await readRelations(memberAt('_rels/.rels'), '', name);
  const main = memberAt([...root.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml');
  if (main === undefined) throw damaged(name, 'It is no Excel workbook, or a part of it is missing.');
  const folder = posix.dirname(main.name);
  const relations = await readRelations(memberAt(posix.join(folder, '_rels', `${posix.basename(main.name)}.rels`)), folder, name);
  const sheets: SheetEntry[] = [];
  let isFrom1904 = false;
  await readXml(main.read(), name, {
    open(tag, attributes) {
      if (tag === 'workbookPr') isFrom1904 = isTrue(attributes.date1904);
      if (tag !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const relation = relations.get(id);
      const member = relation?.type === 'worksheet' ? memberAt(relation.target) : undefined;
      sheets.push({
        name: attributes.name ?? `Sheet${sheets.length + 1}`,
        isHidden: attributes.state === 'hidden' || attributes.state === 'veryHidden',
        member: member ?? null,
      });
    },
  });
  const targetOf = (type: string): ZipMember | undefined => {
    const relation = [...relations.values()].find((candidate) => candidate.type === type);
    return relation === undefined ? undefined : memberAt(relation.target);
  };
  return {
    sheets,
    isFrom1904,
    styles: await readStyles(targetOf('styles'), name),
    sharedStrings: await readSharedStrings(targetOf('sharedStrings'), name),
  };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

/** Relations by id; targets as paths within the archive. */
async function readRelations(member: ZipMember | undefined, folder: string, name: string): Promise<Map<string, Relation>> {
  const relations = new Map<string, Relation>();
  if (member === undefined) return relations;
  await readXml(member.read(), name, {
    open(tag, { Id, Type, Target, TargetMode }) {
      if (tag !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      const path = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      relations.set(Id, { type: Type?.split('/').at(-1) ?? '', target: path });
    },
  });
  return relations;
}

async function readStyles(member: ZipMember | undefined, name: string): Promise<readonly NumberKind[]> {
  if (member === undefined) return [];
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isInCellStyles = false;
  await readXml(member.read(), name, {
    open(tag, attributes) {
      if (tag === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      if (tag === 'cellXfs') isInCellStyles = true;
      if (tag === 'xf' && isInCellStyles) formats.push(Number(attributes.numFmtId ?? 0));
    },
    close(tag) {
      if (tag === 'cellXfs') isInCellStyles = false;
    },
  });
  return kindsOfStyles(formats, codes);
}

/** Rich text is joined, phonetic readings are left out. */
async function readSharedStrings(member: ZipMember | undefined, name: string): Promise<readonly string[]> {
  const strings: string[] = [];
  if (member === undefined) return strings;
  let chars = 0;
  let text = '';
  let isText = false;
  let isPhonetic = false;
  await readXml(member.read(), name, {
    open(tag) {
      if (tag === 'si') text = '';
      if (tag === 'rPh') isPhonetic = true;
      isText = tag === 't' && !isPhonetic;
    },
    text(part) {
      if (isText) text += part;
    },
    close(tag) {
      isText = false;
      if (tag === 'rPh') isPhonetic = false;
      if (tag !== 'si') return;
      chars += text.length + 16;
      if (chars > MOST_SHARED_CHARS)
        throw damaged(name, 'It holds more different texts than can be kept in memory. Save the sheet as CSV.');
      strings.push(text);
    },
  });
  return strings;
}
