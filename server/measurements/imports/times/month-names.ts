/** Months and days of the week as people write them in English, German, French, Italian, Spanish, Dutch and Portuguese, with and without accents. */

const months: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'jän', 'jänner', 'janv', 'janvier', 'gen', 'gennaio', 'ene', 'enero', 'januari', 'janeiro'],
  ['feb', 'february', 'februar', 'fev', 'fevr', 'fevrier', 'febbraio', 'febrero', 'februari', 'fevereiro'],
  ['mar', 'march', 'mär', 'märz', 'mrz', 'maerz', 'mars', 'marzo', 'mrt', 'maart', 'março'],
  ['apr', 'april', 'avr', 'avril', 'aprile', 'abr', 'abril'],
  ['may', 'mai', 'mag', 'maggio', 'mayo', 'mei', 'maio'],
  ['jun', 'june', 'juni', 'juin', 'giu', 'giugno', 'junio', 'junho'],
  ['jul', 'july', 'juli', 'juil', 'juillet', 'juli', 'lug', 'luglio', 'julio', 'julho'],
  ['aug', 'august', 'aou', 'aout', 'ago', 'agosto', 'augustus'],
  ['sep', 'sept', 'september', 'septembre', 'set', 'sett', 'settembre', 'septiembre', 'setembro'],
  ['oct', 'october', 'okt', 'oktober', 'octobre', 'ott', 'ottobre', 'octubre', 'out', 'outubro'],
  ['nov', 'november', 'novembre', 'noviembre', 'novembro'],
  ['dec', 'december', 'dez', 'dezember', 'decembre', 'dic', 'dicembre', 'diciembre', 'dezembro'],
];

const plain = (word: string): string => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
const byName = new Map(months.flatMap((names, month) => names.map((name) => [plain(name), month + 1] as const)));

/** 1 to 12; null: no month. */
export function monthOf(word: string): number | null {
  return byName.get(plain(word)) ?? null;
}

const weekday =
  /^(?:mon?|tue?s?|wed?(?:nes)?|thu?r?s?|fri?|sat?(?:ur)?|sun?|so|di|mi|do|mo|me|je|ve|sa|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|gio|dom|mi[eé]|jue|vie|s[aá]b|luned[iì]|marted[iì]|mercoled[iì]|gioved[iì]|venerd[iì]|sabato|domenica|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)(?:day)?\.?,?\s+(?=\S)/i;

/** `Sa 03.01.2026`, `Samstag, 3. Januar 2026` without the day of the week. `Mar 3, 2026` keeps its month. */
export function withoutWeekday(text: string): string {
  const match = weekday.exec(text);
  if (match === null) return text;
  const rest = text.slice(match[0].length);
  const isMonth = monthOf(match[0].replace(/[.,\s]/g, '')) !== null;
  return isMonth && !/^\d{1,2}\.?\s*\p{L}|^\d{1,4}[-/.]\d|^\p{L}/u.test(rest) ? text : rest;
}
