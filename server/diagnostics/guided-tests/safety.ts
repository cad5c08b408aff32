import { say } from './sentence.ts';

/** Safety notes that several tests share (hydraulics.md E3.8: LOTO, accumulator discharge, injection hazard). */
export const safety = {
  lockOut: say(
    'Lock out and tag out before any hose or gauge is connected; check at the gauge that the pressure is zero.',
    'Vor dem Anschließen von Schläuchen oder Manometern freischalten und gegen Wiedereinschalten sichern; am Manometer prüfen, dass der Druck null ist.',
  ),
  accumulator: say(
    'Accumulators stay charged after the pump is off. Discharge them to the tank and secure the valve before opening any line.',
    'Speicher bleiben nach dem Abschalten der Pumpe geladen. Vor dem Öffnen einer Leitung zum Tank entladen und das Ventil sichern.',
  ),
  injection: say(
    'Never search a leak by hand: oil under pressure penetrates the skin. After an injury see a surgeon at once.',
    'Undichtheiten nie mit der Hand suchen: Öl unter Druck dringt in die Haut ein. Nach einer Verletzung sofort in chirurgische Behandlung.',
  ),
  rating: say(
    'Load valve, hoses and meters must be rated for the relief valve’s pressure.',
    'Lastventil, Schläuche und Messgeräte müssen für den Druck des Druckbegrenzungsventils ausgelegt sein.',
  ),
  hot: say('Oil and case are hot: wear gloves and glasses.', 'Öl und Gehäuse sind heiß: Handschuhe und Brille tragen.'),
  moving: say(
    'The machine moves during this test: nobody in the danger zone, guards closed.',
    'Die Maschine bewegt sich bei diesem Test: niemand im Gefahrenbereich, Schutzeinrichtungen geschlossen.',
  ),
};
