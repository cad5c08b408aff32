import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface HashedFile {
  readonly sha256: string;
  readonly bytes: number;
}

/** Reads a file to its end. Undefined when there is none. @param onProgress bytes read so far, after every MB */
export async function hashOfFile(
  path: string,
  options: { signal?: AbortSignal; onProgress?(bytes: number): void } = {},
): Promise<HashedFile | undefined> {
  const { signal, onProgress } = options;
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const chunks = createReadStream(path, { highWaterMark: 1024 * 1024, ...(signal && { signal }) }) as AsyncIterable<Buffer>;
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      onProgress?.(bytes);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return { sha256: hash.digest('hex'), bytes };
}
