/** A sentence that was put together: its pattern, with places {0}, {1} …, and what stands in them. */
export interface Phrase {
  readonly text: string;
  readonly key: string;
  readonly values: readonly Part[];
}
type Part = string | number | Phrase;
/** What a sentence may be: fixed, or put together. */
export type Words = string | Phrase;

/** The same as a result keeps it: a value that is a phrase itself stands there as its text, and is listed, too. */
export interface KeptPhrase {
  text: string;
  key: string;
  values: (string | number)[];
}

/** In English. */
export const textOf = (part: Part): string => (typeof part === 'object' ? part.text : String(part));

/** A sentence with values in it: say`only ${count} charges were recorded`. */
export function say(strings: TemplateStringsArray, ...values: readonly Part[]): Phrase {
  const fill = (place: (index: number) => string) =>
    strings.map((string, index) => `${string}${index < values.length ? place(index) : ''}`).join('');
  return { text: fill((index) => textOf(values[index] ?? '')), key: fill((index) => `{${index}}`), values };
}

/** Parts with the same mark between all of them, and another one before the last: "a, b and c". */
export function joined(parts: readonly Words[], mark: string, lastMark = mark): Words {
  const [first = ''] = parts;
  if (parts.length <= 1) return first;
  const strings = ['', ...parts.slice(2).map(() => mark), lastMark, ''];
  return say(strings as unknown as TemplateStringsArray, ...parts);
}

/** Takes down every phrase that a result says, so that another language can say it, too. */
export interface Phrasebook {
  /** @returns the sentence in English */
  note(words: Words): string;
  /** Each sentence once, in the order of their first use. */
  kept(): KeptPhrase[];
}

export function createPhrasebook(): Phrasebook {
  const found = new Map<string, KeptPhrase>();
  const note = (part: Part): string => {
    if (typeof part !== 'object') return String(part);
    if (!found.has(part.text)) {
      found.set(part.text, {
        text: part.text,
        key: part.key,
        values: part.values.map((value) => (typeof value === 'object' ? value.text : value)),
      });
      for (const value of part.values) note(value);
    }
    return part.text;
  };
  return { note, kept: () => [...found.values()] };
}
