/** Bytes `[from, to]` of a file, both within. */
export interface ByteRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Which bytes a request asks for (RFC 9110, 14): one range, or all of them (null) where it names none, several, another unit, or a version
 * of the file that is no longer there. `none`: nothing of what it asks for exists (416).
 */
export function askedRange(
  headers: { readonly range?: string | undefined; readonly 'if-range'?: string | undefined },
  file: { readonly bytes: number; readonly etag: string },
): ByteRange | null | 'none' {
  const { range, 'if-range': ifRange } = headers;
  if (range === undefined || (ifRange !== undefined && ifRange !== file.etag)) return null;
  const [, first = '', last = ''] = /^bytes=(\d{0,16})-(\d{0,16})$/.exec(range.replaceAll(' ', '')) ?? [];
  if (first === '' && last === '') return null;
  const end = file.bytes - 1;
  if (first === '') return Number(last) === 0 || end < 0 ? 'none' : { from: Math.max(0, file.bytes - Number(last)), to: end };
  const [from, to] = [Number(first), last === '' ? end : Math.min(end, Number(last))];
  if (last !== '' && Number(last) < from) return null;
  return from > end ? 'none' : { from, to };
}
