import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Problem } from '../problem.ts';
import { dataFolderWords, fileProblem, moveDurably, syncFolderAside } from './durable.ts';
import { hashOfFile } from './file-hash.ts';

export interface StoredFile {
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Immutable files addressed by their SHA-256: raw uploads, series files, reports.
 * A name in the store is always a complete, synced file; what is being written lies in `staging/` under a random name.
 */
export interface ContentStore {
  /** Streams bytes in, hashing on the way. Refuses with `file-too-large` past `maxBytes`; leaves nothing behind on failure. */
  put(source: AsyncIterable<Uint8Array>, options: { maxBytes: number }): Promise<StoredFile>;
  /** Takes over a finished, synced file from a staging folder; one that lies there already and has been damaged is replaced by it. */
  adopt(path: string, file: StoredFile): Promise<void>;
  pathOf(sha256: string): string;
  /**
   * Deletes a file that no row speaks of any more. It is set aside first and asked about again: whoever wrote a row for the same
   * bytes meanwhile gets it back.
   */
  remove(sha256: string, isKnown: (sha256: string) => Promise<boolean>): Promise<boolean>;
  has(sha256: string): boolean;
  /** Opens a file for whoever asked, after its bytes were found to be those of its name. @throws Problem `file-missing`, `file-damaged` */
  open(sha256: string): Promise<Readable>;
  /** A fresh folder for a piece of work; remove it with `discard`. */
  stage(name: string): string;
  discard(folder: string): void;
  /** Deletes staging folders and every file that `isKnown` does not know. Only call it when no other process is at work. */
  sweep(isKnown: (sha256: string) => Promise<boolean>): Promise<{ files: number; stagings: number }>;
}

export function openContentStore(root: string): ContentStore {
  const objects = join(root, 'objects');
  const staging = join(root, 'staging');
  mkdirSync(objects, { recursive: true, mode: 0o700 });
  mkdirSync(staging, { recursive: true, mode: 0o700 });

  function pathOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256');
    return join(objects, sha256.slice(0, 2), sha256);
  }

  async function adopt(path: string, file: StoredFile): Promise<void> {
    const target = pathOf(file.sha256);
    if ((await hashOfFile(target))?.sha256 === file.sha256) {
      rmSync(path, { force: true });
      return;
    }
    const folder = join(objects, file.sha256.slice(0, 2));
    try {
      if (!existsSync(folder)) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        await syncFolderAside(objects);
      }
      await moveDurably(path, target);
    } catch (error) {
      throw fileProblem(error, dataFolderWords);
    }
  }

  async function put(source: AsyncIterable<Uint8Array>, { maxBytes }: { maxBytes: number }): Promise<StoredFile> {
    const temporary = join(staging, `upload-${randomBytes(8).toString('hex')}`);
    try {
      const file = await writeStream(temporary, source, maxBytes);
      await adopt(temporary, file);
      return file;
    } catch (error) {
      rmSync(temporary, { force: true });
      throw fileProblem(error, dataFolderWords);
    }
  }

  return {
    put,
    adopt,
    pathOf,
    async remove(sha256, isKnown) {
      if (!existsSync(pathOf(sha256)) || (await isKnown(sha256))) return false;
      const aside = join(staging, `removed-${randomBytes(8).toString('hex')}`);
      renameSync(pathOf(sha256), aside);
      if (await isKnown(sha256)) {
        renameSync(aside, pathOf(sha256));
        return false;
      }
      rmSync(aside, { force: true });
      return true;
    },
    has: (sha256) => existsSync(pathOf(sha256)),
    async open(sha256) {
      const found = await hashOfFile(pathOf(sha256));
      if (!found) throw fileMissing(sha256);
      if (found.sha256 !== sha256) throw fileDamaged(sha256);
      return createReadStream(pathOf(sha256));
    },
    stage(name) {
      const folder = join(staging, `${name}-${randomBytes(6).toString('hex')}`);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return folder;
    },
    discard: (folder) => rmSync(folder, { recursive: true, force: true }),
    async sweep(isKnown) {
      const swept = { files: 0, stagings: 0 };
      for (const name of readdirSync(staging)) {
        rmSync(join(staging, name), { recursive: true, force: true });
        swept.stagings++;
      }
      for (const prefix of readdirSync(objects)) {
        for (const sha256 of readdirSync(join(objects, prefix))) {
          if (await isKnown(sha256)) continue;
          rmSync(join(objects, prefix, sha256), { force: true });
          swept.files++;
        }
      }
      return swept;
    },
  };
}

function fileMissing(sha256: string): Problem {
  return new Problem('file-missing', 500, 'A stored file is missing', {
    detail: `The file ${sha256} is not in the data folder. Restore it from a backup.`,
    extra: { file: sha256 },
  });
}

function fileDamaged(sha256: string): Problem {
  return new Problem('file-damaged', 500, 'A stored file is damaged', {
    detail: `The bytes of the file ${sha256} are not those that were written. Nothing of it is shown. Restore it from a backup.`,
    extra: { file: sha256 },
  });
}

async function writeStream(path: string, source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StoredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      for (let offset = 0; offset < chunk.length; ) offset += (await file.write(chunk, offset)).bytesWritten;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), bytes };
}

export function tooLarge(maxBytes: number): Problem {
  const limit = maxBytes >= 1024 ** 3 ? `${+(maxBytes / 1024 ** 3).toFixed(1)} GiB` : `${maxBytes} bytes`;
  return new Problem('file-too-large', 413, 'The file is too large', {
    detail: `Files may have up to ${limit}. Split the recording or ask your admin to raise the limit.`,
  });
}
