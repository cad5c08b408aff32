import type { TextEncodingName } from '../import.types.ts';
import { decodeDos, isDosText } from './dos-text.ts';
import type { ByteSource } from './line-blocks.ts';

export interface FoundEncoding {
  readonly encoding: TextEncodingName;
  readonly bom: boolean;
}

/** In which encoding the text of these first bytes is written: by its mark, by its zeros (UTF-16), by its letters. */
export function findEncoding(head: Uint8Array): FoundEncoding {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: true };
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: true };
  const wide = wideKind(head);
  if (wide !== null) return { encoding: wide, bom: false };
  const { sequences, strays } = countUtf8(head);
  // One damaged byte does not make a UTF-8 file a Windows-1252 one: its other letters are sequences.
  if (strays <= sequences) return { encoding: 'utf-8', bom: false };
  return { encoding: isDosText(head) ? 'cp850' : 'windows-1252', bom: false };
}

/** A table is mostly ASCII: in UTF-16 every other byte is zero. */
function wideKind(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(head.length, 4_096) & ~1;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) evenZeros++;
    if (head[i + 1] === 0) oddZeros++;
  }
  if (length >= 8 && oddZeros > length * 0.4 && evenZeros < length * 0.05) return 'utf-16le';
  if (length >= 8 && evenZeros > length * 0.4 && oddZeros < length * 0.05) return 'utf-16be';
  return null;
}

/** Well-formed multi-byte sequences, and bytes above 127 that belong to none (RFC 3629; a sequence cut off by the end is neither). */
function countUtf8(bytes: Uint8Array): { sequences: number; strays: number } {
  let sequences = 0;
  let strays = 0;
  for (let i = 0; i < bytes.length; i++) {
    const lead = bytes[i]!;
    if (lead < 0x80) continue;
    const more = lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
    if (more > 0 && i + more >= bytes.length) break;
    let follow = 0;
    while (follow < more && (bytes[i + follow + 1]! & 0xc0) === 0x80) follow++;
    if (more === 0 || follow < more) strays++;
    else {
      sequences++;
      i += more;
    }
  }
  return { sequences, strays };
}

/** The text of bytes, the byte order mark kept as U+FEFF. */
export function decodeText(bytes: Uint8Array, encoding: TextEncodingName): string {
  return encoding === 'cp850' ? decodeDos(bytes) : new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

const RAW_BYTES = 262_144;

/** The same text as UTF-8, a quarter megabyte at a time, so that the parsers know one encoding only. Line feeds stay line feeds. */
export function asUtf8(source: ByteSource, encoding: TextEncodingName): ByteSource {
  if (encoding === 'utf-8') return source;
  const decode = decoderOf(encoding);
  const raw = Buffer.alloc(RAW_BYTES);
  let ready: Buffer = Buffer.alloc(0);
  let isOver = false;
  return {
    get bytesDone() {
      return source.bytesDone;
    },
    async readInto(target, at, length) {
      while (ready.length === 0 && !isOver) {
        const read = await source.readInto(raw, 0, RAW_BYTES);
        isOver = read === 0;
        ready = Buffer.from(decode(raw.subarray(0, read), isOver));
      }
      const copied = ready.copy(target, at, 0, Math.min(length, ready.length));
      ready = ready.subarray(copied);
      return copied;
    },
    close() {
      source.close();
    },
  };
}

function decoderOf(encoding: Exclude<TextEncodingName, 'utf-8'>): (bytes: Uint8Array, isLast: boolean) => string {
  if (encoding === 'cp850') return decodeDos;
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast });
}
