import { Problem } from '../../../platform/problem.ts';
import type { ImportContext, ImportFile, ImportInput, ImportPart, ImportRefusal, SkippedFile } from '../import.types.ts';
import { refusalProblem } from '../import-problem.ts';
import { readSlice } from '../parts/part-head.ts';
import { openGzip } from '../texts/line-blocks.ts';
import { KIND_BYTES, kindOf } from './container-kind.ts';
import { openJson } from './json-lines.ts';
import { openParquet } from './parquet-opening.ts';
import { type StagingFolder, writeChunks } from './staging-folder.ts';
import { checkRatio, DEEPEST, damaged, UnpackBudget, unsafe } from './unpack-budget.ts';
import { openWorkbook } from './xlsx/workbook-opening.ts';
import { openZip, type ZipDirectory } from './zip-directory.ts';

/** The readable texts of an import. */
export interface OpenedFiles {
  readonly parts: readonly ImportPart[];
  /** What lay in a container and holds no table, with the reason. */
  readonly skipped: readonly SkippedFile[];
}

/** A file on disk: handed in, or unpacked from one. */
type Opened = Omit<ImportPart, 'isPacked'>;

/**
 * Opens what the handed-in files are packed in. Archives and tables of other formats are unpacked into `staging` as plain text; a single gzip
 * text is left as it is and read through. The order of the parts does not depend on the order of the files. Throws a Problem when nothing can
 * be read, or when an archive is made to harm.
 */
export async function openContainers(input: ImportInput, context: ImportContext, staging: StagingFolder): Promise<OpenedFiles> {
  const opening = new Opening(staging, new UnpackBudget(input, context));
  const isOnly = input.files.length === 1;
  for (const file of input.files) {
    const part = await textPart(file);
    if (isOnly && part.isPacked && kindOf(await unpackedHead(part)) === 'text') return { parts: [part], skipped: [] };
    await opening.open(part, 0);
  }
  if (opening.parts.length === 0) throw nothingInside(input.files, opening);
  return { parts: distinct(opening.parts), skipped: opening.skipped };
}

/** A plain or gzip file, to be read as it is. */
export async function textPart(file: ImportFile): Promise<ImportPart> {
  const isPacked = kindOf(await readSlice(file, 0, 2)) === 'gzip';
  return { ...file, container: isPacked ? 'gzip' : null, isPacked, source: file, member: null, notes: [] };
}

/** A single gzip matrix is unpacked, too: it is read by many readers. */
export async function unpackPart(part: ImportPart, budget: UnpackBudget, staging: StagingFolder): Promise<ImportPart> {
  const opening = new Opening(staging, budget);
  await opening.open(part, 0);
  return opening.parts[0] ?? part;
}

/** What file managers leave in archives is no measurement. */
const litter = /(?:^|\/)(?:__MACOSX\/|\.[^/]*$|Thumbs\.db$|desktop\.ini$)/i;

class Opening {
  readonly parts: ImportPart[] = [];
  readonly skipped: SkippedFile[] = [];
  readonly refusals: ImportRefusal[] = [];
  readonly #staging: StagingFolder;
  readonly #budget: UnpackBudget;

  constructor(staging: StagingFolder, budget: UnpackBudget) {
    this.#staging = staging;
    this.#budget = budget;
  }

  async open(file: Opened, depth: number): Promise<void> {
    const kind = kindOf(await readSlice(file, 0, KIND_BYTES));
    if (kind === 'text') this.parts.push({ ...file, isPacked: false });
    else if (typeof kind === 'object') {
      const code = kind.isPlainBinary ? 'import-binary' : 'import-format-unsupported';
      this.#refuse(file, { code, detail: `It is ${kind.what}, which is not read. ${kind.advice}` });
    } else if (kind === 'gzip') await this.#gzip(file, depth);
    else if (kind === 'zip') await this.#zip(file, depth);
    else await this.#table(file, kind);
  }

