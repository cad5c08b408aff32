import { places, type SentencePattern } from '../../platform/problems/sentence-pattern.schema.ts';

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
  /** Patterns of sentences that kept no parts, such as sources of limits: they are found again in the text itself. */
  readonly sentences?: readonly SentencePattern[];
}

const upperFirst = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}`;
const lowerFirst = (text: string): string => `${text[0]?.toLowerCase() ?? ''}${text.slice(1)}`;
/** Numbers with their unit, and nothing else: 2.5; -4 kW; 12 %; 0.9×. */
const isNumber = (text: string): boolean => /^[-−+±×]?\d+(?:\.\d+)?(?: ?[^\s\d.,:;]\S{0,7})?$/.test(text);
/** A pattern of nothing but places and marks between them is the same in every language. */
const isOnlyMarks = (key: string): boolean => !/\p{L}/u.test(key);

/** The text in the other language; undefined: nobody translated it, it is shown as written. */
export function wordsIn(text: string, source: WordingSource): string | undefined {
  const fixed = source.texts[text];
  if (fixed !== undefined) return fixed;
  const phrase = source.phrases.get(text);
  const pattern = phrase && (source.texts[phrase.key] ?? (isOnlyMarks(phrase.key) ? phrase.key : undefined));
  if (phrase !== undefined && pattern !== undefined) return filled(pattern, (place) => phrase.values[place] ?? '', source);
  return severalIn(text, source) ?? rowIn(text, '; ', source) ?? sentenceIn(text, source) ?? begunIn(text, source);
}

function sentenceIn(text: string, source: WordingSource): string | undefined {
  for (const { english, words } of source.sentences ?? []) {
    const found = english.exec(text)?.groups;
    // A pattern that begins with a place fits much: what stands there has to be the product's own, too.
    if (found === undefined || (words.startsWith('{0}') && !isKnown(found.p0 ?? '', source))) continue;
    return filled(words, (place) => found[`p${place}`] ?? '', source);
  }
  return undefined;
}

/** Texts that begin small inside a sentence, and clauses that begin one. */
function begunIn(text: string, source: WordingSource): string | undefined {
  const clause = sentenceIn(lowerFirst(text), source);
  return source.texts[upperFirst(text)] ?? (clause === undefined ? undefined : upperFirst(clause));
}

const isKnown = (text: string, source: WordingSource): boolean => isNumber(text) || wordsIn(text, source) !== undefined;

/** Sentences one behind the other, as a formula and its notes: each for itself, symbols as they are. */
function severalIn(text: string, source: WordingSource): string | undefined {
  const parts = text.split(/(?<=\.) (?=\p{Lu}|rho·|relief |compensator )/u);
  if (parts.length === 1 && !text.endsWith('.')) return undefined;
  const said = parts.map((part) => {
    if (parts.length > 1 && wordsIn(part, source) !== undefined) return wordsIn(part, source);
    const words = part.endsWith('.') ? wordsIn(part.slice(0, -1), source) : undefined;
    return words === undefined ? undefined : `${words}.`;
  });
  return said.every((words) => words === undefined) ? undefined : said.map((words, index) => words ?? parts[index]).join(' ');
}

const filled = (pattern: string, value: (place: number) => string | number, source: WordingSource): string =>
  pattern.replaceAll(places, (_, place: string) => valueIn(value(Number(place)), source));

/** Names inside a sentence begin small in English; numbers get the decimal comma; what nobody knows is a name of the plant. */
function valueIn(value: string | number, source: WordingSource): string {
  const text = String(value);
  return isNumber(text)
    ? text.replace('.', ',')
    : (rowIn(text, ', ', source) ?? wordsIn(text, source) ?? explainedIn(text, source) ?? withFaultsIn(text, source));
}

/** A symbol with its meaning, as `v (cylinder speed)`. */
function explainedIn(text: string, source: WordingSource): string | undefined {
  const [, symbol, meaning = ''] = /^(\S+) \(([^()]+)\)$/.exec(text) ?? [];
  const words = wordsIn(meaning, source);
  return symbol === undefined || words === undefined ? undefined : `${symbol} (${words})`;
}

/** Clauses or names in a row, some of them with such a mark of their own: only where all of them are the product's own. */
function rowIn(text: string, mark: string, source: WordingSource): string | undefined {
  const parts = text.split(mark);
  if (parts.length === 1) return undefined;
  const said: string[] = [];
  for (let from = 0; from < parts.length; ) {
    let to = from + 1;
    const words = () => wordsIn(parts.slice(from, to).join(mark), source);
    // All of them at once is the text itself.
    const last = from === 0 ? parts.length - 1 : parts.length;
    while (to < last && words() === undefined) to += 1;
    const found = words();
    if (found === undefined) return undefined;
    said.push(found);
    from = to;
  }
  return said.join(mark);
}

/** Faults named by id and name, as K01 Cooler fouled, among words of the plant. */
function withFaultsIn(text: string, { texts }: WordingSource): string {
  const parts = text.split(/(?<=\b[A-Z]\d{2} )/);
  const [first = '', ...named] = parts;
  const said = named.map((part) => {
    for (let end = part.length; end > 0; end -= 1) {
      const name = texts[part.slice(0, end)];
      if (name !== undefined) return name + part.slice(end);
    }
    return part;
  });
  return [first, ...said].join('').replaceAll('(no fault)', `(${texts['no fault'] ?? 'no fault'})`);
}
