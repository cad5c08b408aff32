import { expect, it } from 'vitest';
import { type Phrase, wordsIn } from './phrase.schema.ts';

const texts = {
  'cold oil': 'kaltes Öl',
  'Cooling power': 'Kühlleistung',
  'only {0} of {1} is there': 'von {1} sind nur {0} da',
};
const said = (text: string, key: string, ...values: Phrase['values']): [string, Phrase] => [text, { text, key, values }];
const phrases = new Map([
  said('only 2.5 of cooling power is there', 'only {0} of {1} is there', '2.5', 'cooling power'),
  said('Press 4: only 2.5 of cooling power is there', '{0}: {1}', 'Press 4', 'only 2.5 of cooling power is there'),
  said('cooling power 2.5 kW', '{0} {1}', 'cooling power', '2.5 kW'),
  said('new words', 'words of a newer server {0}', 1),
]);
const german = (text: string) => wordsIn(text, { texts, phrases });

it('finds fixed texts, also where they begin small inside a sentence', () => {
  expect(german('cold oil')).toBe('kaltes Öl');
  expect(german('cooling power')).toBe('Kühlleistung');
});

it('puts a phrase together in the other language’s order, inside phrases, too', () => {
  expect(german('Press 4: only 2.5 of cooling power is there')).toBe('Press 4: von Kühlleistung sind nur 2,5 da');
});

it('keeps a pattern of places and marks, with the decimal comma', () => {
  expect(german('cooling power 2.5 kW')).toBe('Kühlleistung 2,5 kW');
});

it('leaves alone what nobody translated', () => {
  expect(german('the valve of pit 3')).toBeUndefined();
  expect(german('new words')).toBeUndefined();
  expect(german('')).toBeUndefined();
});
