import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the parts of an import are unpacked to, under names of our own: the job removes the folder when it ends. */
export interface StagingFolder {
  /** A path for another file. */
  next(): string;
}

export function stagingBeside(outFile: string): StagingFolder {
  const folder = join(dirname(outFile), 'parts');
  let count = 0;
  return {
    next() {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      return join(folder, String(count++));
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
