import { codeOf, type SentenceCode } from './sentence.schema.ts';

/** What an import says about a file, in German. */
export const germanSentences: Readonly<Record<SentenceCode, string>> = {
  'ask-date-order': '{date}: Steht der Tag oder der Monat vorn? Kein Datum in der Datei entscheidet es.',
  'ask-thousands': 'Ist {example} eine Zahl über tausend oder eine mit drei Nachkommastellen? Nichts in der Datei entscheidet es.',
  'ask-summer-time': '„{text}“ sagt nicht, ob Sommerzeit gilt. In welcher Zone (etwa Europe/Berlin oder +01:00) lief die Uhr des Loggers?',
  'ask-skipped-hour':
    'Zeile {line} zeigt eine Zeit, die Uhren in {zone} zu Beginn der Sommerzeit überspringen. Auf welche Zone war der Logger gestellt?',
  'ask-skipped-start': 'Die Startzeit vor der Tabelle gibt es auf Uhren ihrer Zone nicht. Wann begann die Aufzeichnung?',
  'ask-scaling-notes': 'Notizen über der Tabelle geben eine Skalierung für {names} an. Soll sie angewendet werden?',
  'ask-scaling-text': '„{text}“ spricht von einer Skalierung für {names}. Soll sie angewendet werden?',
  'ask-time-column': '{count} Spalten enthalten Datum und Uhrzeit. Welche ist die Zeit der Zeile?',
  'ask-columns':
    'Die Tabelle hat keine Kopfzeile. Was steht in ihren {count} Zahlenspalten, von links nach rechts, und in welcher Einheit?',
  'ask-unit-header': 'In welcher Einheit steht {names}? Die Kopfzeile nennt keine.',
  'ask-units-header': 'In welcher Einheit stehen {names}? Die Kopfzeile nennt keine.',
  'ask-unit-twice': 'In welcher Einheit ist {names}? Name und Einheitenzeile nennen verschiedene.',
  'ask-units-twice': 'In welcher Einheit sind {names}? Name und Einheitenzeile nennen verschiedene.',
  'ask-unit-file': 'In welcher Einheit steht {names}? Die Datei nennt keine.',
  'ask-units-file': 'In welcher Einheit stehen {names}? Die Datei nennt keine.',
  'ask-start-unread': '„{text}“ sollte der Beginn der Aufzeichnung sein und ist nicht lesbar. Wann wurde der erste Wert genommen?',
  'ask-start-minutes':
    'Die Spalte „{name}“ enthält Minuten, Sekunden und Bruchteile, aber weder Stunde noch Datum. Wann wurde der erste Wert genommen?',
  'ask-minutes-or-hours': '„{name}“ beginnt mit {clock}. Sind das Minuten und Sekunden oder Stunden und Minuten?',
  'ask-day': 'Die Spalte „{name}“ enthält Uhrzeiten ohne Datum. An welchem Tag wurde der erste Wert genommen (etwa 2026-01-03)?',
  'ask-time-unit': 'In welcher Einheit zählt die Zeitspalte „{name}“ (erster Wert {first})?',
  'ask-index-interval': '„{name}“ zählt die Werte. Wie viele Sekunden liegen zwischen zweien?',
  'ask-row-interval': 'Keine Spalte enthält eine Zeit. Wie viele Sekunden liegen zwischen zwei Zeilen?',
  'ask-start': 'Wann wurde der erste Wert genommen?',
  'ask-sample-interval': 'Wie viele Sekunden liegen zwischen zwei Werten?',
  'ask-channel': 'Welcher Kanal ist das, und in welcher Einheit?',
  'ask-layout-one':
    'Die Datei enthält Zeilen mit {count} Zahlen und keine Kopfzeile. Stehen in den Spalten aufeinanderfolgende Werte eines Kanals oder je ein Kanal?',
  'ask-layout-many':
    'Die {count} Dateien enthalten Zeilen mit Zahlen und keine Kopfzeile. Stehen in den Spalten aufeinanderfolgende Werte eines Kanals oder je ein Kanal?',
  'means-dmy': 'Tag {day}, Monat {month}',
  'means-mdy': 'Monat {month}, Tag {day}',
  'means-ymd': 'Jahr {year}, Monat {month}, Tag {day}',
  'means-utc': 'der Logger läuft in UTC',
  'means-scaled': 'die Skalierung der Notizen anwenden',
  'means-unscaled': 'die Werte lassen, wie sie geschrieben sind',
  'means-by-column': 'nach ihren Spalten nennen, ohne Einheiten',
  'means-no-unit': 'keiner hat eine Einheit',
  'means-from-zero': 'nicht bekannt: ab null zählen',
  'means-from-first': 'nicht bekannt: ab dem ersten Wert zählen',
  'means-minutes': '{minutes} Minuten und {seconds} Sekunden',
  'means-hours': '{hours} Stunden und {minutes} Minuten',
  'means-counts': '„{name}“ zählt in {unit}',
  'means-samples': 'eine Zeile sind aufeinanderfolgende Werte eines Kanals; die Zeilen folgen aufeinander',
  'means-channels': 'eine Zeile ist ein Zeitpunkt; jede Spalte ist ein Kanal (oder die Zeit)',
  'means-thousands-point': '{example} ist {number}: Der Punkt trennt Tausender',
  'means-thousands-comma': '{example} ist {number}: Das Komma trennt Tausender',
  'means-time-column': '{name}: Die erste Zeile hat {time}',
  'means-decimals': '{example} hat drei Nachkommastellen',
  'other-template': 'Die Vorlage „{name}“ wurde von Hand gewählt; diese Dateien sehen nicht aus wie die, aus denen sie entstand.',
  'nested-columns': 'Spalten mit Listen oder Datensätzen wurden nicht importiert: {names}.',
  'nested-fields': 'Felder mit Listen wurden nicht importiert: {names}.',
  'cells-beside': 'Zellen rechts der Tabelle, die nicht importiert wurden: {count}.',
  'cycles-joined': 'Eine Zeile der Dateien ist ein Zyklus; die Zyklen wurden aneinandergereiht.',
  'few-numbers': 'Die meisten Zellen von „{name}“ sind keine Zahlen (etwa „{example}“); diese Werte fehlen.',
  brackets: 'Zahlen in Klammern in „{name}“ wurden als negativ gelesen, wie in der Buchhaltung üblich ({example}).',
  'units-as-names': 'Die Kopfzeile enthält Einheiten und keine Namen; die Kanäle heißen nach ihren Einheiten.',
  'column-empty': 'Die Spalte „{name}“ ist leer und wurde nicht importiert.',
  'column-counts': 'Die Spalte „{name}“ zählt die Zeilen und wurde nicht importiert.',
  'column-one-text': 'Die Spalte „{name}“ enthält nur den Text {example} und wurde nicht importiert.',
  'column-words': 'Die Spalte „{name}“ enthält Wörter ({examples}) und wurde nicht importiert.',
  'column-status': 'Die Spalte „{name}“ ist ein Status: {states}.',
  'tag-words': 'Die Werte von „{name}“ sind Wörter; diese Messwerte fehlen.',
  'column-unused': 'Die Spalte „{name}“ ist nicht verständlich und wurde nicht verwendet.',
  'unit-unknown': 'Die Einheit „{unit}“ von „{name}“ ist nicht bekannt; die Werte blieben, wie sie sind.',
  'date-from': 'Die Zeilen enthalten Uhrzeiten; ihr Datum ({date}) stammt aus {place}.',
  'counter-wraps': 'Der Zähler in „{name}“ beginnt nach {range} wieder bei null; die Zeiten laufen dahinter weiter.',
  'counter-restarts': 'Der Zähler in „{name}“ beginnt im Lauf der Datei wieder bei null; die Zeiten laufen dahinter weiter.',
  'rows-counted': 'Keine Spalte enthält eine Zeit: Die Zeilen wurden gezählt.',
  'person-said': 'Anordnung, Abstand und Kanal stehen nicht in der Datei; es sind Antworten der Person, die importiert hat.',
  'order-of-twin': '{file}: Die Folge von Tag und Monat ist die von {twin}, einer Datei mit denselben Spalten.',
  appended: 'Dateien mit denselben Spalten wurden in der Folge ihrer Zeiten aneinandergehängt: {files}.',
  'beside-relative':
    'Dateien nebeneinander, jede mit eigenen Zeiten: {files}. Sie enthalten kein Datum und dauern gleich lang: Ihre Nullpunkte gelten als derselbe Zeitpunkt.',
  'beside-clock': 'Dateien nebeneinander, jede mit eigenen Zeiten: {files}. Sie teilen eine Uhr.',
  'three-digits-point':
    'Jede Zahl hat genau drei Stellen hinter dem Punkt; er wurde als Dezimalzeichen gelesen, nicht als Tausenderzeichen.',
  'three-digits-comma':
    'Jede Zahl hat genau drei Stellen hinter dem Komma; es wurde als Dezimalzeichen gelesen, nicht als Tausenderzeichen.',
  'formulas-unread':
    'Formeln von „{sheet}“, deren Ergebnis nicht in der Datei steht, sodass ihre Werte fehlen: {count}. Öffnen Sie die Mappe in Excel und speichern Sie sie.',
  recognised: 'Erkannt als {title}, Vorlage {id} Version {version}; Einheiten und Namen stammen aus der Dokumentation ({source}).',
  'doubtful-value':
    '„{name}“ enthält die Zahl {value}, die viele Logger für „kein Wert“ schreiben. Die Datei erklärt das nicht, darum blieb sie: Prüfen Sie das, bevor Sie Minimum, Maximum und Mittel vertrauen.',
  'signal-open': '„{name}“ kann {signals} sein: Es wurde kein Signal zugeordnet.',
};

/** Behind a question about several files. */
const forAll = / \((\d+) files; the answer holds for all of them\.\)$/;

/** A sentence of the importer in German: by code and parameters. What is not known stays as it was written. */
export function sentenceIn(language: string, text: string): { text: string; language: string } {
  const count = forAll.exec(text)?.[1];
  const said = codeOf(text.replace(forAll, ''));
  if (language !== 'de' || said === null) return { text, language: 'en' };
  const sentence = germanSentences[said.code].replace(/\{(\w+)\}/g, (_, name: string) => said.values[name] ?? '');
  return { text: sentence + (count === undefined ? '' : ` (${count} Dateien; die Antwort gilt für alle.)`), language };
}
