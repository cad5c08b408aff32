/** Names that Windows takes for devices, whatever stands behind a dot. */
const devices = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\.|$)/i;
/** Well below what every file system takes (255), with room for " (99)" and for the folder before it. */
const longestLetters = 120;
const longestBytes = 200;

/**
 * A name that every file system takes as one name: no folder, no device, nothing invisible, not too long. The ending stays.
 * @param name as somebody wrote it, or a server's header says
 */
export function safeFileName(name: string): string {
  const clean = name
    .normalize('NFC')
    // Control characters, marks that turn the writing direction, and what separates folders or means something to Windows.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}"*/:<>?\\|]/gu, '_')
    .replace(/^[.\s]+|[.\s]+$/gu, '');
  const { stem, ending } = split(clean === '' ? 'file' : clean);
  const short = shortened(stem, ending);
  return devices.test(short) ? `_${short}` : short;
}

/** The same name once more beside one that is taken: `report (2).pdf`. */
export function numberedName(name: string, copy: number): string {
  if (copy < 2) return name;
  const { stem, ending } = split(name);
  return `${stem} (${copy})${ending}`;
}

function split(name: string): { stem: string; ending: string } {
  const ending = /(?<=.)\.[\p{L}\p{N}]{1,8}$/u.exec(name)?.[0] ?? '';
  return { stem: name.slice(0, name.length - ending.length), ending };
}

function shortened(stem: string, ending: string): string {
  const letters = [...stem].slice(0, longestLetters - ending.length);
  while (new TextEncoder().encode(letters.join('') + ending).length > longestBytes) letters.pop();
  return `${letters.join('').replace(/[.\s]+$/u, '') || 'file'}${ending}`;
}
