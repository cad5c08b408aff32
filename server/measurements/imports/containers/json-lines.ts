import { createReadStream } from 'node:fs';
import { LineBlocks, openPlain } from '../texts/line-blocks.ts';
import { cellText, TableText } from './table-text.ts';
import { damaged, type UnpackBudget } from './unpack-budget.ts';

/** A JSON array is read as a whole; longer ones must be written as one object per line. */
const MOST_ARRAY_BYTES = 64 * 1_048_576;
const MOST_COLUMNS = 4_096;
const DEEPEST = 4;
const SHOWN_CHARS = 200;

interface Work {
  readonly path: string;
  readonly name: string;
  readonly target: string;
  readonly budget: UnpackBudget;
}

export interface OpenedJson {
  readonly bytes: number;
  readonly notes: readonly string[];
  /** The line, from 1, within which the file breaks off. */
  readonly cutLine?: number;
}

type Value = Readonly<Record<string, unknown>>;

/**
 * Objects, one per line or in one array, as a text table with a header line before it: line n of the JSON is line n + 1. Nested objects become
 * columns like `pump.pressure`; lists are no values and are told. A line that is no object keeps its place as a line that no table has.
 */
export async function openJson(work: Work): Promise<OpenedJson> {
  const columns = new Map<string, number>();
  /** Fields that hold something else than true, false and null. */
  const others = new Set<string>();
  const states = new Set<string>();
  const lists = new Set<string>();
  let objects = 0;
  await eachLine(work, (value) => {
    if (value === null) return;
    objects++;
    flatten(value, (key, cell) => {
      if (Array.isArray(cell)) lists.add(key);
      else if (!columns.has(key)) columns.set(key, columns.size);
      if (typeof cell === 'boolean') states.add(key);
      else if (cell !== null) others.add(key);
      if (columns.size > MOST_COLUMNS)
        throw damaged(work.name, `It names more than ${MOST_COLUMNS.toLocaleString('en')} different fields.`);
    });
  });
  if (objects === 0 || columns.size < 2) {
    throw damaged(
      work.name,
      'It is JSON, but not a table: one object per line like {"time": …, "pressure": …} is read, or one array of such objects.',
    );
  }
  const out = new TableText(work.target, work.budget, work.name);
  let isCut = false;
  try {
    // True and false have no unit, and nobody needs to be asked.
    const isState = (key: string): boolean => states.has(key) && !others.has(key) && !/[\])]\s*$/.test(key);
    out.row([...columns.keys()].map((key) => cellText(isState(key) ? `${key} [-]` : key)));
    await eachLine(work, (value, text, isUnterminated) => {
      isCut = isUnterminated && value === null && text.trim() !== '';
      if (value === null) out.line(text.trim() === '' ? '' : cellText(text.replaceAll('\t', ' ').slice(0, SHOWN_CHARS)));
      else out.row(cellsOf(value, columns));
    });
  } finally {
    out.close();
  }
  const notes = lists.size === 0 ? [] : [`Fields that hold lists were not imported: ${[...lists].slice(0, 20).join(', ')}.`];
  return { bytes: out.bytes, notes, ...(isCut ? { cutLine: out.lines - 1 } : {}) };
}

function cellsOf(value: Value, columns: ReadonlyMap<string, number>): string[] {
  const cells = new Array<string>(columns.size).fill('');
  flatten(value, (key, cell) => {
    const column = columns.get(key);
    if (column !== undefined && !Array.isArray(cell)) cells[column] = scalarText(cell);
  });
  return cells;
}

function scalarText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? String(value) : cellText(String(value));
}

function flatten(value: Value, found: (key: string, cell: unknown) => void, prefix = '', depth = 0): void {
  for (const [key, cell] of Object.entries(value)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    // MongoDB wraps its types: { "$date": "…" }, { "$numberDouble": "101.5" }.
    if (prefix !== '' && /^\$(?:date|number\w+|oid|timestamp)$/.test(key) && Object.keys(value).length === 1) {
      if (typeof cell === 'object' && cell !== null && !Array.isArray(cell)) flatten(cell as Value, found, prefix, depth + 1);
      else found(prefix, cell);
    } else if (typeof cell === 'object' && cell !== null && !Array.isArray(cell) && depth < DEEPEST)
      flatten(cell as Value, found, path, depth + 1);
    else found(path, typeof cell === 'object' && cell !== null && !Array.isArray(cell) ? [] : cell);
  }
}

/** Calls back for every line, `null` for one that is no object. An array counts its objects as lines. */
async function eachLine(work: Work, onLine: (value: Value | null, text: string, isUnterminated: boolean) => void): Promise<void> {
  if (await isArray(work.path)) {
    for (const item of await readArray(work)) onLine(isObject(item) ? item : null, JSON.stringify(item) ?? '', false);
    return;
  }
  const source = openPlain(work.path);
  try {
    const blocks = new LineBlocks(source);
    let isFirst = true;
    for (let block = await blocks.next(); block !== null; block = await blocks.next()) {
      work.budget.add(0, work.name);
      if (block.isOverlong) {
        onLine(null, block.bytes.toString('utf8'), false);
        continue;
      }
      const text = block.bytes.toString('utf8', isFirst && block.bytes[0] === 0xef ? 3 : 0, block.to - 1);
      isFirst = false;
      for (const line of text.split('\n')) onLine(parsed(line), line, block.isUnterminated);
    }
  } finally {
    source.close();
  }
}

function parsed(line: string): Value | null {
  // Many writers end the lines of an array with a comma; brackets may stand alone.
  const text = line.trim().replace(/,$/, '');
  if (!text.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function isArray(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { start: 0, end: 255, encoding: 'utf8' }) as AsyncIterable<string>) {
    return chunk
      .replace(/^\ufeff/, '')
      .trimStart()
      .startsWith('[');
  }
  return false;
}

async function readArray({ path, name }: Work): Promise<readonly unknown[]> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_ARRAY_BYTES) {
      throw damaged(
        name,
        `It is one JSON array of more than ${MOST_ARRAY_BYTES / 1_048_576} MB. Write one object per line instead (JSON Lines).`,
      );
    }
    chunks.push(chunk);
  }
  try {
    const value: unknown = JSON.parse(
      Buffer.concat(chunks)
        .toString('utf8')
        .replace(/^\ufeff/, ''),
    );
    return Array.isArray(value) ? value : [];
  } catch {
    throw damaged(name, 'Its JSON is damaged or cut off.');
  }
}
