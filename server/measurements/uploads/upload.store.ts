import { createWriteStream, mkdirSync } from 'node:fs';
import { constants, copyFile, link, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { tooLarge } from '../../platform/files/content-store.ts';
import { dataFolderWords, fileProblem } from '../../platform/files/durable.ts';
import { Problem } from '../../platform/problem.ts';

/** Below this much free space nothing new is let in: what is here already must be able to finish. */
const reserveBytes = 200 * 1024 ** 2;

/**
 * The folder of bytes that are not accepted yet: the quarantine. Names in it are ids of ours. What lies here is never read by an import;
 * an accepted file appears in the content store.
 */
export interface UploadStore {
  readonly folder: string;
  pathOf(id: string): string;
  /** @throws Problem `file-too-large`, `disk-full` */
  write(id: string, source: AsyncIterable<Uint8Array>, options: { maxBytes: number; signal: AbortSignal }): Promise<number>;
  /** Bytes that have arrived; undefined when there is no such file. */
  sizeOf(id: string): Promise<number | undefined>;
  /** A second name for the same bytes, to be adopted by the content store: this one stays until the row is gone. */
  linkTo(id: string, target: string): Promise<void>;
  /** Where a copy grows; `settlePartial` gives it its place. */
  partialOf(id: string): string;
  settlePartial(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  list(): Promise<string[]>;
  /** @throws Problem `disk-full` when so much more does not fit */
  assertRoom(bytes: number): Promise<void>;
}

export function openUploadStore(folder: string): UploadStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 });

  function pathOf(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new Error('not an id of ours');
    return join(folder, id);
  }

  const partialOf = (id: string) => `${pathOf(id)}.part`;

  return {
    folder,
    pathOf,
    async write(id, source, { maxBytes, signal }) {
      let bytes = 0;
      const bounded = async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > maxBytes) throw tooLarge(maxBytes);
          yield chunk;
        }
      };
      try {
        await pipeline(source, bounded, createWriteStream(pathOf(id), { flags: 'wx', mode: 0o600 }), { signal });
        return bytes;
      } catch (error) {
        await rm(pathOf(id), { force: true });
        throw fileProblem(error, dataFolderWords);
      }
    },
    async sizeOf(id) {
      try {
        return (await stat(pathOf(id))).size;
      } catch {
        return undefined;
      }
    },
    async linkTo(id, target) {
      try {
        await link(pathOf(id), target);
      } catch (error) {
        // Some file systems (FAT, some network drives) know one name per file only.
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw error;
        await copyFile(pathOf(id), target, constants.COPYFILE_FICLONE);
      }
    },
    partialOf,
    settlePartial: (id) => rename(partialOf(id), pathOf(id)),
    async remove(id) {
      await rm(pathOf(id), { force: true });
      await rm(partialOf(id), { force: true });
    },
    list: () => readdir(folder),
    async assertRoom(bytes) {
      const { bavail, bsize } = await statfs(folder);
      if (bavail * bsize >= bytes + reserveBytes) return;
      throw new Problem('disk-full', 507, 'The disk is full', {
        detail: `The file has ${Math.ceil(bytes / 1e6)} MB and does not fit into ${dataFolderWords}. Free some space and try again; nothing was changed.`,
      });
    },
  };
}
