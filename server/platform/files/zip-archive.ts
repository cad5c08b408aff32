import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';

export interface ArchiveEntry {
  readonly path: string;
  /** Asked for when its turn comes; read no faster than the archive is. */
  content(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  /** Deflated (fast) unless it is compressed already. */
  readonly compress: boolean;
}

/** A ZIP archive as it is written; larger than 4 GB it becomes ZIP64. The same entries give the same bytes. */
export async function* zipArchive(entries: readonly ArchiveEntry[]): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  for (const { path, content, compress } of entries) {
    const options = { mtime: epoch, mode: 0o100644, forceDosTimestamp: true, compress, ...(compress && { compressionLevel: 3 }) };
    zip.addReadStreamLazy(path, options, (hand) => {
      const source = Readable.from(lazily(content), { objectMode: false });
      // The library passes on no failure of a source: without this the archive would wait for ever.
      source.once('error', (error) => (zip.outputStream as Readable).destroy(error));
      hand(null, source);
    });
  }
  zip.end();
  yield* zip.outputStream as unknown as AsyncIterable<Uint8Array>;
}

/** Nothing is opened, and nothing fails, before the first byte is asked for. */
async function* lazily(content: ArchiveEntry['content']): AsyncGenerator<Uint8Array> {
  yield* content();
}

/** The format keeps local time: this one reads the same in every time zone. */
const epoch = new Date(1980, 0, 1, 12);
