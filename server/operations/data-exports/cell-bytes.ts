const [quote, comma, lineFeed, carriageReturn] = [0x22, 0x2c, 0x0a, 0x0d] as const;

/** Writes a text of ASCII that needs no quotes. @returns where it ends; -1 when it is another text, and what was written does not count */
export function copied(text: string, room: Uint8Array, at: number): number {
  let end = at;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f || code === quote || code === comma || code === lineFeed || code === carriageReturn) return -1;
    room[end++] = code;
  }
  return end;
}

/** Writes any text as UTF-8 between quotes, its own doubled; half of a surrogate pair becomes U+FFFD, as everywhere. @returns where it ends */
export function copiedQuoted(text: string, room: Uint8Array, at: number): number {
  let end = at;
  room[end++] = quote;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x7f) {
      room[end++] = code;
      if (code === quote) room[end++] = quote;
    } else if (code <= 0x7ff) {
      room[end++] = 0xc0 | (code >> 6);
      room[end++] = 0x80 | (code & 0x3f);
    } else {
      end = wide(text.codePointAt(i) ?? 0, room, end);
      if (code >= 0xd800 && code < 0xdc00 && (text.codePointAt(i) ?? 0) > 0xffff) i++;
    }
  }
  room[end++] = quote;
  return end;
}

/** A letter of three or four bytes. */
function wide(point: number, room: Uint8Array, at: number): number {
  let end = at;
  const code = point >= 0xd800 && point <= 0xdfff ? 0xfffd : point;
  if (code > 0xffff) {
    room[end++] = 0xf0 | (code >> 18);
    room[end++] = 0x80 | ((code >> 12) & 0x3f);
  } else room[end++] = 0xe0 | (code >> 12);
  room[end++] = 0x80 | ((code >> 6) & 0x3f);
  room[end++] = 0x80 | (code & 0x3f);
  return end;
}
