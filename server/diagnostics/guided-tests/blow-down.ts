import { evaluateBlowDown } from './blow-down-evaluation.ts';
import type { TestDefinition } from './definition.ts';
import { safety } from './safety.ts';
import { say } from './sentence.ts';

const plate = say(
  'precharge pressure (at 20 °C) on the accumulator’s nameplate',
  'Vorfülldruck (bei 20 °C) auf dem Typenschild des Speichers',
);

/** hydraulics.md C1.7 (a), C1.10 (precharge knee), C2 row 13, C4 rows A01–A03. */
export const blowDown: TestDefinition = {
  id: 'accumulator-blow-down',
  version: '1',
  component: 'accumulator',
  title: say('Accumulator blow-down', 'Speicherentladung'),
  purpose: say(
    'Reads the gas precharge of an accumulator without a charging kit: with the pump off the pressure falls slowly, then drops where the gas ends.',
    'Liest die Gasvorspannung eines Speichers ohne Füllgerät ab: bei abgeschalteter Pumpe fällt der Druck langsam und bricht dort ein, wo das Gas am Ende ist.',
  ),
  operatingPoint: say(
    'Pump off, discharge from the highest pressure to zero, slower than 3 minutes if possible (then the gas keeps its temperature), at least 5 s.',
    'Pumpe aus, Entladung vom höchsten Druck auf null, möglichst langsamer als 3 Minuten (dann behält das Gas seine Temperatur), mindestens 5 s.',
  ),
  source: 'Sightglass reference C1.7, C1.10, C2 row 13',
  safety: [safety.moving, safety.accumulator, safety.injection],
  needs: [
    { what: say('accumulator pressure (p_acc)', 'Speicherdruck (p_acc)'), signals: ['p_acc'], leastHz: 10 },
    {
      what: say('the set precharge', 'die Soll-Vorspannung'),
      plates: [['accumulator', 'prechargeBar']],
      remedy: plate,
    },
  ],
  varies: ['p_acc', 'p_P'],
  steps: [
    {
      id: 'prepare',
      title: say('Connect the logger', 'Logger anschließen'),
      text: say(
        'Logger on the oil side of the accumulator (p_acc), 10 Hz or more; speed or motor power too, if at hand. Loads lowered and secured: nothing may move when the pressure goes.',
        'Logger an der Ölseite des Speichers (p_acc), mindestens 10 Hz; wenn vorhanden auch Drehzahl oder Motorleistung. Lasten ablegen und sichern: nichts darf sich bewegen, wenn der Druck weggeht.',
      ),
      settled: null,
      holdS: null,
    },
    {
      id: 'charge',
      title: say('Charge', 'Laden'),
      text: say('Start the logger. Charge to the highest pressure.', 'Logger starten. Auf den höchsten Druck laden.'),
      settled: say('The pump has cut out or swivelled back.', 'Die Pumpe hat abgeschaltet oder zurückgeschwenkt.'),
      holdS: 10,
    },
    {
      id: 'pump-off',
      title: say('Pump off, wait', 'Pumpe aus, warten'),
      text: say(
        'Switch the pump off and secure it. Wait until the gas has given off its heat.',
        'Pumpe abschalten und sichern. Warten, bis das Gas seine Wärme abgegeben hat.',
      ),
      settled: say('The pressure falls no longer.', 'Der Druck fällt nicht mehr.'),
      holdS: 120,
    },
    {
      id: 'bleed',
      title: say('Bleed slowly', 'Langsam ablassen'),
      text: say(
        'Open the bleed valve to the tank a little: the pressure should need more than 3 minutes. Do not touch the valve until the pressure is zero.',
        'Ablassventil zum Tank nur wenig öffnen: der Druck soll mehr als 3 Minuten brauchen. Ventil nicht mehr verstellen, bis der Druck null ist.',
      ),
      settled: say('The pressure dropped suddenly and is zero.', 'Der Druck ist plötzlich eingebrochen und steht auf null.'),
      holdS: 10,
    },
    {
      id: 'end',
      title: say('Stop the logger', 'Logger anhalten'),
      text: say('Stop the logger, close the bleed valve.', 'Logger anhalten, Ablassventil schließen.'),
      settled: null,
      holdS: null,
    },
  ],
  evaluate: evaluateBlowDown,
};
