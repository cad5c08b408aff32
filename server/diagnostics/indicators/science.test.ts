import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prechargeFromCapacity } from './accumulator.indicator.ts';
import { oilLine, viscosityAt } from './oil.science.ts';

describe('viscosity by ASTM D341', () => {
  // hydraulics.md B3: rows computed there with the same law
  it.each([
    ['HLP 46', 20, 134],
    ['ISO VG 46', 60, 21],
    ['VG 32', 70, 11.2],
    ['VG 68', 50, 43],
    ['VG 22', 40, 22],
  ])('%s at %d °C is %d mm²/s', (grade, temperature, expected) => {
    const oil = oilLine({ viscosity40: Number.NaN, viscosity100: Number.NaN, grade });
    if (!oil) throw new Error('grade not known');
    expect(viscosityAt(oil, temperature) / expected).toBeCloseTo(1, 1);
  });

  it('falls with temperature for every oil that gets thinner', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 150, noNaN: true }),
        fc.double({ min: 0.1, max: 0.25, noNaN: true }),
        fc.double({ min: -10, max: 110, noNaN: true }),
        (at40, share, celsius) => {
          const oil = oilLine({ viscosity40: at40, viscosity100: at40 * share, grade: '' });
          expect(oil && viscosityAt(oil, celsius + 1) < viscosityAt(oil, celsius)).toBe(true);
        },
      ),
    );
  });

  it('is unknown for an unknown grade', () => {
    expect(oilLine({ viscosity40: Number.NaN, viscosity100: Number.NaN, grade: 'mystery' })).toBeNull();
  });
});

describe('the precharge from the capacity', () => {
  it('gives back the precharge the capacity was computed with', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 20, max: 120, noNaN: true }),
        fc.double({ min: 130, max: 160, noNaN: true }),
        fc.double({ min: 161, max: 300, noNaN: true }),
        (precharge, rest, pressure) => {
          const volumeL = 10;
          const gasL = ((volumeL * (precharge + 1.013)) / rest) * (rest / pressure) ** (1 / 1.4);
          const found = prechargeFromCapacity({ capacity: gasL / (1.4 * pressure), pressureAbs: pressure, restAbs: rest, volumeL });
          expect(found).toBeCloseTo(precharge, 6);
        },
      ),
    );
  });
});