  #refuse({ name }: { readonly name: string }, refusal: ImportRefusal): void {
    this.refusals.push(refusal);
    this.skipped.push({ name, reason: refusal.detail });
  }

  async #gzip(file: Opened, depth: number): Promise<void> {
    checkDepth(file.name, depth);
    const path = this.#staging.next();
    const bytes = await writeChunks(path, unpackedBytes(file, this.#budget));
    await this.open({ ...file, path, bytes, container: 'gzip' }, depth + 1);
  }

  async #zip(file: Opened, depth: number): Promise<void> {
    const zip = await openZip(file.path, file.name, this.#budget);
    try {
      const has = (pattern: RegExp): boolean => zip.members.some(({ name }) => pattern.test(name));
      if (has(/^xl\/worksheets\/|^xl\/workbook\.xml$/i)) return await this.#orRefuse(file, () => this.#workbook(file, zip));
      const document = documentKind(has);
      if (document !== null) return this.#refuse(file, { code: 'import-format-unsupported', detail: document });
      checkDepth(file.name, depth);
      for (const member of zip.members) {
        if (litter.test(member.name)) continue;
        const path = this.#staging.next();
        const bytes = await writeChunks(path, member.read());
        const inside = file.member === null ? member.name : `${file.member}/${member.name}`;
        await this.open({ ...file, path, bytes, name: `${file.name}/${member.name}`, member: inside, container: 'zip' }, depth + 1);
      }
    } finally {
      zip.close();
    }
  }

  async #workbook(file: Opened, zip: ZipDirectory): Promise<void> {
    const { sheets, skipped } = await openWorkbook(zip, { name: file.name, next: () => this.#staging.next(), budget: this.#budget });
    this.skipped.push(...skipped);
    if (sheets.length === 0) this.refusals.push({ code: 'import-no-data', detail: 'None of its visible sheets holds a cell.' });
    for (const { name, path, bytes, notes } of sheets) {
      const inside = file.member === null ? name : `${file.member}/${name}`;
      this.parts.push({ ...file, path, bytes, name: `${file.name}/${name}`, member: inside, container: 'xlsx', isPacked: false, notes });
    }
  }

  /** Formats whose rows come without a line for the names: one is put before them. */
  async #table(file: Opened, container: 'parquet' | 'json'): Promise<void> {
    const target = this.#staging.next();
    const read = container === 'parquet' ? openParquet : openJson;
    await this.#orRefuse(file, async () => {
      const table = await read({ path: file.path, name: file.name, target, budget: this.#budget });
      this.parts.push({ ...file, ...table, path: target, container, isPacked: false, addedLines: 1 });
    });
  }

  /** One table that cannot be read leaves the others alone; an archive that is damaged or unsafe does not. */
  async #orRefuse(file: Opened, read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'import-not-understood') throw error;
      this.#refuse(file, { code: 'import-not-understood', detail: (error.detail ?? '').replace(`${file.name}: `, '') });
    }
  }
}

function documentKind(has: (pattern: RegExp) => boolean): string | null {
  if (has(/^content\.xml$/) && has(/^mimetype$/))
    return 'It is an OpenDocument file (.ods), which is not read. Save the sheet as .xlsx or CSV.';
  if (has(/^xl\/workbook\.bin$/i)) return 'It is a binary Excel workbook (.xlsb), which is not read. Save it as .xlsx or CSV.';
  if (has(/^(?:word|ppt)\//i)) return 'It is a Word or PowerPoint file, not a measurement. Export the table as .xlsx or CSV.';
  return null;
}

function checkDepth(name: string, depth: number): void {
  if (depth >= DEEPEST)
    throw unsafe(name, `It is an archive in an archive, more than ${DEEPEST} deep. Unpack it and import the files themselves.`);
}

async function* unpackedBytes(file: Opened, budget: UnpackBudget): AsyncGenerator<Buffer> {
  const source = openGzip(file.path);
  let unpacked = 0;
  try {
    for (;;) {
      const chunk = Buffer.allocUnsafe(262_144);
      const read = await source.readInto(chunk, 0, chunk.length);
      if (read === 0) return;
      unpacked += read;
      checkRatio({ packed: source.bytesDone, unpacked, name: file.name });
      budget.add(read, file.name);
      yield chunk.subarray(0, read);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^Z_|^ERR_/.test(code)) throw error;
    throw damaged(file.name, 'The gzip archive is damaged or cut off. Copy the file again from the logger.');
  } finally {
    source.close();
  }
}

/** The beginning of a gzip file's content; a damaged one is told of when it is read. */
async function unpackedHead(part: ImportPart): Promise<Uint8Array> {
  const source = openGzip(part.path);
  const head = Buffer.alloc(KIND_BYTES);
  let length = 0;
  try {
    for (let read = -1; read !== 0 && length < head.length; length += read)
      read = await source.readInto(head, length, head.length - length);
  } catch {
    return head.subarray(0, 0);
  } finally {
    source.close();
  }
  return head.subarray(0, length);
}

function nothingInside(files: readonly ImportFile[], { refusals, skipped }: Opening): Error {
  const [first] = refusals;
  const name = files.length === 1 ? files[0]!.name : undefined;
  if (first === undefined) return refusalProblem({ code: 'import-empty', detail: 'The archive holds no file.' }, name);
  if (skipped.length <= 1) return refusalProblem(first, skipped[0]?.name ?? name);
  const reasons = skipped.slice(0, 5).map((file) => `${file.name}: ${file.reason}`);
  return refusalProblem({ code: first.code, detail: `None of the files can be read. ${reasons.join(' ')}` });
}

/** In the order of their names, `log2` before `log10`; a name that occurs again gets a number. */
function distinct(parts: readonly ImportPart[]): ImportPart[] {
  const byName = new Intl.Collator('en', { numeric: true });
  const ordered = parts.toSorted((a, b) => byName.compare(a.name, b.name) || (a.sha256 < b.sha256 ? -1 : 1));
  const taken = new Map<string, number>();
  return ordered.map((part) => {
    const times = (taken.get(part.name) ?? 0) + 1;
    taken.set(part.name, times);
    return times === 1 ? part : { ...part, name: `${part.name} (${times})` };
  });
}
