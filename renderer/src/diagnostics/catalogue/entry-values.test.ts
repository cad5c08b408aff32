import { expect, it } from 'vitest';
import type { DiscriminatingTest, Fault } from '../../../../server/diagnostics/catalogue/fault.schema.ts';
import { type EntryValues, entryOf, newFault, newSign, valuesOf } from './entry-values.ts';
import { fieldPointer } from './field-pointers.ts';

const fault: Fault = { ...newFault, id: 'P06', names: { en: 'Cavitation' }, priorLogOdds: 1, safety: ['stop first'] };
const test: DiscriminatingTest = { between: ['P06', 'P07'], do: 'grease the joints', reading: 'noise stops: air' };
const from = { fault, tests: [test] };
const values: EntryValues = {
  ...valuesOf(from),
  ...{ nameEn: ' Cavitation ', componentKinds: ['pump'], severity: '4', description: 'noise', prior: '' },
  ...{ causes: 'cold oil\n\n strainer ', checks: 'gauge', actions: 'clean', source: 'log', reason: 'seen often' },
  signs: [
    { ...newSign, id: 'P06-2', text: 'noise', wouldNeed: 'listening' },
    { ...newSign, id: 'P06-7', text: 'suction low', indicator: 'suction-pressure', direction: 'low', weight: 5, absenceWeight: 4 },
    { ...newSign, text: 'new sign', wouldNeed: 'a look' },
  ],
};

it('keeps the numbers of signs and gives new ones the next', () => {
  expect(entryOf(values, from).fault.symptoms.map(({ id }) => id)).toEqual(['P06-2', 'P06-7', 'P06-8']);
});

it('sends what was typed: items by line, no empty name, an emptied prior taken away', () => {
  const { fault } = entryOf(values, from);
  expect(fault).toMatchObject({ names: { en: 'Cavitation' }, severity: 4, causes: ['cold oil', 'strainer'] });
  expect(fault).not.toHaveProperty('priorLogOdds');
  expect(fault.symptoms[0]).toMatchObject({ indicator: null, direction: null, absenceWeight: 0 });
});

it('sends a range only whole, and safety notes line by line', () => {
  const [first, second, third] = values.signs as [typeof newSign, typeof newSign, typeof newSign];
  const ranged = { ...second, rangeFrom: 0.8, rangeTo: 0 };
  const sent = entryOf({ ...values, signs: [first, ranged, { ...third, rangeFrom: 1 }], safety: 'stop\n bleed ' }, from).fault;
  expect(sent.symptoms.map(({ range }) => range)).toEqual([undefined, [0.8, 0], undefined]);
  expect(sent.safety).toEqual(['stop', 'bleed']);
});

it('says of which design a fault is, or nothing', () => {
  const applies = { appliesKind: 'pump', appliesKey: 'pumpType', appliesWords: 'piston, Kolben,', appliesUnknown: false };
  expect(entryOf({ ...values, ...applies }, from).fault.appliesTo).toEqual({
    ...{ componentKind: 'pump', nameplate: 'pumpType', words: ['piston', 'Kolben'], whenUnknown: false },
  });
  expect(
    entryOf(values, { ...from, fault: { ...fault, appliesTo: { componentKind: 'pump', nameplate: 'x', whenUnknown: true } } }),
  ).not.toHaveProperty('fault.appliesTo');
});

it('leaves untouched tests where they come from, and sends changed ones as the plant’s', () => {
  expect(entryOf(values, from).fault).not.toHaveProperty('tests');
  const own = [{ against: ['P07'], do: 'listen', reading: 'steady whine: cavitation' }];
  expect(entryOf({ ...values, tests: own }, from).fault.tests).toEqual(own);
  expect(entryOf({ ...values, tests: [] }, from).fault.tests).toEqual([]);
  expect(entryOf(values, { ...from, fault: { ...fault, tests: [] } }).fault.tests).toEqual([]);
});

it.each([
  ['/fault/symptoms/3/range', '/signs/3/rangeFrom'],
  ['/fault/symptoms/0/range/1', '/signs/0/rangeTo'],
  ['/fault/symptoms/1/wouldNeed', '/signs/1/wouldNeed'],
  ['/fault/appliesTo/words', '/appliesWords'],
  ['/fault/appliesTo/componentKind', '/appliesKind'],
  ['/fault/safety/2', '/safety'],
  ['/fault/tests/1/against/0', '/tests/1/against'],
  ['#/body/fault/names/en', '/nameEn'],
  ['/source', '/source'],
])('what is wrong at %s is said at %s', (pointer, field) => {
  expect(fieldPointer(pointer)).toBe(field);
});
