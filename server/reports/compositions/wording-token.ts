import type { Run } from '../report-document.schema.ts';
import { plainLine } from './plain-text.ts';

/** A paragraph as it is edited: its words with `{1}`, `{2}` … for numbers and figures, which nobody can change. */
export interface EditableWording {
  readonly template: string;
  readonly tokens: readonly Run[];
}

const units = new Set(
  '% ‰ bar mbar kPa MPa Pa l/min m³/h °C K kW W MW rpm 1/min mm/s m/s s ms min h d mm cm m µm cm³ l cSt mm²/s Hz kHz V mV mA A N kN Nm kg g dB'.split(
    ' ',
  ),
);
/** Before a number they change what it says: a minus, a factor, a "less than". */
const signs = new Set('< > ≤ ≥ ± − - + ≈ ~ = × * / ^ · ÷'.split(' '));
const opening = /^[([“„"'‘«»‚]+(?=.)/u;
const closing = /[)\]”“"'’«».,;:!?…]+$/u;
const endsFree = /(^|[ ([“„"'‘«»‚])$/u;
const startsFree = /^([ )\]”“"'’«».,;:!?…]|$)/u;

/** Takes the numbers out of a paragraph, each with its sign, its unit and its evidence. */
export function editableWording(runs: readonly Run[]): EditableWording {
  const tokens: Run[] = [];
  const token = (run: Run) => `{${tokens.push(run)}}`;
  const template = runs.map((run) => {
    if (run.figure !== undefined) return token(run);
    return pieces(run.text)
      .map(({ text, isNumber }) => (isNumber ? token({ ...run, text }) : text.replace(/[{}]/g, '')))
      .join('');
  });
  return { template: template.join('').trim(), tokens };
}

interface Piece {
  text: string;
  isNumber: boolean;
}

/** Cuts a text into words and numbers. A no-break space holds a number and its unit together, so it is part of a word here. */
function pieces(text: string): Piece[] {
  const words = text.match(/[ \n\t]+|[^ \n\t]+/g) ?? [];
  const found: Piece[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (!/\p{N}/u.test(word)) {
      found.push({ text: word, isNumber: false });
      continue;
    }
    const [head, middle, after] = unwrapped(word);
    let [open, number] = [head, middle];
    let rest = after;
    // "46 %" and "21 ± 2 bar" are one number each: a unit on its own could be exchanged.
    while (rest === '' && words[index + 2] !== undefined) {
      const [bracket, next, end] = unwrapped(words[index + 2] ?? '');
      if (bracket !== '' || !(units.has(next) || signs.has(next) || signs.has(number.split(/[ \n\t]/).at(-1) ?? ''))) break;
      number += `${words[index + 1]}${next}`;
      rest = end;
      index += 2;
    }
    // A sign that stands alone before it belongs to it: "< 5 bar", "(− 3 %)".
    while (found.length > 1 && /^ +$/.test(found.at(-1)?.text ?? '')) {
      const [bracket, sign, end] = unwrapped(found.at(-2)?.text ?? '');
      if (found.at(-2)?.isNumber || end !== '' || !signs.has(sign)) break;
      number = `${sign}${found.at(-1)?.text}${open}${number}`;
      open = bracket;
      found.splice(-2);
    }
    found.push({ text: open, isNumber: false }, { text: number, isNumber: true }, { text: rest, isNumber: false });
  }
  return found.filter((piece) => piece.text !== '');
}

/** Punctuation around a word, so that "(87 %)." is a number between its brackets. */
function unwrapped(word: string): [string, string, string] {
  const before = opening.exec(word)?.[0] ?? '';
  const after = closing.exec(word.slice(before.length))?.[0] ?? '';
  return [before, word.slice(before.length, word.length - after.length), after];
}

export interface WordingFault {
  readonly reason: 'empty' | 'number' | 'unknown-token' | 'twice' | 'joined' | 'sign';
  /** What of the text is meant. */
  readonly at: string;
}

/** Why a text cannot replace a wording; undefined when it can. */
export function wordingFault(wording: EditableWording, text: string): WordingFault | undefined {
  const line = plainLine(text);
  const seen = new Set<string>();
  const parts = line.split(/(\{\d{1,3}\})/);
  if (parts.every((part) => part.trim() === '')) return { reason: 'empty', at: '' };
  for (const [index, part] of parts.entries()) {
    if (index % 2 === 0) {
      const number = /\p{N}+/u.exec(part)?.[0];
      if (number !== undefined) return { reason: 'number', at: number };
      continue;
    }
    if (wording.tokens[Number(part.slice(1, -1)) - 1] === undefined) return { reason: 'unknown-token', at: part };
    if (seen.has(part)) return { reason: 'twice', at: part };
    seen.add(part);
    // Whatever touches a number may become a part of it: another number, a sign, a letter.
    const [left, right] = [before(parts, index), parts[index + 1] || (parts[index + 2] ?? '')];
    if (!endsFree.test(left) || !startsFree.test(right)) return { reason: 'joined', at: part };
    if (signs.has(left.replace(/[ ([“„"'‘«»‚]+$/u, '').slice(-1))) return { reason: 'sign', at: part };
  }
  return undefined;
}

/** What stands before a token: words, or the token before it when nothing does. */
const before = (parts: readonly string[], index: number): string => parts[index - 1] || (index > 1 ? (parts[index - 2] ?? '') : '');

export interface Rewritten {
  readonly runs: Run[];
  /** Numbers of the old wording that the new one does not say. */
  readonly dropped: readonly string[];
}

/**
 * The paragraph in other words. Its numbers and figures come from the data with their evidence; evidence of what was left out stays at the
 * end of the paragraph, and a figure that the new words forgot is named there too.
 */
export function rewritten(original: readonly Run[], text: string): Rewritten | WordingFault {
  const wording = editableWording(original);
  const fault = wordingFault(wording, text);
  if (fault !== undefined) return fault;
  const isStrong = original.every((run) => run.strong === true);
  const used = new Set<Run>();
  const runs = plainLine(text)
    .split(/(\{\d{1,3}\})/)
    .flatMap((part, index): Run[] => {
      if (index % 2 === 0) return part === '' ? [] : [isStrong ? { text: part, strong: true } : { text: part }];
      const token = wording.tokens[Number(part.slice(1, -1)) - 1];
      if (token === undefined) return [];
      used.add(token);
      return [token];
    });
  const left = wording.tokens.filter((token) => !used.has(token));
  for (const figure of left.filter((token) => token.figure !== undefined)) runs.push({ text: ' (' }, figure, { text: ')' });
  const kept = new Set(runs.flatMap((run) => run.evidence ?? []));
  const lost = [...new Set(original.flatMap((run) => run.evidence ?? []))].filter((id) => !kept.has(id));
  if (lost.length > 0) runs.push({ text: '', evidence: lost });
  return { runs, dropped: left.filter((token) => token.figure === undefined).map((token) => token.text) };
}
