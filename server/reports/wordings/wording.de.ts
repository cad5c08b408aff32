import { german } from '../../diagnostics/wordings/german.ts';
import { signals } from '../../systems/signal.schema.ts';
import type { NumberStyle } from '../number.format.ts';
import { comparisonDe, editsDe, overviewDe } from './composition.wording.de.ts';
import { guidedTestDe } from './guided-test.wording.de.ts';
import { labelDe } from './label.wording.de.ts';
import { learnedModelDe } from './learned-model.wording.de.ts';
import { mentionsDe } from './table-mention.wording.de.ts';
import type { Wording } from './wording.en.ts';

const style: NumberStyle = { decimal: ',', thousands: '\u202f' };
const dayText = (day: string) => day.split('-').toReversed().join('.');

/** Alles, was ein Bericht von sich aus sagt, auf Deutsch. */
export const wordingDe: Wording = {
  language: 'de',
  style,
  ...labelDe,
  signals: Object.fromEntries(Object.entries(signals).map(([id, name]) => [id, german[name] ?? name])),
  say: {
    title: (system, recording) => `Diagnose ${system}: ${recording}`,
    noFinding: 'Auf dieser Grundlage erreicht keine Fehlerhypothese des Katalogs die Stufe „möglich“.',
    measureMore: 'Messung mit den fehlenden Kanälen wiederholen.',
    unknownSeverity: 'nicht bewertet: keine Fehlerhypothese ist gut genug gestützt',
    noAction: 'Keine über die geplante Instandhaltung hinaus.',
    measureNext: (what) => `Als Nächstes messen: ${what}`,
    noChecks: 'Zu diesem Fehler nennt der Katalog keine Maßnahme; die Komponente vor weiteren Schlüssen in Augenschein nehmen.',
    noSeverity: 'nichts gefunden',
    noConfidence: 'kein Befund zu bewerten',
    confidence: (word, share) => `${word} (${share})`,
    coverage: (share) => `${share} der Hinweise, die dieser Fehler geben könnte, wurden gemessen`,
    noneOfThese: (share) => `Wahrscheinlichkeit, dass die Ursache keine der aufgeführten Hypothesen ist: ${share}.`,
    deadlines: {
      now: () => 'sofort, vor jedem weiteren Betrieb',
      'within a day': (date) => `innerhalb eines Tages (bis ${date})`,
      'within a week': (date) => `innerhalb einer Woche (bis ${date})`,
      'next stop': () => 'beim nächsten geplanten Stillstand',
      watch: () => 'keine; Messung wiederholen und den Trend beobachten',
    },
    date: dayText,
    instant: (day, time) => `${dayText(day)}, ${time} UTC`,
    component: (kind) => kind,
    period: (start, duration) => `${start}, ${duration}`,
    periodRelative: (duration) => `${duration}; die Dateien nennen kein Datum, Zeiten zählen ab dem ersten Messwert`,
    cycles: (count, length) => `${count} Zyklen von ${length}`,
    cycleRange: (from, to) => (from === to ? `Zyklus ${from}` : `Zyklen ${from} bis ${to}`),
    wholeRecording: 'ganze Aufzeichnung',
    between: (from, to) => `${from} bis ${to}`,
    moreNormal: (count) => `${count} ${count === '1' ? 'Kennwert liegt' : 'Kennwerte liegen'} innerhalb der Grenzwerte: `,
    notComputable: (count) => `${count} ${count === '1' ? 'Kennwert war' : 'Kennwerte waren'} nicht berechenbar: `,
    noNameplate:
      'Für diese Anlage ist keine Komponente mit Typenschildwerten eingetragen. Kennwerte, die solche brauchen, sind als nicht berechenbar aufgeführt.',
    componentNoPlate: 'keine Werte eingetragen',
    allMeasured: 'Alles, was die Kennwerte dieses Berichts brauchen, wurde gemessen.',
    neededFor: (what, by) => `${what} (nötig für: ${by})`,
    noExtent: 'Der Importbericht enthält für diese Aufzeichnung keine Kanalstatistik.',
    rows: (files, accepted, rejected) =>
      `${files} ${files === '1' ? 'Datei wurde' : 'Dateien wurden'} gelesen: ${accepted} Zeilen übernommen, ${rejected} verworfen.`,
    rejectedBecause: (reasons) => `Grund der Verwerfung: ${reasons}.`,
    rowsUnknown: (files) => `Die Aufzeichnung beruht auf ${files} ${files === '1' ? 'Rohdatei' : 'Rohdateien'}.`,
    qualityAllGood: (count) => `Alle ${count} Kanäle haben die Qualitätsprüfungen bestanden.`,
    qualitySome: (bad, count) =>
      `${bad} von ${count} Kanälen ${bad === '1' ? 'hat' : 'haben'} nicht alle Qualitätsprüfungen bestanden; was sie gezeigt hätten, gilt als fehlend, nicht als gesund.`,
    importNotes: 'Annahmen beim Import:',
    method:
      'Die Kette folgt ISO 13374: Rohdatei, Aufzeichnung, Kanäle, Betriebszustände, Kennwerte, Zustände gegenüber Grenzwerten, Fehlerhypothesen, Empfehlungen. Jeder Kennwert wird in dem Betriebszustand berechnet, für den er gilt; jeder Grenzwert nennt seine Quelle. Hypothesen werden nach logarithmierten Chancen aus stützenden und widersprechenden Symptomen gewichtet; was nicht gemessen wurde, wiegt nichts und senkt die erreichbare Sicherheit (Hydraulik-Referenz C3). Worte für die Sicherheit: ab 85 % sehr wahrscheinlich, ab 65 % wahrscheinlich, ab 40 % möglich, darunter nicht auszuschließen.',
    uncertainty:
      'U ist die erweiterte Messunsicherheit, Erweiterungsfaktor k = 2 (JCGM 100:2008). Ein Wert ohne ± hat keine angegebene Unsicherheit.',
    evidenceUse:
      'Kleine Kennungen neben Zahlen (F Datei, C Kanal, I Kennwert, D Befund, M gelerntes Modell, T geführte Prüfung, N Typenschild) führen zum Nachweisverzeichnis am Ende und von dort zu Kanal, Zeitbereich und Rohdatei.',
    versions: (engine, catalogue) => `Version der Auswertung ${engine}, Version des Fehlerkatalogs ${catalogue}.`,
    results: (total, normal, abnormal, noLimit, unwatched, none) =>
      `${total} Kennwerte: ${abnormal} außerhalb ihrer Grenzwerte, ${normal} innerhalb, ${noLimit} ohne Grenzwert, ${unwatched} nicht bewertet, ${none} nicht berechenbar.`,
    noIndicators: 'Aus dieser Aufzeichnung ließ sich kein Kennwert berechnen.',
    because: (why, need) => `denn ${why} Nötig wäre: ${need}`,
    noLimitText: 'keiner',
    notEvaluated: (count, of, because) => `in ${count} von ${of} Zyklen oder Minuten nicht bewertet: ${because}`,
    limitAt: (place) => `im Betriebspunkt ${place}`,
    limitVersion: (number, by, hasSecondPerson) =>
      hasSecondPerson === null
        ? `Version ${number}, gehört zur simulierten Anlage; niemand hat sie freigegeben`
        : `Version ${number}, freigegeben von ${by}${hasSecondPerson ? '' : ' ohne zweite Person'}`,
    warning: (limits) => `Warnung ${limits}`,
    alarm: (limits) => `Alarm ${limits}`,
    above: '>',
    below: '<',
    strength: (share) => `Stärke ${share}`,
    againstNone: 'Nichts von dem, was gemessen wurde, spricht dagegen.',
    alternative: (fault, share) => `${fault} (${share})`,
    noAlternatives: 'keine aus dem Katalog',
    annotations: 'Zu dieser Aufzeichnung wurde Folgendes notiert. Es ist, was Menschen gesehen haben, kein Ergebnis der Auswertung.',
    noRecommendation: 'Aus den Befunden folgt keine Maßnahme. Die Messung im geplanten Abstand wiederholen.',
    recommendationFor: (fault, deadline) => `${fault}: ${deadline}`,
    noLimitations: 'Die Diagnose nennt selbst keine Einschränkung.',
    applies: 'Die Aussagen gelten für den aufgezeichneten Zeitraum und Betriebszustand. Spätere Daten ändern diesen Bericht nicht.',
    trendSentence: (name, state) => `zeigt den Verlauf über die Aufzeichnung: ${name}; Zustand: ${state}`,
    inSentence: (name) => name,
    perCycle: (range) => `${range} jedes Zyklus`,
    failureMode: (code) => `${code} (ISO 14224)`,
    outside: (count) => `${count} ${count === '1' ? 'Kennwert liegt' : 'Kennwerte liegen'} außerhalb der Grenzwerte: `,
    stateOf: (name, state) => `${name} (${state})`,
    trendCaption: (name, component) => `${name} (${component}).`,
    bandNote: 'Band: kleinster bis größter Wert je Abschnitt; Linie: Mittelwert.',
    marksNote: (letters) => `Schattierte Bereiche sind jene, auf denen ein Befund beruht: ${letters}.`,
    channelSentence: (names, where, parts) => `zeigt ${names} (${where}). ${parts}`,
    channelExtent: (name, low, high) => `${name} liegt zwischen ${low} und ${high}`,
    systemCaption: (names, system, where) => `${names}, ${system}, ${where}.`,
    cycleAxis: 'Zyklus',
    timeAxis: (unit) => `Zeit seit Beginn der Aufzeichnung / ${unit}`,
    clock: (start) => `Beginn ${start}`,
    noClock: 'ohne Datum in den Dateien',
    altTrend: (name, unit, low, high) => `Liniendiagramm: ${name}, von ${low} bis ${high}${unit}.`,
    altChannels: (names) => `Liniendiagramm über der Zeit: ${names}.`,
    altMarks: (labels) => ` Markierte Bereiche: ${labels}.`,
    altLimits: (labels) => ` Grenzwerte: ${labels}.`,
    signOff: 'Dieses Exemplar ist nicht unterschrieben. Es wird zum Nachweis, wenn beide Zeilen ausgefüllt sind.',
    nameplateEvidence: (component) => `Typenschild ${component}, von Hand eingetragen`,
    channelEvidence: (channel) => `Kanal ${channel}`,
    findingEvidence: (fault) => `Befund: ${fault}`,
    and: ' und ',
    also: (count) => `und ${count} weitere${count === '1' ? 'r' : ''}`,
  },
  edits: editsDe,
  mentions: mentionsDe,
  overview: overviewDe,
  comparison: comparisonDe,
  learned: learnedModelDe,
  tests: guidedTestDe,
};
