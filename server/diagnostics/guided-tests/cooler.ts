import { evaluateCooler } from './cooler-evaluation.ts';
import type { TestDefinition } from './definition.ts';
import { safety } from './safety.ts';
import { say } from './sentence.ts';

/** hydraulics.md C1.8, C1.10 (CE / UA), C2 rows 10 and 11, C4 rows K01–K03, C5 (K01 or K05). */
export const cooler: TestDefinition = {
  id: 'cooler',
  version: '1',
  component: 'cooler',
  title: say('Cooler capacity', 'Kühlerleistung'),
  purpose: say(
    'Tells a fouled cooler from too much heat: what the cooler takes out of the oil per kelvin, at steady temperatures.',
    'Unterscheidet einen verschmutzten Kühler von zu viel Wärme: was der Kühler dem Öl je Kelvin entzieht, bei ruhigen Temperaturen.',
  ),
  operatingPoint: say(
    'Ten minutes with temperatures changing by less than 0.1 K a minute, fan or cooling water on, usual oil flow through the cooler.',
    'Zehn Minuten mit Temperaturen, die sich um weniger als 0,1 K je Minute ändern, Lüfter oder Kühlwasser an, üblicher Ölstrom durch den Kühler.',
  ),
  source: 'Sightglass reference C1.8, C1.10, C2 rows 10–11, C5',
  safety: [safety.hot, safety.moving],
  needs: [
    { what: say('oil temperature before the cooler (T_ci)', 'Öltemperatur vor dem Kühler (T_ci)'), signals: ['T_ci'], leastHz: 0.1 },
    { what: say('oil temperature behind the cooler (T_co)', 'Öltemperatur nach dem Kühler (T_co)'), signals: ['T_co'], leastHz: 0.1 },
    {
      what: say('temperature of air (T_amb) or cooling water (T_wi)', 'Temperatur von Luft (T_amb) oder Kühlwasser (T_wi)'),
      signals: ['T_amb', 'T_wi'],
    },
    { what: say('oil flow through the cooler (Q_cool)', 'Ölstrom durch den Kühler (Q_cool)'), signals: ['Q_cool'], leastHz: 0.1 },
  ],
  steps: [
    {
      id: 'prepare',
      title: say('Place the sensors', 'Sensoren anbringen'),
      text: say(
        'Temperatures of the oil before and behind the cooler, of the air that the fan takes in (not the hot exhaust) or of the cooling water, and the oil flow. 1 Hz is enough.',
        'Temperaturen des Öls vor und nach dem Kühler, der angesaugten Luft (nicht der warmen Abluft) oder des Kühlwassers, dazu der Ölstrom. 1 Hz genügt.',
      ),
      settled: null,
      holdS: null,
    },
    {
      id: 'run',
      title: say('Run the usual cycle', 'Üblichen Zyklus fahren'),
      text: say(
        'Start the logger. Run the machine in its usual cycle with fan or cooling water on; thermostat open.',
        'Logger starten. Maschine im üblichen Zyklus mit Lüfter oder Kühlwasser fahren; Thermostat offen.',
      ),
      settled: say(
        'Oil before the cooler changes by less than 0.1 K in a minute.',
        'Das Öl vor dem Kühler ändert sich um weniger als 0,1 K je Minute.',
      ),
      holdS: 600,
    },
    {
      id: 'end',
      title: say('Stop the logger', 'Logger anhalten'),
      text: say(
        'Let the logger run for the whole ten minutes, then stop it.',
        'Den Logger die vollen zehn Minuten laufen lassen, dann anhalten.',
      ),
      settled: null,
      holdS: null,
    },
  ],
  evaluate: evaluateCooler,
};
