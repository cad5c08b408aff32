import type { TestDefinition } from './definition.ts';
import { safety } from './safety.ts';
import { say } from './sentence.ts';
import { evaluateValveTiming } from './valve-timing-evaluation.ts';

/** hydraulics.md C1.5, C1.10 (switching time), C2 row 17, C4 rows V08 and V09, C5 (V08 or V11). */
export const valveTiming: TestDefinition = {
  id: 'valve-timing',
  version: '1',
  component: 'directional-valve',
  title: say('Valve timing', 'Schaltzeit des Ventils'),
  purpose: say(
    'Times a directional valve from the electrical command to the answer of spool or pressure, over at least 20 switchings.',
    'Misst die Zeit eines Wegeventils vom elektrischen Befehl bis zur Antwort von Schieber oder Druck, über mindestens 20 Schaltungen.',
  ),
  operatingPoint: say(
    'The same movement at least 20 times, oil temperature within ±5 K, 500 Hz (100 Hz: ±10 ms).',
    'Dieselbe Bewegung mindestens 20-mal, Öltemperatur innerhalb ±5 K, 500 Hz (100 Hz: ±10 ms).',
  ),
  source: 'Sightglass reference C1.5, C1.10, C2 row 17',
  safety: [safety.moving, safety.lockOut],
  needs: [
    {
      what: say('spool position or working pressure (y_sp, p_A or p_P)', 'Schieberstellung oder Arbeitsdruck (y_sp, p_A oder p_P)'),
      signals: ['y_sp', 'p_A', 'p_P'],
      leastHz: 100,
    },
    { what: say('valve command (u_cmd)', 'Ventilbefehl (u_cmd)'), signals: ['u_cmd'], leastHz: 100 },
    { what: say('oil temperature (T_T or T_P)', 'Öltemperatur (T_T oder T_P)'), signals: ['T_T', 'T_P'] },
  ],
  varies: ['p_A', 'p_P'],
  steps: [
    {
      id: 'prepare',
      title: say('Connect the logger', 'Logger anschließen'),
      text: say(
        'Record the command at the valve’s plug and the spool position (or the pressure at port A) with 500 Hz, the oil temperature with 1 Hz.',
        'Den Befehl am Stecker des Ventils und die Schieberstellung (oder den Druck am Anschluss A) mit 500 Hz aufzeichnen, die Öltemperatur mit 1 Hz.',
      ),
      settled: null,
      holdS: null,
    },
    {
      id: 'switch',
      title: say('Switch at least 20 times', 'Mindestens 20-mal schalten'),
      text: say(
        'Start the logger. Let the machine make the same movement at least 20 times, two seconds or more between the switchings.',
        'Logger starten. Die Maschine dieselbe Bewegung mindestens 20-mal machen lassen, zwischen den Schaltungen mindestens zwei Sekunden.',
      ),
      settled: say('The counter shows 20 or more.', 'Der Zähler zeigt 20 oder mehr.'),
      holdS: null,
    },
    {
      id: 'end',
      title: say('Stop the logger', 'Logger anhalten'),
      text: say('Stop machine and logger.', 'Maschine und Logger anhalten.'),
      settled: null,
      holdS: null,
    },
  ],
  evaluate: evaluateValveTiming,
};
