import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { definitions } from '../indicator-run.ts';
import { catalogue } from './catalogue.ts';
import { Catalogue } from './fault.schema.ts';

const evaluable = [
  'P01',
  'P06',
  'P10',
  'V01',
  'V02',
  'V08',
  'A01',
  'A02',
  'A03',
  'K01',
  'K02',
  'K05',
  'F01',
  'F02',
  'O04',
  'O05',
  'I01',
  'I02',
  'I03',
  'I04',
];

describe('the fault catalogue', () => {
  it('keeps its schema', () => {
    expect([...Value.Errors(Catalogue, catalogue)]).toEqual([]);
  });

  it('holds the 72 rows of C4, each once', () => {
    expect(new Set(catalogue.faults.map((fault) => fault.id)).size).toBe(72);
    const count = (letter: string) => catalogue.faults.filter((fault) => fault.id.startsWith(letter)).length;
    expect(['P', 'V', 'C', 'A', 'K', 'F', 'O', 'I'].map(count)).toEqual([19, 17, 8, 5, 6, 4, 8, 5]);
  });

  it.each(evaluable)('%s can be recognised from indicators that exist', (id) => {
    const known = new Set([
      ...definitions.map((item) => item.id),
      'quality-stuck',
      'quality-offset',
      'quality-scaling',
      'quality-swapped',
      'quality-clock',
    ]);
    const fault = catalogue.faults.find((item) => item.id === id);
    const measured = fault?.symptoms.filter((symptom) => symptom.indicator !== null) ?? [];
    expect(measured.length).toBeGreaterThan(0);
    for (const symptom of measured) expect(known).toContain(symptom.indicator);
  });

  it('names an indicator and a direction together, and every symptom once', () => {
    const symptoms = catalogue.faults.flatMap((fault) => fault.symptoms);
    for (const symptom of symptoms) expect(symptom.indicator === null).toBe(symptom.direction === null);
    expect(new Set(symptoms.map((symptom) => symptom.id)).size).toBe(symptoms.length);
  });

  it('tells faults apart that exist', () => {
    const ids = new Set(catalogue.faults.map((fault) => fault.id));
    for (const test of catalogue.tests) for (const id of test.between) expect(ids).toContain(id);
  });

  it('warns of stored energy wherever an accumulator is opened', () => {
    for (const fault of catalogue.faults.filter((item) => item.id.startsWith('A'))) expect(fault.safety.join(' ')).toContain('discharge');
  });
});
