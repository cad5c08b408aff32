import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl';
import { refusalProblem } from '../import-problem.ts';
import { checkRatio, damaged, type UnpackBudget, unsafe } from './unpack-budget.ts';

export interface ZipMember {
  /** Path within the archive, with `/`; never used as a path on disk. */
  readonly name: string;
  readonly bytes: number;
  readonly isEncrypted: boolean;
  /** The bytes, unpacked: counted, and compared with the checksum at the end. Read one member at a time, to its end. */
  read(): AsyncGenerator<Buffer>;
}

export interface ZipDirectory {
  readonly members: readonly ZipMember[];
  close(): void;
}

/** Local header without name. */
const HEADER_BYTES = 30;

/**
 * The files of a zip archive (zip64, too) by its central directory. Throws Problems: `import-archive-unsafe` for whatever only attacks do
 * (names that lead elsewhere, links, members that overlap or occur twice, a size that lies), `import-not-understood` for damage.
 */
export async function openZip(path: string, name: string, budget: UnpackBudget): Promise<ZipDirectory> {
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch (error) {
    throw translated(error, name);
  }
  try {
    budget.addEntries(zip.entryCount, name);
    const entries: { entry: Entry; path: string }[] = [];
    for await (const entry of zip.eachEntry()) {
      entries.push({ entry, path: getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true) });
    }
    checkEntries(entries, name);
    const files = entries.filter((found) => !found.path.endsWith('/'));
    budget.announce(
      files.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0),
      name,
    );
    return { members: files.map((found) => memberOf(zip, found, { name, budget })), close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw translated(error, name);
  }
}

function checkEntries(entries: readonly { entry: Entry; path: string }[], name: string): void {
  const seen = new Set<string>();
  for (const { entry, path } of entries) {
    const shown = JSON.stringify(path.slice(0, 80));
    const words = path.split('/');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a name with control characters is what is looked for
    if (path === '' || path.startsWith('/') || words.includes('..') || words.includes('.') || /[\u0000-\u001f\\]|^[a-z]:/i.test(path)) {
      throw unsafe(name, `It holds a file whose name leads out of the archive or is none: ${shown}. Nothing was unpacked.`);
    }
    if (seen.has(path)) throw unsafe(name, `It holds two files of the same name: ${shown}. Nothing was unpacked.`);
    seen.add(path);
    // Unix type of the file in the upper half: 0 (none), a plain file or a folder.
    const kind = (entry.externalFileAttributes >>> 28) & 0xf;
    if (kind !== 0 && kind !== 8 && kind !== 4) throw unsafe(name, `It holds a link or a device instead of a file: ${shown}.`);
  }
  const placed = entries.map(({ entry }) => entry).sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  for (const [i, entry] of placed.entries()) {
    const end = entry.relativeOffsetOfLocalHeader + HEADER_BYTES + entry.fileNameRaw.length + entry.compressedSize;
    const next = placed[i + 1];
    if (next !== undefined && next.relativeOffsetOfLocalHeader < end) {
      throw unsafe(name, 'Its files overlap, so that few bytes unpack to many. Nothing was unpacked.');
    }
  }
}

function memberOf(
  zip: ZipFile,
  { entry, path }: { entry: Entry; path: string },
  { name, budget }: { name: string; budget: UnpackBudget },
): ZipMember {
  return {
    name: path,
    bytes: entry.uncompressedSize,
    isEncrypted: entry.isEncrypted(),
    async *read() {
      const member = `${name}/${path}`;
      if (entry.isEncrypted()) {
        throw refusalProblem(
          { code: 'import-encrypted', detail: 'It is locked with a password. Unlock it and import the file itself.' },
          member,
        );
      }
      if (!entry.canDecodeFileData()) {
        throw damaged(member, `It is packed by a method (${entry.compressionMethod}) that is not read. Pack it as an ordinary zip.`);
      }
      let unpacked = 0;
      let crc = 0;
      try {
        for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
          unpacked += chunk.length;
          checkRatio({ packed: entry.compressedSize, unpacked, name: member });
          budget.add(chunk.length, member);
          crc = crc32(chunk, crc);
          yield chunk;
        }
      } catch (error) {
        throw translated(error, member);
      }
      if (crc !== entry.crc32) throw damaged(member, 'Its checksum is wrong: the archive is damaged. Copy it again from the logger.');
    },
  };
}

/** What yauzl and zlib say about a file, in the user's words. Problems and aborts stay what they are. */
function translated(error: unknown, name: string): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (/too many bytes|not enough bytes|size mismatch/i.test(error.message)) {
    return unsafe(name, 'It unpacks to another size than it says. The archive is damaged or made to deceive.');
  }
  const isFromYauzl = error.constructor === Error && code === '';
  if (!isFromYauzl && !/^Z_|^ERR_(?!.*ABORT)/.test(code)) return error;
  return damaged(name, 'The archive is damaged or cut off. Copy it again from the logger.');
}
