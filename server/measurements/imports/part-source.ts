import type { ImportPart, TextEncodingName } from './import.types.ts';
import { type ByteSource, openGzip, openPlain } from './line-blocks.ts';
import { asUtf8 } from './text-encoding.ts';

/** The text of a part as UTF-8 bytes; close it. */
export function openPart(part: ImportPart, encoding: TextEncodingName): ByteSource {
  return asUtf8(part.isPacked ? openGzip(part.path) : openPlain(part.path), encoding);
}
