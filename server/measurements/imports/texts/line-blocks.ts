import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { createGunzip } from 'node:zlib';

const READ_BYTES = 1_048_576;
/** Longer lines are not measurements; they are rejected as `overlong-line`. */
export const MAX_LINE_BYTES = 1_048_576;

/** Bytes in order, from a plain or a gzip file. */
export interface ByteSource {
  /** Fills at most `length` bytes from `at` on; answers how many, 0 at the end. */
  readInto(target: Buffer, at: number, length: number): number | Promise<number>;
  /** Bytes of the stored file read so far (for progress). */
  readonly bytesDone: number;
  close(): void;
}

/** Positioned synchronous reads: in the import's own process nothing else waits, and a megabyte from a disk takes a few ms. */
export function openPlain(path: string): ByteSource {
  const fd = openSync(path, 'r');
  let position = 0;
  return {
    get bytesDone() {
      return position;
    },
    readInto(target, at, length) {
      const read = readSync(fd, target, at, length, position);
      position += read;
      return read;
    },
    close() {
      closeSync(fd);
    },
  };
}

/** Throws what zlib throws when the archive is damaged; the caller limits how much it unpacks. */
export function openGzip(path: string): ByteSource {
  const packed = createReadStream(path, { highWaterMark: 65_536 });
  const unpacked = packed.pipe(createGunzip({ chunkSize: 262_144 }));
  packed.on('error', (error) => unpacked.destroy(error));
  const chunks = unpacked[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let chunk: Buffer = Buffer.alloc(0);
  return {
    get bytesDone() {
      return packed.bytesRead;
    },
    async readInto(target, at, length) {
      while (chunk.length === 0) {
        const next = await chunks.next();
        if (next.done === true) return 0;
        chunk = next.value;
      }
      const copied = chunk.copy(target, at, 0, Math.min(length, chunk.length));
      chunk = chunk.subarray(copied);
      return copied;
    },
    close() {
      packed.destroy();
      unpacked.destroy();
    },
  };
}

export interface LineBlock {
  /** Reused by the next block: finish with it before asking for more. */
  readonly bytes: Buffer;
  /** Whole lines stand in [0, to); the byte before `to` is a line feed. */
  readonly to: number;
  /** The last line of the file had no end of line; one was added. */
  readonly isUnterminated: boolean;
  /** Instead of lines: the start of one line that is longer than `MAX_LINE_BYTES` (200 bytes of it); the rest was skipped. */
  readonly isOverlong: boolean;
}

/** Cuts a source into blocks of whole lines without copying each line. */
export class LineBlocks {
  readonly #source: ByteSource;
  readonly #work = Buffer.allocUnsafe(MAX_LINE_BYTES + READ_BYTES + 2);
  #start = 0;
  #length = 0;
  /** Unpacked bytes so far. */
  bytesRead = 0;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async next(): Promise<LineBlock | null> {
    const work = this.#work;
    work.copyWithin(0, this.#start, this.#start + this.#length);
    this.#start = 0;
    for (;;) {
      const answer = this.#source.readInto(work, this.#length, READ_BYTES);
      const read = typeof answer === 'number' ? answer : await answer;
      this.bytesRead += read;
      if (read === 0) return this.#rest();
      const end = this.#length + read;
      const lineFeed = work.subarray(this.#length, end).lastIndexOf(10);
      if (lineFeed >= 0) {
        const to = this.#length + lineFeed + 1;
        this.#start = to;
        this.#length = end - to;
        return { bytes: work, to, isUnterminated: false, isOverlong: false };
      }
      this.#length = end;
      if (end > MAX_LINE_BYTES) return this.#skipLine();
    }
  }

  #rest(): LineBlock | null {
    if (this.#length === 0) return null;
    this.#work[this.#length] = 10;
    const to = this.#length + 1;
    this.#length = 0;
    return { bytes: this.#work, to, isUnterminated: true, isOverlong: false };
  }

  async #skipLine(): Promise<LineBlock> {
    const head = Buffer.from(this.#work.subarray(0, 200));
    this.#length = 0;
    for (;;) {
      const read = await this.#source.readInto(this.#work, 0, READ_BYTES);
      this.bytesRead += read;
      const lineFeed = this.#work.subarray(0, read).indexOf(10);
      if (lineFeed >= 0) {
        this.#start = lineFeed + 1;
        this.#length = read - lineFeed - 1;
      }
      if (read === 0 || lineFeed >= 0) return { bytes: head, to: head.length, isUnterminated: read === 0, isOverlong: true };
    }
  }
}
