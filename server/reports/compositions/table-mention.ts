import type { Block, Run } from '../report-document.schema.ts';

/** The sentence that uses a table: its number, and what it shows. It stays with the table. */
export function tableMention(word: string, { number, shows }: { number: number; shows: string }): Block {
  return { kind: 'paragraph', runs: [{ text: word, table: number }, { text: ` ${shows}` }], withNext: true };
}

/** Nobody words it anew: it belongs to its table. */
export const isTableMention = ([first]: readonly Run[]): boolean => first?.table !== undefined;
