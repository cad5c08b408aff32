import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Problem } from '../problem.ts';

/** Makes a rename or a new name durable: on Linux and macOS the folder itself must be synced, Windows needs nothing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Makes a folder and what is missing above it, level by level from the nearest one that is there. Node's own `recursive` never comes
 * back below `/proc`, where a folder is "there" and cannot be made.
 */
export function makeFolder(folder: string, mode = 0o700): void {
  if (existsSync(folder)) {
    if (statSync(folder).isDirectory()) return;
    throw Object.assign(new Error(`${folder} is a file`), { code: 'ENOTDIR' });
  }
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent, mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Its parent is there, and yet nothing can be made in it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw Object.assign(new Error(`${parent} takes no folders`, { cause: error }), { code: 'EACCES' });
  }
}

/** Renames a finished, synced file into its place so that a power cut leaves either the old state or the new one. */
export function renameDurably(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

/**
 * As `syncFolder`, without stopping the process meanwhile: a file system may first write out what others have written, and gigabytes
 * of a fresh upload take seconds.
 */
export async function syncFolderAside(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** As `renameDurably`, without stopping the process meanwhile. */
export async function moveDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolderAside(dirname(to));
}

/** Writes a whole small file: temp + fsync + rename + folder fsync. Nobody ever sees half of it. */
export function writeFileDurably(path: string, content: Uint8Array | string): void {
  const temporary = `${path}.tmp-${randomBytes(6).toString('hex')}`;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  try {
    const fd = openSync(temporary, 'wx', 0o600);
    try {
      for (let offset = 0; offset < bytes.length; ) offset += writeSync(fd, bytes, offset);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameDurably(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw fileProblem(error, dataFolderWords);
  }
}

/**
 * What a problem calls the server's own folders: where they lie is no business of those who ask over the network. The path stands in the
 * cause, and so in the log.
 */
export const dataFolderWords = 'the data folder';

/**
 * Turns what the operating system says about a file into words; anything unknown stays what it is.
 * @param where a path that the reader of the problem named himself; else `dataFolderWords`
 */
export function fileProblem(error: unknown, where: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Problem('disk-full', 507, 'The disk is full', {
      detail: `There is no room left to write to ${where}. Free some space and try again; nothing was changed.`,
      cause: error,
    });
  }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') {
    return new Problem('folder-not-writable', 403, 'The folder cannot be written', {
      detail: `${capital(where)} is read-only or belongs to someone else. Choose another folder or change its permissions.`,
      cause: error,
    });
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new Problem('folder-expected', 409, 'A folder is needed here', {
      detail: `${capital(where)}, or a part of it, is a file. Choose a folder.`,
      cause: error,
    });
  }
  return error;
}

function capital(words: string): string {
  return words === dataFolderWords ? `T${words.slice(1)}` : words;
}
