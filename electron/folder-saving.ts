import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { numberedName, safeFileName } from './file-name.ts';

/** Why a file could not be saved; the page says each in the person's words. */
export type SaveFault =
  | 'disk-full'
  | 'not-writable'
  | 'medium-gone'
  | 'file-too-large'
  | 'name-refused'
  | 'not-verified'
  | 'download-failed';

export class SaveError extends Error {
  override name = 'SaveError';
  readonly fault: SaveFault;
  constructor(fault: SaveFault, cause?: unknown) {
    super(fault, { cause });
    this.fault = fault;
  }
}

export interface SavedFile {
  /** As it is called now: with a number when the name was taken. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes a file into a folder that a person chose: under a hidden name, synced, then under its own name, then read back and compared by
 * SHA-256. What is there already is never replaced. Whatever goes wrong, no half file stays, unless the medium itself is gone.
 *
 * Where the file system has links (ext4, NTFS, APFS) the name appears at once and whole. FAT and exFAT have none: there the name is taken
 * by an empty file first and the file renamed onto it a moment later; only a power cut in that moment leaves the empty file.
 *
 * @param wanted `expectedSha256` of the whole file, where it is known beforehand
 * @param makeLink the system's own; a test names one of a file system without links
 * @throws SaveError
 */
export async function saveIntoFolder(
  folder: string,
  wanted: { readonly name: string; readonly expectedSha256?: string | undefined; readonly content: AsyncIterable<Uint8Array> },
  makeLink: typeof link = link,
): Promise<SavedFile> {
  const temporary = join(folder, `.sightglass-${randomBytes(8).toString('hex')}.part`);
  let placed: string | undefined;
  try {
    const written = await writeSynced(temporary, wanted.content);
    if (wanted.expectedSha256 !== undefined && written.sha256 !== wanted.expectedSha256) throw new SaveError('not-verified');
    const name = await place(safeFileName(wanted.name), (free) => tryName(temporary, join(folder, free), makeLink));
    placed = join(folder, name);
    await syncFolder(folder);
    if ((await hashOf(placed)) !== written.sha256) throw new SaveError('not-verified');
    return { name, ...written };
  } catch (error) {
    if (placed !== undefined) await rm(placed, { force: true }).catch(() => undefined);
    throw toSaveError(error);
  } finally {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

async function writeSynced(path: string, content: AsyncIterable<Uint8Array>): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx');
  try {
    for await (const piece of incoming(content)) {
      hash.update(piece);
      await writeAll(file, piece);
      bytes += piece.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** What breaks while it is fetched is not the medium's fault. */
async function* incoming(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw new SaveError('download-failed', error);
  }
}

async function writeAll(file: FileHandle, piece: Uint8Array): Promise<void> {
  for (let offset = 0; offset < piece.length; ) offset += (await file.write(piece, offset)).bytesWritten;
}

const mostCopies = 999;
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL', 'EMLINK']);

/** Gives the finished file the first name that is free. @returns that name */
async function place(name: string, take: (free: string) => Promise<boolean>): Promise<string> {
  for (let copy = 1; copy <= mostCopies; copy++) {
    const free = numberedName(name, copy);
    if (await take(free)) return free;
  }
  throw new SaveError('name-refused');
}

async function tryName(temporary: string, path: string, makeLink: typeof link): Promise<boolean> {
  try {
    await makeLink(temporary, path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (!withoutLinks.has(code)) throw error;
  }
  try {
    await (await open(path, 'wx')).close();
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
  try {
    await rename(temporary, path);
    return true;
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Windows has no such thing, and some file systems refuse it: then the synced file is all there is. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!withoutLinks.has(codeOf(error))) throw error;
  } finally {
    await handle.close();
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

const faults: Readonly<Record<string, SaveFault>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'not-writable',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EFBIG: 'file-too-large',
  ENAMETOOLONG: 'name-refused',
  EINVAL: 'name-refused',
};

function toSaveError(error: unknown): SaveError {
  if (error instanceof SaveError) return error;
  // A folder that is not there any more, and every word for a device that does not answer.
  return new SaveError(faults[codeOf(error)] ?? 'medium-gone', error);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException | undefined)?.code ?? '';
}
