import type { comparisonEn, editsEn, overviewEn } from './composition.wording.en.ts';

export const editsDe: typeof editsEn = {
  leftOut: (titles) => `Weggelassene Abschnitte: ${titles}.`,
  rewritten: (authors, sections) => `Sätze wurden von ${authors} neu formuliert in: ${sections}. Ihre Zahlen sind die der Auswertung.`,
  dropped: (numbers) => `In diesen neuen Sätzen fehlen: ${numbers}.`,
  added: (authors, sections) => `Text wurde von ${authors} ergänzt in: ${sections}. Er ist kein Ergebnis der Auswertung.`,
  unused: (count, authors) =>
    count === '1'
      ? `1 Änderung von ${authors} war nicht verwendbar: Wozu sie gehört, ist weggelassen oder hat sich geändert.`
      : `${count} Änderungen von ${authors} waren nicht verwendbar: Wozu sie gehören, ist weggelassen oder hat sich geändert.`,
  pinned: (author) => `Angeheftet von ${author}.`,
};

export const overviewDe: typeof overviewEn = {
  titles: {
    comparison: (system, after, before) => `${system}: ${after} im Vergleich mit ${before}`,
    guidedTest: (system, recording) => `Geführte Prüfung ${system}: ${recording}`,
    period: (system, from, to) => `${system}, ${from} bis ${to}`,
    systems: (count, site) => `Zustand von ${count} ${count === '1' ? 'Anlage' : 'Anlagen'}${site === '' ? '' : `, ${site}`}`,
  },
  skipped: 'Nicht beurteilt, weil die Grundlage fehlt:',
  skippedReason: { 'no-diagnosis': 'keine Diagnose', 'no-recording': 'keine Aufzeichnung in diesem Zeitraum' },
  section: 'Übersicht',
  step: 'Schritt',
  notDone: 'nicht abgehakt',
  stepCaption: (test) => `Schritte der Prüfung${test === null ? '' : ` „${test}“`}, wie sie abgehakt wurden.`,
  part: 'Abschnitt',
  system: 'Anlage',
  recording: 'Aufzeichnung',
  verdict: 'Urteil',
  finding: 'Wichtigster Befund',
  action: 'Empfohlene Maßnahme',
  deadline: 'Frist',
  systems: 'Anlagen',
  recordings: 'Aufzeichnungen',
  caption: 'Was Aufmerksamkeit braucht, steht zuerst; was nicht beurteilt werden konnte, ist nicht normal.',
  count: (total, alarm, attention, unknown, normal) =>
    `${total} Aufzeichnungen wurden ausgewertet: ${alarm} Alarm, ${attention} Warnung, ${unknown} nicht beurteilt, ${normal} normal.`,
  noFinding: 'keiner',
  partTitle: (system, recording) => `${system}: ${recording}`,
  partLimitations: 'Die Grenzen der Aussage stehen für jede Aufzeichnung in ihrem eigenen Abschnitt.',
  limitations: 'Zu diesem Bericht',
  trends: 'Verlauf der Kennwerte im Zeitraum',
  trendCaption: 'Kennwerte über die Aufzeichnungen des Zeitraums.',
  trendFigure: (name, component) => `${name} (${component}), ein Wert je Aufzeichnung.`,
  trendSentence: (name, first, last) => `zeigt ${name} im Zeitraum: zuerst ${first}, zuletzt ${last}.`,
  trendAxis: (start) => `Tage seit ${start}`,
  trendOrder: 'Aufzeichnung der Reihe nach',
  first: 'Zuerst',
  last: 'Zuletzt',
  lowest: 'Kleinster',
  highest: 'Größter',
  values: 'Werte',
};

export const comparisonDe: typeof comparisonEn = {
  section: 'Vergleich',
  before: 'Vorher',
  after: 'Nachher',
  same: 'Beide Aufzeichnungen entstanden im selben Betriebspunkt.',
  notSame: (differences) => `Die Betriebspunkte sind nicht gleich: ${differences}.`,
  caption: 'Kennwerte vorher und nachher. Δ: Verschiebung nach Hodges und Lehmann mit 95-%-Intervall; Effekt: Größe nach Cliffs Delta.',
  shift: 'Δ (95 %)',
  effect: 'Effekt',
  outcome: 'Ergebnis',
  because: 'Weil',
  outcomes: {
    better: 'besser',
    worse: 'schlechter',
    changed: 'verändert',
    'no-clear-change': 'keine klare Änderung',
    'not-comparable': 'nicht vergleichbar',
  },
  sizes: { negligible: 'vernachlässigbar', small: 'klein', medium: 'mittel', large: 'groß' },
};
