/**
 * Code page 850 (DOS, Western Europe), bytes 0x80 to 0xFF. All letters, degree and superscripts of code page 437 that a logger writes
 * stand at the same place. Source: Unicode consortium, VENDORS/MICSFT/PC/CP850.TXT.
 */
const UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0';

export function decodeDos(bytes: Uint8Array): string {
  let text = '';
  const chunk: number[] = [];
  for (const byte of bytes) {
    chunk.push(byte < 0x80 ? byte : UPPER.charCodeAt(byte - 0x80));
    if (chunk.length === 8192) text += String.fromCharCode(...chunk.splice(0));
  }
  return text + String.fromCharCode(...chunk);
}

/** ü é â ä à å ç ê ë è ï î ì Ä Å É æ Æ ô ö ò û ù, which Windows-1252 has as punctuation that never stands inside a word. */
const dosLetter = (byte: number): boolean => byte >= 0x81 && byte <= 0x97;
/** Ö Ü: the first letter of a word. In Windows-1252 ™ and š. */
const dosCapital = (byte: number): boolean => byte === 0x99 || byte === 0x9a || byte === 0x8e;
const isLetter = (byte: number | undefined): boolean => byte !== undefined && (byte | 32) >= 97 && (byte | 32) <= 122;
/** Letters and signs of Windows-1252 that are frames or rare letters in code page 850. */
const windowsOnly: ReadonlySet<number> = new Set([
  0xb0, 0xb2, 0xb3, 0xb5, 0xc4, 0xd6, 0xdc, 0xdf, 0xe4, 0xe8, 0xe9, 0xea, 0xf6, 0xfc, 0xe7,
]);

/** Bytes above 127 that only make sense in a DOS code page outnumber those that only make sense in Windows-1252. */
export function isDosText(bytes: Uint8Array): boolean {
  let dos = 0;
  let windows = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte < 0x80) continue;
    const [before, behind] = [bytes[i - 1], bytes[i + 1]];
    if (dosLetter(byte) && isLetter(before) && (isLetter(behind) || (behind ?? 0) >= 0x80)) dos++;
    else if (byte === 0x81 || (dosCapital(byte) && !isLetter(before) && isLetter(behind))) dos++;
    // `°C` and `[°` with the degree sign of DOS.
    else if (byte === 0xf8 && !isLetter(before) && (behind === 67 || behind === 70 || behind === 93)) dos++;
    else if (windowsOnly.has(byte)) windows++;
  }
  return dos > windows;
}
