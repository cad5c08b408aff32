import { type BigIntStats, constants } from 'node:fs';
import { copyFile, type FileHandle, lstat, open, realpath, rm } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { tooLarge } from '../../platform/files/content-store.ts';
import { Problem } from '../../platform/problem.ts';

/** A file on this computer that somebody dropped on the window. */
export interface SourceFile {
  readonly handle: FileHandle;
  /** Where it really lies, links resolved. */
  readonly path: string;
  readonly bytes: number;
  /** @throws Problem `file-changing` when the file is not what it was when it was opened */
  assertUnchanged(): Promise<void>;
}

/**
 * Opens a file for copying. A link is followed to a plain file; folders, devices, pipes and sockets are refused before they are opened
 * (opening a tape rewinds it, opening a pipe waits for ever).
 * @throws Problem `file-not-found`, `file-not-plain`, `file-not-readable`, `file-too-large`
 */
export async function openSource(path: string, name: string, maxBytes: number): Promise<SourceFile> {
  if (!isAbsolute(path) || path.includes('\0') || /^\\\\[.?]\\/.test(path)) throw notPlain(name, 'no path of a file');
  try {
    const real = await realpath(path);
    assertPlain(await lstat(real, { bigint: true }), name);
    const handle = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0));
    try {
      const before = await handle.stat({ bigint: true });
      assertPlain(before, name);
      if (before.size > BigInt(maxBytes)) throw tooLarge(maxBytes);
      const assertUnchanged = async () => {
        const [held, named] = [await handle.stat({ bigint: true }), await lstat(real, { bigint: true })];
        if (!isSame(before, held) || !isSame(before, named)) throw changing(name);
      };
      return { handle, path: real, bytes: Number(before.size), assertUnchanged };
    } catch (error) {
      await handle.close();
      throw error;
    }
  } catch (error) {
    throw sourceProblem(error, name);
  }
}

/**
 * Lets the file system share the blocks (btrfs, XFS, APFS, ReFS): an instant copy that later changes do not reach.
 * @returns false where it cannot
 */
export async function cloneSource(source: SourceFile, target: string): Promise<boolean> {
  try {
    await copyFile(source.path, target, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    return true;
  } catch {
    await rm(target, { force: true });
    return false;
  }
}

function assertPlain(stats: BigIntStats, name: string): void {
  if (stats.isFile()) return;
  if (stats.isDirectory()) throw notPlain(name, 'a folder');
  if (stats.isFIFO()) throw notPlain(name, 'a pipe');
  if (stats.isSocket()) throw notPlain(name, 'a socket');
  throw notPlain(name, 'a device');
}

function isSame(a: BigIntStats, b: BigIntStats): boolean {
  return a.ino === b.ino && a.dev === b.dev && a.size === b.size && a.mtimeNs === b.mtimeNs;
}

function notPlain(name: string, what: string): Problem {
  return new Problem('file-not-plain', 422, 'This is not a plain file', {
    detail: `"${name}" is ${what}. Choose the logger's file itself.`,
  });
}

export function changing(name: string): Problem {
  return new Problem('file-changing', 409, 'The file is being written', {
    detail: `"${name}" changed while it was copied. Wait until the logger or the copy has finished, then drop it again.`,
  });
}

/** What the operating system says about somebody else's file, in words. */
export function sourceProblem(error: unknown, name: string): unknown {
  if (error instanceof Problem) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') {
    return new Problem('file-not-found', 404, 'There is no such file', {
      detail: `"${name}" does not exist any more, or its link leads nowhere.`,
      cause: error,
    });
  }
  if (code === 'EISDIR') return notPlain(name, 'a folder');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EIO' || code === 'ESTALE' || code === 'ENXIO' || code === 'EBUSY') {
    return new Problem('file-not-readable', 403, 'The file cannot be read', {
      detail: `"${name}" cannot be read (${code}). Check its permissions, or whether the drive or network folder is still connected.`,
      cause: error,
    });
  }
  return error;
}
