import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const blockBytes = 1024 * 1024;

/** Where bytes of a new file go until it is whole. */
export interface SeriesSink {
  /** Appends and returns the position in the file. */
  write(bytes: Uint8Array): number;
  /** Flushes the bytes to disk and closes. The hash (SHA-256, hex) is over all of them. `publish` then gives the file its name. */
  close(): { sha256: string; bytes: number };
  /** Closes and removes the temporary file. Safe to call at any time, more than once. */
  discard(): void;
}

/** A name beside the final one: a rename is only atomic inside one file system. */
export function temporaryPath(path: string): string {
  return `${path}.tmp-${randomBytes(6).toString('hex')}`;
}

/** A new file under its temporary name. */
export function createSeriesSink(temporary: string): SeriesSink {
  const block = Buffer.allocUnsafe(blockBytes);
  const hash = createHash('sha256');
  let fd: number | undefined = openSync(temporary, 'wx');
  let filled = 0;
  let position = 0;

  function flush(bytes: Uint8Array): void {
    hash.update(bytes);
    for (let done = 0; done < bytes.length; ) done += writeSync(fd!, bytes, done);
  }
  function discard(): void {
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
    rmSync(temporary, { force: true });
  }
  return {
    discard,
    write(bytes) {
      const at = position;
      if (filled + bytes.length > blockBytes) {
        flush(block.subarray(0, filled));
        filled = 0;
      }
      if (bytes.length > blockBytes) flush(bytes);
      else {
        block.set(bytes, filled);
        filled += bytes.length;
      }
      position += bytes.length;
      return at;
    },
    close() {
      flush(block.subarray(0, filled));
      fsyncSync(fd!);
      closeSync(fd!);
      fd = undefined;
      return { sha256: hash.digest('hex'), bytes: position };
    },
  };
}

/** Gives a closed file its name, for good: it appears whole and on disk, or not at all. */
export function publish(temporary: string, path: string): void {
  renameSync(temporary, path);
  syncDirectory(dirname(path));
}

/** Without this the new name may be lost in a power cut although the bytes are there. Windows has no such call: NTFS journals names. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(directory, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
