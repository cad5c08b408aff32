import { expect, it } from 'vitest';
import type { Fault } from '../../../../server/diagnostics/catalogue/fault.schema.ts';
import { type EntryValues, entryOf, newFault, newSign } from './use-entry-form.ts';

const from: Fault = { ...newFault, id: 'P06', priorLogOdds: 1 };
const values: EntryValues = {
  ...{ id: 'P06', nameEn: ' Cavitation ', nameDe: '', componentKinds: ['pump'], severity: '4', description: 'noise', prior: '' },
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
