import { crc32, deflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';

/** One file of an archive that is written byte by byte, so that it can say anything of itself. */
export interface CraftedEntry {
  readonly name: string | Buffer;
  readonly data: Buffer | string;
  /** Overrides of the central directory. */
  readonly crc?: number;
  readonly uncompressedSize?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly unixMode?: number;
  /** The local header of another entry instead of one of its own. */
  readonly sharesHeaderOf?: number;
}

/** For tests: a zip archive that may lie. */
export function craftZip(entries: readonly CraftedEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  const directory = entries.map((entry, i) => {
    const data = Buffer.from(entry.data);
    const packed = entry.method === 0 ? data : deflateRawSync(data);
    const name = Buffer.from(entry.name as string);
    const crc = entry.crc ?? crc32(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? 0x800, 2);
    common.writeUInt16LE(entry.method ?? 8, 4);
    common.writeUInt32LE(crc, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.uncompressedSize ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    offsets[i] = entry.sharesHeaderOf === undefined ? at : offsets[entry.sharesHeaderOf]!;
    if (entry.sharesHeaderOf === undefined) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
      bodies.push(local);
      at += local.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.unixMode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(offsets[i]!, 10);
    return Buffer.concat([Buffer.from('PK\x01\x02\x14\x03', 'latin1'), common, tail, name]);
  });
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, central, end]);
}

/** For tests: an honest archive. */
export async function zipOf(files: Readonly<Record<string, string | Buffer>>, options: { zip64?: boolean } = {}): Promise<Buffer> {
  const zip = new ZipFile();
  const chunks: Buffer[] = [];
  for (const [name, data] of Object.entries(files)) zip.addBuffer(Buffer.from(data), name, { forceZip64Format: options.zip64 ?? false });
  zip.end({ forceZip64Format: options.zip64 ?? false, comment: '' });
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
