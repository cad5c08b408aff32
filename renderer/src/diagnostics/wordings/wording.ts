/** A composed sentence of a result: a pattern with places {0}, {1} …, and what stood in them. */
export interface Phrase {
  readonly text: string;
  readonly key: string;
  readonly values: readonly (string | number)[];
}

export interface Words {
  readonly text: string;
  /** Of the text itself, for screen readers. */
  readonly lang: 'de' | 'en';
}

/** Texts and patterns in another language by their English, and the phrases of the result that is read. */
export interface WordingSource {
  readonly texts: Readonly<Record<string, string>>;
  readonly phrases: ReadonlyMap<string, Phrase>;
}

const upperFirst = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
/** A number, with or without its unit. */
const isNumber = (text: string): boolean => /^-?\d+(?:\.\d+)?(?: \S+)?$/.test(text);
/** A pattern of nothing but places and marks between them is the same in every language. */
const isOnlyMarks = (key: string): boolean => !/\p{L}/u.test(key);

/** The text in the other language; undefined: nobody translated it, it is shown as written. */
export function wordsIn(text: string, source: WordingSource): string | undefined {
  const fixed = source.texts[text];
  if (fixed !== undefined) return fixed;
  const phrase = source.phrases.get(text);
  const pattern = phrase && (source.texts[phrase.key] ?? (isOnlyMarks(phrase.key) ? phrase.key : undefined));
  if (phrase === undefined || pattern === undefined) return source.texts[upperFirst(text)];
  return pattern.replaceAll(/\{(\d+)\}/g, (_, place: string) => valueIn(phrase.values[Number(place)] ?? '', source));
}

/** Names inside a sentence begin small in English; numbers get the decimal comma; what nobody knows is a name of the plant. */
function valueIn(value: string | number, source: WordingSource): string {
  const text = String(value);
  return isNumber(text) ? text.replace('.', ',') : (wordsIn(text, source) ?? text);
}
