import { evaluateCaseDrain } from './case-drain-evaluation.ts';
import type { TestDefinition } from './definition.ts';
import { displacementNeed, speedNeed, workingPressureNeed } from './pump-plate.ts';
import { safety } from './safety.ts';
import { say } from './sentence.ts';

/** hydraulics.md C1.2, C1.10 (case drain ratio), C2 rows 4–6, C4 row P02. */
export const caseDrain: TestDefinition = {
  id: 'case-drain',
  version: '1',
  component: 'pump',
  title: say('Case drain', 'Leckölmessung'),
  purpose: say(
    'Measures the internal leakage of a piston or vane pump at working pressure: the wear of its rotating group.',
    'Misst die innere Leckage einer Kolben- oder Flügelzellenpumpe bei Arbeitsdruck: den Verschleiß ihres Triebwerks.',
  ),
  operatingPoint: say(
    'Working pressure held for 30–60 s, oil warm, pump at its usual speed.',
    'Arbeitsdruck 30–60 s gehalten, Öl warm, Pumpe bei üblicher Drehzahl.',
  ),
  source: 'Sightglass reference C1.2, C1.10, C2 rows 4–6',
  safety: [safety.lockOut, safety.injection, safety.hot],
  needs: [
    { what: say('case drain flow (Q_C)', 'Leckölstrom (Q_C)'), signals: ['Q_C'], leastHz: 1 },
    { what: say('pump pressure (p_P)', 'Pumpendruck (p_P)'), signals: ['p_P'], leastHz: 1 },
    { what: say('oil temperature (T_T, T_P or T_C)', 'Öltemperatur (T_T, T_P oder T_C)'), signals: ['T_T', 'T_P', 'T_C'] },
    displacementNeed,
    speedNeed,
    workingPressureNeed,
  ],
  steps: [
    {
      id: 'connect',
      title: say('Connect the meter', 'Messgerät anschließen'),
      text: say(
        'Machine locked out. Put a small flow meter with free outlet into the case drain line; never close or throttle this line. Logger: Q_C, p_P, oil temperature; if possible p_C, T_C and speed.',
        'Maschine gesichert. Kleinen Durchflussmesser mit freiem Auslauf in die Leckölleitung setzen; diese Leitung nie schließen oder drosseln. Logger: Q_C, p_P, Öltemperatur; wenn möglich p_C, T_C und Drehzahl.',
      ),
      settled: null,
      holdS: null,
    },
    {
      id: 'warm-up',
      title: say('Warm up', 'Warmfahren'),
      text: say(
        'Start logger and pump and run until the oil has working temperature (16–36 mm²/s).',
        'Logger und Pumpe starten und fahren, bis das Öl Betriebstemperatur hat (16–36 mm²/s).',
      ),
      settled: say('Oil temperature changes by less than 1 K in a minute.', 'Die Öltemperatur ändert sich um weniger als 1 K je Minute.'),
      holdS: null,
    },
    {
      id: 'hold',
      title: say('Hold the working pressure', 'Arbeitsdruck halten'),
      text: say(
        'Bring the pump to working pressure (load held, or against the closed valve) and touch nothing.',
        'Pumpe auf Arbeitsdruck bringen (Last halten oder gegen das geschlossene Ventil) und nichts verstellen.',
      ),
      settled: say('The pressure stands still within ±1 %.', 'Der Druck steht innerhalb ±1 %.'),
      holdS: 60,
    },
    {
      id: 'end',
      title: say('Relieve and stop', 'Entlasten und abschalten'),
      text: say(
        'Relieve the pressure, stop pump and logger, put the drain line back.',
        'Druck entlasten, Pumpe und Logger anhalten, Leckölleitung wieder anschließen.',
      ),
      settled: null,
      holdS: null,
    },
  ],
  evaluate: evaluateCaseDrain,
};
