import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { isApplicable } from './applicability.ts';
import { catalogue } from './catalogue.ts';
import { checkFaults } from './catalogue-check.ts';
import { Catalogue } from './fault.schema.ts';

const measured = catalogue.faults.filter((fault) => fault.symptoms.some((symptom) => symptom.indicator !== null));

describe('the fault catalogue', () => {
  it('keeps its schema', () => {
    expect([...Value.Errors(Catalogue, catalogue)]).toEqual([]);
  });

  it('holds the 72 rows of C4, each once', () => {
    expect(new Set(catalogue.faults.map((fault) => fault.id)).size).toBe(72);
    const count = (letter: string) => catalogue.faults.filter((fault) => fault.id.startsWith(letter)).length;
    expect(['P', 'V', 'C', 'A', 'K', 'F', 'O', 'I'].map(count)).toEqual([19, 17, 8, 5, 6, 4, 8, 5]);
  });

  it('passes the checks that a plant’s own entries have to pass', () => {
    expect(checkFaults(catalogue.faults)).toEqual([]);
  });

  it('supports or contradicts by data all faults but the two that no canonical signal shows', () => {
    const without = catalogue.faults.filter((fault) => !measured.includes(fault)).map((fault) => fault.id);
    expect(without).toEqual(['V05', 'C07']);
  });

  it('says of every sign that data cannot show which measurement would', () => {
    const open = catalogue.faults.flatMap((fault) => fault.symptoms).filter((symptom) => symptom.indicator === null);
    for (const symptom of open) expect(symptom.wouldNeed ?? '', symptom.id).not.toBe('');
  });

  it('can find every measurable fault: it has a sign out of limits', () => {
    for (const fault of measured) {
      const signs = fault.symptoms.filter((symptom) => symptom.indicator !== null && symptom.direction?.startsWith('not-') === false);
      expect(
        signs.reduce((sum, symptom) => sum + symptom.weight, 0),
        fault.id,
      ).toBeGreaterThanOrEqual(1);
    }
  });

  it('speaks in words: no signal ids or formula letters', () => {
    const texts = catalogue.faults.flatMap((fault) => [
      ...[fault.names.en, fault.names.de ?? '', fault.description, ...fault.causes, ...fault.checks, ...fault.actions],
      ...fault.symptoms.map((symptom) => symptom.text),
    ]);
    for (const text of texts) expect(text).not.toMatch(/\b(?:eta_\w|[pQTPI]_[A-Za-z]+|nu|dp|UA|K_eff|A\(1x\)|A\(z\))\b/);
  });

  it('names every fault in German', () => {
    for (const fault of catalogue.faults) expect(fault.names.de ?? '', fault.id).not.toBe('');
  });

  it('tells faults apart that exist', () => {
    const ids = new Set(catalogue.faults.map((fault) => fault.id));
    for (const test of catalogue.tests) for (const id of test.between) expect(ids).toContain(id);
  });

  it('warns of stored energy wherever an accumulator is opened', () => {
    for (const fault of catalogue.faults.filter((item) => item.id.startsWith('A'))) expect(fault.safety.join(' ')).toContain('discharge');
  });
});

describe('a fault of one design', () => {
  const fault = (id: string) => catalogue.faults.find((item) => item.id === id) as (typeof catalogue.faults)[number];
  const pump = (pumpType: string) => [{ kind: 'pump', name: 'Pump', nameplate: { pumpType } }];

  it('is looked for where the nameplate says so', () => {
    expect(isApplicable(fault('P04'), pump('external gear'))).toBe(true);
    expect(isApplicable(fault('P04'), pump('axial piston'))).toBe(false);
    expect(isApplicable(fault('P02'), pump('Axialkolben'))).toBe(true);
    expect(isApplicable(fault('P10'), pump('axial piston, fixed'))).toBe(false);
  });

  it('is left out or taken for the usual design where nobody says', () => {
    expect(isApplicable(fault('P04'), [])).toBe(false);
    expect(isApplicable(fault('P10'), [])).toBe(true);
  });
});
