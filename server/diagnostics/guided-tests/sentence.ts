import type { Sentence } from './guided-test.schema.ts';

/** Writes a number with a fixed number of decimals in one language. */
export type WriteNumber = (value: number, decimals?: number) => string;

const english: WriteNumber = (value, decimals = 0) => value.toFixed(decimals);
const german: WriteNumber = (value, decimals = 0) => value.toFixed(decimals).replace('.', ',');

/** The same sentence in both languages; numbers through `n`, so that German gets its comma. */
export function say(en: string | ((n: WriteNumber) => string), de: string | ((n: WriteNumber) => string)): Sentence {
  return { en: typeof en === 'string' ? en : en(english), de: typeof de === 'string' ? de : de(german) };
}
