import type { guidedTestEn } from './guided-test.wording.en.ts';

/** Was ein Bericht rund um die Ergebnisse geführter Prüfungen sagt. */
export const guidedTestDe: typeof guidedTestEn = {
  intro:
    'Ein Techniker wurde durch diese Prüfungen geführt; was sie aussagen, wurde aus dieser Aufzeichnung berechnet. Bestanden ist eine Prüfung nur mit einem Wert, einem Grenzwert mit Quelle und einer Unsicherheit, die den Wert nicht bis in den Alarm reichen lässt.',
  state: { pass: 'bestanden', warning: 'Warnung', alarm: 'Alarm', 'not-assessable': 'nicht beurteilbar' },
  valueState: {
    pass: 'innerhalb des Grenzwerts',
    warning: 'Warnung',
    alarm: 'Alarm',
    'no-limit': 'kein Grenzwert',
    'not-assessable': 'nicht beurteilbar',
  },
  heading: (title, state) => `${title}: ${state}`,
  operatingPoint: 'Betriebspunkt',
  range: 'Ausgewerteter Bereich',
  evaluated: 'Ausgewertet',
  evaluatedBy: (at, by, engine, version) => `${at} von ${by}; Auswertung Version ${engine}, Prüfung Version ${version}`,
  comparedWith: 'Verglichen mit',
  note: 'Bemerkung',
  resultHash: 'SHA-256 des Ergebnisses',
  value: 'Messwert',
  explains: 'erläutert, beurteilt nicht',
  isClose: 'näher am Grenzwert, als die Messung sicher ist',
  caption: (title) => `${title}: was gemessen wurde.`,
  refused: 'Nicht auswertbar',
  meaning: 'Was es bedeutet',
  inSummary: (title, state) => `Geführte Prüfung „${title}“: ${state}`,
};
