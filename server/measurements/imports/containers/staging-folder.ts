import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the parts of an import are unpacked to, under names of our own. */
export interface StagingFolder {
  /** A path for another file. */
  next(): string;
  /** When the parts have been read. A killed import leaves the folder to the job, which removes everything around it. */
  remove(): void;
}

export function stagingBeside(outFile: string): StagingFolder {
  let folder: string | null = null;
  let count = 0;
  return {
    next() {
      folder ??= mkdtempSync(join(dirname(outFile), 'parts-'));
      return join(folder, String(count++));
    },
    remove() {
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Writes chunks to a new file; answers its length. */
export async function writeChunks(path: string, chunks: AsyncIterable<Buffer>): Promise<number> {
  const fd = openSync(path, 'wx', 0o600);
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length; ) at += writeSync(fd, chunk, at);
      bytes += chunk.length;
    }
  } finally {
    closeSync(fd);
  }
  return bytes;
}
