import type { SignalId } from '../../systems/signal.schema.ts';
import type { TestDefinition } from './definition.ts';
import { evaluatePumpCurve } from './pump-curve-evaluation.ts';
import { displacementNeed, speedNeed, workingPressureNeed } from './pump-plate.ts';
import { safety } from './safety.ts';
import { say } from './sentence.ts';

const temperatures: readonly SignalId[] = ['T_P', 'T_T'];

/** hydraulics.md C1.1, C1.10 (eta_v, slope), C5 (worn pump, relief valve or downstream?), C4 row P01 (warm, at five pressures). */
export const pumpCurve: TestDefinition = {
  id: 'pump-curve',
  version: '1',
  component: 'pump',
  title: say('Pump curve (p-Q test)', 'Pumpenkennlinie (p-Q-Test)'),
  purpose: say(
    'Tells a worn pump from a leaking relief valve and from a fault downstream: flow at several pressures, at the pump outlet.',
    'Unterscheidet eine verschlissene Pumpe von einem undichten Druckbegrenzungsventil und einem Fehler dahinter: Förderstrom bei mehreren Drücken, direkt am Pumpenausgang.',
  ),
  operatingPoint: say(
    'At least 2 pressures (better 5), each held for 10 s, full stroke (20 bar below the compensator), oil warm and within ±3 K.',
    'Mindestens 2 Drücke (besser 5), je 10 s gehalten, volle Verstellung (20 bar unter dem Druckregler), Öl warm und innerhalb ±3 K.',
  ),
  source: 'Sightglass reference C1.1, C1.10, C2 rows 1–4, C5',
  safety: [safety.lockOut, safety.rating, safety.accumulator, safety.injection, safety.hot],
  needs: [
    { what: say('pump pressure (p_P)', 'Pumpendruck (p_P)'), signals: ['p_P'], leastHz: 1 },
    { what: say('pump delivery (Q_P)', 'Förderstrom der Pumpe (Q_P)'), signals: ['Q_P'], leastHz: 1 },
    { what: say('oil temperature (T_P or T_T)', 'Öltemperatur (T_P oder T_T)'), signals: temperatures },
    displacementNeed,
    speedNeed,
    workingPressureNeed,
  ],
  varies: ['p_P', 'Q_P'],
  steps: [
    {
      id: 'connect',
      title: say('Connect load valve and meter', 'Lastventil und Messgerät anschließen'),
      text: say(
        'Machine locked out. Connect flow meter and load valve at the pump outlet, before the relief valve where possible. Shut accumulators off. Load valve fully open. Logger: p_P, Q_P, oil temperature, speed; 10 Hz.',
        'Maschine gesichert. Durchflussmesser und Lastventil am Pumpenausgang anschließen, möglichst vor dem Druckbegrenzungsventil. Speicher absperren. Lastventil ganz öffnen. Logger: p_P, Q_P, Öltemperatur, Drehzahl; 10 Hz.',
      ),
      settled: null,
      holdS: null,
    },
    {
      id: 'warm-up',
      title: say('Warm up', 'Warmfahren'),
      text: say(
        'Start the logger and the pump. Run against a part-closed load valve until the oil has working temperature (16–36 mm²/s).',
        'Logger und Pumpe starten. Mit teilweise geschlossenem Lastventil fahren, bis das Öl Betriebstemperatur hat (16–36 mm²/s).',
      ),
      settled: say('Oil temperature changes by less than 1 K in a minute.', 'Die Öltemperatur ändert sich um weniger als 1 K je Minute.'),
      holdS: null,
    },
    {
      id: 'open',
      title: say('Hold: valve open', 'Halten: Ventil offen'),
      text: say('Open the load valve fully: lowest pressure.', 'Lastventil ganz öffnen: niedrigster Druck.'),
      settled: say('The pressure stands still within ±1 %.', 'Der Druck steht innerhalb ±1 %.'),
      holdS: 15,
    },
    ...[25, 50, 75].map((percent) => ({
      id: `hold-${percent}`,
      title: say(`Hold: ${percent} % of the working pressure`, `Halten: ${percent} % des Arbeitsdrucks`),
      text: say(
        `Close the load valve slowly until the pressure is ${percent} % of the working pressure. Hands off.`,
        `Lastventil langsam schließen, bis der Druck ${percent} % des Arbeitsdrucks hat. Nicht mehr verstellen.`,
      ),
      settled: say('The pressure stands still within ±1 %.', 'Der Druck steht innerhalb ±1 %.'),
      holdS: 15,
    })),
    {
      id: 'hold-100',
      title: say('Hold: working pressure', 'Halten: Arbeitsdruck'),
      text: say(
        'Close slowly to the working pressure, but stay 20 bar below the compensator and 10 % below the relief valve.',
        'Langsam bis zum Arbeitsdruck schließen, aber 20 bar unter dem Druckregler und 10 % unter dem Druckbegrenzungsventil bleiben.',
      ),
      settled: say('The pressure stands still within ±1 %.', 'Der Druck steht innerhalb ±1 %.'),
      holdS: 15,
    },
    {
      id: 'end',
      title: say('Open and stop', 'Öffnen und abschalten'),
      text: say(
        'Open the load valve, stop the pump, stop the logger. Discharge accumulators before disconnecting.',
        'Lastventil öffnen, Pumpe und Logger anhalten. Vor dem Abbauen Speicher entladen.',
      ),
      settled: null,
      holdS: null,
    },
  ],
  evaluate: evaluatePumpCurve,
};
