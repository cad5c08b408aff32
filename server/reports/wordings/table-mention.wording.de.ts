import type { mentionsEn } from './table-mention.wording.en.ts';

export const mentionsDe: typeof mentionsEn = {
  nameplate: 'nennt die Typenschilddaten jeder Komponente.',
  condition: 'zeigt, zwischen welchen Werten jeder Kanal lag.',
  regimes: 'zeigt, wann die Anlage in welchem Betriebszustand lief.',
  files: 'nennt die Rohdateien mit ihrem Hashwert.',
  channels: 'zeigt den Zustand jedes Kanals.',
  formulas: 'nennt die Formel jedes Kennwerts und ihre Herkunft.',
  results: 'stellt jeden Kennwert seinem Grenzwert gegenüber.',
  others: 'führt auf, was sonst erwogen wurde.',
  evidence: 'führt von jedem Kürzel im Text zu dem, worauf es beruht.',
  annotations: 'führt sie nach der Zeit auf.',
  overview: 'führt sie auf, Auffälliges zuerst.',
  trend: 'nennt den ersten, letzten, kleinsten und größten Wert jedes Kennwerts.',
  steps: 'zeigt, wer welchen Schritt wann ausgeführt hat.',
  comparison: 'zeigt jeden Kennwert vorher und nachher.',
  testValues: 'stellt das Gemessene seinen Grenzwerten gegenüber.',
  versions: 'führt die Unterschiede auf.',
};
