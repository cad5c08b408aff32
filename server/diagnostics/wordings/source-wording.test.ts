import { describe, expect, it } from 'vitest';
import { catalogue } from '../catalogue/catalogue.ts';
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

  it('has the source of the catalogue', () => {
    expect(textIn('de', catalogue.source)).toMatch(/^Sightglass-Referenz, Fehlerkatalog C4 /);
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

describe('a sentence that keeps no parts is German, too', () => {
  it.each([
    [
      'the limit is watched only during tank oil temperature at least 40 °C, plateau or dead-head phases, for more than 2.5 s',
      'der Grenzwert gilt nur bei: Öltemperatur im Behälter mindestens 40 °C, Phasen „Lastplateau“ oder „gegen das geschlossene Ventil“, länger als 2,5 s',
    ],
    [
      'the limit is watched only during shaft speed at least 300 rpm and at most 1450.5 rpm; shaft speed was not measured',
      'der Grenzwert gilt nur bei: Drehzahl der Welle mindestens 300 rpm und höchstens 1450,5 rpm; Drehzahl der Welle wurde nicht gemessen',
    ],
    [
      'the operating points differ: tank oil temperature 40.5 °C and 52 °C; shaft speed 1450 rpm and 990 rpm',
      'die Betriebspunkte sind verschieden: Öltemperatur im Behälter 40,5 °C und 52 °C; Drehzahl der Welle 1450 rpm und 990 rpm',
    ],
    [
      'the difference of -2.1 % (-2.5 … -1.6) may be chance (p = 0.2)',
      'der Unterschied von -2,1 % (-2,5 … -1,6) kann Zufall sein (p = 0,2)',
    ],
    ['0.12 kW (0.1 … 0.14), effect large', '0,12 kW (0,1 … 0,14), Effekt groß'],
    [
      'Better: Cooling effectiveness CE, Cooling power; no clear change: 12; not comparable: 3.',
      'Besser: Kühlgrad CE, Kühlleistung; kein klarer Unterschied: 12; nicht vergleichbar: 3.',
    ],
    [
      'Each cycle begins where Pump pressure rises through 105.5 bar, about every 12 s.',
      'Jeder Zyklus beginnt, wo Pump pressure durch 105,5 bar steigt, etwa alle 12 s.',
    ],
    [
      'No cycles were found. Nothing changes in Pressure 1. There are more than 50000 crossings of the middle in Flow.',
      'Es wurden keine Zyklen gefunden. In Pressure 1 ändert sich nichts. Es gibt mehr als 50000 Durchgänge durch die Mitte in Flow.',
    ],
    ['profile of all channels', 'Profil aller Kanäle'],
    ['profile of PS1', 'Profil von PS1'],
    ['Sightglass reference C1.2, C1.10, C2 rows 4–6', 'Sightglass-Referenz C1.2, C1.10, C2 Zeilen 4–6'],
    [
      'Worse: Tank oil temperature; changed, neither better nor worse by any limit: 20; no clear change: 31; not comparable: 24.',
      'Schlechter: Öltemperatur im Behälter; verändert, nach keinem Grenzwert besser oder schlechter: 20; kein klarer Unterschied: 31; nicht vergleichbar: 24.',
    ],
    ['the newest value is 11.5 %, the limit is 10 %', 'der neueste Wert ist 11,5 %, der Grenzwert ist 10 %'],
    ['no usable channel measures v (cylinder speed)', 'kein verwendbarer Kanal misst v (Zylindergeschwindigkeit)'],
    ['signal Q_A (actuator flow) or v (cylinder speed)', 'Signal Q_A (Volumenstrom zum Aktor) oder v (Zylindergeschwindigkeit)'],
    ['the trend stands at 0.91, the limit is 0.9', 'der Trend steht bei 0,91, der Grenzwert ist 0,9'],
    ['the value goes on by -0.0021 to -0.001 % a day', 'der Wert ändert sich weiter um -0,0021 bis -0,001 % je Tag'],
    [
      'The model sees "worn" (P01 Internal leakage / general wear), and the rules name K05 Excess heat (not the cooler).',
      'Das Modell sieht "worn" (P01 Innere Leckage / allgemeiner Verschleiß), und die Regeln nennen K05 Zu viel Wärmeeintrag (nicht der Kühler).',
    ],
    [
      '12 of 40 cycles are unlike everything it was trained on; furthest away is p_P, up to 3.5 times the limit',
      '12 von 40 Zyklen gleichen nichts, womit es trainiert wurde; am weitesten entfernt ist p_P, bis zum 3,5-Fachen der Grenze',
    ],
  ])('%s', (text, expected) => {
    expect(textIn('de', text)).toBe(expected);
  });
});
