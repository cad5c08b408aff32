import { createWriteStream, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileProblem, makeFolder, renameDurably } from '../platform/files/durable.ts';

/** Writes what comes in to a place that the caller named; it appears whole and on the disk, or not at all. @throws Problem `disk-full`, `folder-not-writable` */
export async function saveFile(path: string, content: Readable): Promise<string> {
  const temporary = `${path}.part`;
  try {
    makeFolder(dirname(path), 0o755);
    await pipeline(content, createWriteStream(temporary, { flush: true }));
    renameDurably(temporary, path);
    return path;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw fileProblem(error, path);
  }
}
