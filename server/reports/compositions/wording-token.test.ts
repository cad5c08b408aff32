import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../report-document.schema.ts';
import { editableWording, rewritten, wordingFault } from './wording-token.ts';

const runs: Run[] = [
  {
    text: 'The cooler is very likely fouled: its effectiveness fell from 46 % to 21.4\u00a0±\u00a02.3\u00a0% over cycles 1 to 40.',
    evidence: ['D1'],
  },
  { text: ' See ' },
  { text: 'Figure', figure: 'trend-I1' },
];
const words = (made: ReturnType<typeof rewritten>) => ('reason' in made ? made : made.runs.map(({ text }) => text).join(''));
const evidenceOf = (list: readonly Run[]) => new Set(list.flatMap(({ evidence }) => evidence ?? []));

describe('a paragraph to be worded anew', () => {
  it('has its numbers taken out with sign, uncertainty and unit', () => {
    const { template, tokens } = editableWording(runs);
    expect(template).toBe('The cooler is very likely fouled: its effectiveness fell from {1} to {2} over cycles {3} to {4}. See {5}');
    expect(tokens.map(({ text }) => text)).toEqual(['46 %', '21.4\u00a0±\u00a02.3\u00a0%', '1', '40', 'Figure']);
    expect(editableWording([{ text: 'K01 lost < 5 bar (− 3 %), at 3 ± 1 l/min.' }]).tokens.map(({ text }) => text)).toEqual([
      'K01',
      '< 5 bar',
      '− 3 %',
      '3 ± 1 l/min',
    ]);
  });

  it('keeps every number and its evidence when the words around it change', () => {
    const made = rewritten(runs, 'From {1}, the cooler went down to {2} ({5}).');
    expect(words(made)).toBe('From 46 %, the cooler went down to 21.4\u00a0±\u00a02.3\u00a0% (Figure).');
    expect('runs' in made && made.dropped).toEqual(['1', '40']);
    expect('runs' in made && made.runs.find(({ text }) => text === '46 %')?.evidence).toEqual(['D1']);
  });

  it('keeps the evidence and the figure when the words forget them', () => {
    const made = rewritten(runs, 'The cooler must be cleaned.');
    expect('runs' in made && evidenceOf(made.runs)).toEqual(new Set(['D1']));
    expect('runs' in made && made.runs.some(({ figure }) => figure === 'trend-I1')).toBe(true);
  });

  it.each([
    ['fell to 12 %', 'number'],
    ['fell to ½', 'number'],
    ['fell to ٤٦ %', 'number'],
    ['fell to {9}', 'unknown-token'],
    ['{1} and {1}', 'twice'],
    ['−{1}', 'joined'],
    ['− {1}', 'sign'],
    ['less: < ({1})', 'sign'],
    ['{1}{2}', 'joined'],
    ['{1}e', 'joined'],
    ['.{1}', 'joined'],
    [' \u202e ', 'empty'],
  ])('refuses %j, which would say another number or none', (text, reason) => {
    expect(wordingFault(editableWording(runs), text)?.reason).toBe(reason);
    expect(rewritten(runs, text)).toMatchObject({ reason });
  });

  it('takes out marks that would show a number the wrong way round', () => {
    expect(words(rewritten(runs, 'fell to \u202e{1}\u202c now\u2066'))).toBe('fell to 46 % now (Figure)');
  });
});

const piece = fc.oneof(
  fc.constantFrom('{1}', '{2}', '{3}', '{4}', '{5}', ' ', '. ', 'fell to', '−', '#', '\u202e', '=1+1', '<b>', '{', '}', '$x$'),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);

describe('whatever somebody writes', () => {
  it('no number of the result is one that the data did not say, and no evidence is lost', () => {
    const numbers = editableWording(runs).tokens;
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const made = rewritten(runs, pieces.join(''));
        if ('reason' in made) return;
        const texts = numbers.map(({ text }) => text);
        const literal = made.runs.filter((one) => !texts.includes(one.text));
        expect(literal.map(({ text }) => text).join('')).not.toMatch(/\p{N}/u);
        const kept = made.runs.filter((one) => texts.includes(one.text)).map(({ text }) => text);
        expect(new Set(kept).size).toBe(kept.length);
        expect(evidenceOf(made.runs)).toEqual(evidenceOf(runs));
        expect(made.runs.some(({ figure }) => figure === 'trend-I1')).toBe(true);
        expect(JSON.stringify(made.runs)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
        expect(numbers.length - kept.length).toBe(made.dropped.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('a paragraph of any text keeps its words when it is handed in unchanged', () => {
    const word = fc.constantFrom('from', '46 %', '3.5', '−2 bar', '(12', '%).', 'K01', '–', '=', '≤', '7 ±', '1 kW', 'to,', '“5”');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (list) => {
        const one: Run[] = [{ text: list.join(' '), evidence: ['I1'] }];
        const { template } = editableWording(one);
        expect(words(rewritten(one, template))).toBe(list.join(' '));
      }),
      { numRuns: 500 },
    );
  });
});
