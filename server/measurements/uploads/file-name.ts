/** Characters that turn the reading direction of what follows: `gpj.exe` can be made to look like `exe.jpg` (Unicode UAX 9, bidi controls). */
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Invisible, but two names with and without them are different. */
const invisible = /[\u00ad\u200b-\u200d\u2060\ufeff\ufff9-\ufffb]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A file name is a label here, never a path: the last part of it, on one line, in one reading direction, at most 255 characters.
 * Letters of every language stay as they are.
 */
export function safeName(name: string): string {
  const base = name.replace(control, '').split(/[\\/]/).pop() ?? '';
  const clean = cut(base.replace(bidi, '').replace(invisible, '').replace(lone, '\ufffd').normalize('NFC').trim());
  return /^\.*$/.test(clean) ? 'unnamed' : clean;
}

/** By whole characters, never through the middle of one. */
function cut(name: string): string {
  if (name.length <= 255) return name;
  return name.slice(0, 255).replace(/[\ud800-\udbff]$/, '');
}
