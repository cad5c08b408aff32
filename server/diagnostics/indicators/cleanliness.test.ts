import { describe, expect, it } from 'vitest';
import { cleanlinessCode, targetCodes, typicalTarget } from './cleanliness.science.ts';

describe('ISO 4406 codes', () => {
  it('give the worked examples of the reference (B2.1)', () => {
    expect([3000, 500, 70].map(cleanlinessCode)).toEqual([19, 16, 13]);
    expect([3000, 500, 7].map(cleanlinessCode)).toEqual([19, 16, 10]);
  });

  it('have inclusive upper bounds and the rounded steps of the table', () => {
    expect([0.64, 0.641, 1.3, 640, 641, 1300, 1301].map(cleanlinessCode)).toEqual([6, 7, 7, 16, 17, 17, 18]);
    expect(cleanlinessCode(3_000_000)).toBe(29);
    expect(cleanlinessCode(-1)).toBeNaN();
    expect(cleanlinessCode(Number.NaN)).toBeNaN();
  });

  it('read a target, or none', () => {
    expect(targetCodes(' 18/16/13')).toEqual([18, 16, 13]);
    expect(targetCodes('clean')).toBeNull();
  });

  it('take the typical target of a pump from its type and pressure', () => {
    expect(typicalTarget('Axial piston, pressure compensated', 180)).toBe('17/15/12');
    expect(typicalTarget('external gear', 100)).toBe('20/18/15');
    expect(typicalTarget('unknown', 100)).toBeNull();
  });
});
