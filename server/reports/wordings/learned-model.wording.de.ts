import type { learnedModelEn } from './learned-model.wording.en.ts';

/** Was ein Bericht rund um die Stimmen gelernter Modelle sagt. */
export const learnedModelDe: typeof learnedModelEn = {
  intro:
    'Modelle, die aus von der Anlage gekennzeichneten Aufzeichnungen gelernt haben, sind eine weitere Stimme neben Regeln und Physik. Sie haben weder die Befunde noch das Urteil dieses Berichts verändert.',
  heading: (target, version) => `${target}, Version ${version}`,
  sees: 'Aussage',
  beside: 'Neben den Regeln',
  cycles: 'Zyklen',
  byCycle: 'Je Zyklus',
  origin: 'Herkunft',
  answer: (name, probability) => `„${name}“ mit einer kalibrierten Wahrscheinlichkeit von ${probability}`,
  mixed: 'von Zyklus zu Zyklus verschieden: keine Klasse gilt für die ganze Aufzeichnung',
  abstained: (because) => `enthält sich, denn ${because}`,
  answered: (answered, cycles) => `${answered} von ${cycles} beantwortet`,
  outside: (count) => `${count} anders als die Trainingsdaten`,
  unsure: (count) => `${count} nicht sicher genug`,
  missing: (count) => `${count} mit fehlenden Messwerten`,
  share: (name, cycles, probability) => `„${name}“ ${cycles} (${probability})`,
  agrees: 'Stimmt mit den Regeln überein.',
  disagrees: 'Widerspricht den Regeln.',
  notComparable: (because) => `Nicht vergleichbar, denn ${because}`,
  hashes: (model, training) => `SHA-256 des Modells ${model}…, trainiert mit Daten von SHA-256 ${training}…`,
  evidence: (target, version, sha256) => `Gelerntes Modell ${target}, Version ${version} (SHA-256 ${sha256.slice(0, 16)}…)`,
  inSummary: (target) => `Das gelernte Modell „${target}“ widerspricht den Regeln`,
};
