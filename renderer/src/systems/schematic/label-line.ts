/** A name on at most two lines of so many letters. Lines break between words only; what does not fit ends in an ellipsis. */
export function labelLines(name: string, letters: number): string[] {
  const words = name.trim().split(/\s+/);
  let first = words.shift() ?? '';
  while (words[0] && `${first} ${words[0]}`.length <= letters) first = `${first} ${words.shift()}`;
  const lines = words.length === 0 ? [first] : [first, words.join(' ')];
  return lines.map((line) => cut(line, letters));
}

export function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}
