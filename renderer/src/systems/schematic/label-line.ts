/** A name on at most two lines of so many letters, broken between words where it can be; what does not fit ends in an ellipsis. */
export function labelLines(name: string, letters: number): string[] {
  const words = name.trim().split(/\s+/);
  let first = '';
  while (words[0] && `${first} ${words[0]}`.trim().length <= letters) first = `${first} ${words.shift()}`.trim();
  const rest = words.join(' ');
  if (first === '') return rest.length <= letters ? [rest] : shortened(rest, letters);
  return rest === '' ? [first] : [first, cut(rest, letters)];
}

/** One word that is too long for a line. */
function shortened(word: string, letters: number): string[] {
  return [word.slice(0, letters), cut(word.slice(letters), letters)];
}

export function cut(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, letters - 1)}…`;
}
