import { describe, expect, it } from 'vitest';
import { definitions } from '../indicator-run.ts';
import { instrumentIndicators } from '../indicators/instrument.indicator.ts';
import { defaultLimit } from '../limits.ts';
import { textIn } from './result.translation.ts';

/** Words of nearly every English sentence that stand in no German one. */
const english =
  /\b(the|of|and|is|are|with|without|not|from|this|that|its|it|by|to|for|no|than|which|only|row|rows|share|least|between|above|below|each|cycles|healthy|measured|else|mean|or|on|as|worth|set|per|level|leakage|default|table)\b/i;
/** C1.5 is a place in the reference, 0.5 a number. */
const decimalPoint = /(?<![\w.])\d+\.\d/;
const left = (texts: readonly string[]) =>
  [...new Set(texts)].filter((text) => english.test(textIn('de', text)) || decimalPoint.test(textIn('de', text)));

const gates = instrumentIndicators({ stuck: [], offset: [], scaling: [], swapped: [], clock: [] });
const all = [...definitions, ...gates];

/** The sources of every default limit, for a nameplate with these numbers and this kind of pump. */
function sourcesFor(plate: number, pumpType: string): string[] {
  const bench = { signals: { find: () => undefined }, plateNumber: () => plate, plateText: () => pumpType };
  return all.flatMap(({ id }) => {
    const limit = defaultLimit(id, bench as unknown as Parameters<typeof defaultLimit>[1]);
    if (limit === null) return [];
    if (limit.kind === 'absolute') return [limit.source.reference];
    return [
      'median of 4 cycles declared healthy (commissioning)',
      'best 5 % of the 9 cycles of this recording; it cannot show that all cycles are bad',
    ]
      .map((of) => `${limit.text}; reference 2.55: ${of}`)
      .concat(`${limit.text}; run of 2026-03-01 with “Press 4” (0123abcd)`);
  });
}

describe('German', () => {
  it('has every formula and where it comes from', () => {
    expect(left(all.flatMap(({ formula, reference }) => [formula, reference]))).toEqual([]);
  });

  it.each([
    [2.5, 'axial piston'],
    [0, 'external gear'],
    [12, 'vane'],
    [80, ''],
  ])('has the source of every default limit (%s, %s)', (plate, pumpType) => {
    const sources = sourcesFor(plate, pumpType);
    expect(sources.length).toBeGreaterThan(50);
    // “Press 4” and “commissioning” are a plant's own words.
    expect(left(sources)).toEqual([]);
  });

  it('keeps what a plant wrote about a limit, also where it reads like a sentence of the product', () => {
    for (const own of ['Agreed with the maker; reference 12: the manual', 'Shift book 12', 'set by the foreman: 160 bar'])
      expect(textIn('de', own)).toBe(own);
  });

  it('says a limit with its reference and a formula with its notes as one', () => {
    const limit =
      'Sightglass reference, threshold table C2 row 20: leakage ×2 / ×4 of the healthy value [HYD-TS]; reference 2.55: median of 4 cycles declared healthy (run-in)';
    expect(textIn('de', limit)).toBe(
      'Sightglass-Referenz, Grenzwerttabelle C2 Zeile 20: Leckage ×2 / ×4 des gesunden Werts [HYD-TS]; Bezugswert 2,55: Median von 4 als gesund erklärten Zyklen (run-in)',
    );
    const formula = 'CP = rho·cp/60·Q_cool·(T_ci - T_co). rho·cp = 1.688 kJ/(l K), mineral oil (C1). Against the cooling water’s inlet.';
    expect(textIn('de', formula)).toBe(
      'CP = rho·cp/60·Q_cool·(T_ci - T_co). rho·cp = 1,688 kJ/(l K), Mineralöl (C1). Gegen den Eintritt des Kühlwassers.',
    );
  });
});
