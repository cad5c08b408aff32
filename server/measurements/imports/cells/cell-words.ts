/** Words that stand in a column of numbers, or in a column of their own. */

/** Instruments, panels, historians and spreadsheets write these instead of a number: out of range, no sensor, failed formula, nothing. */
const noValue =
  /^(?:[+-]?(?:o\.?l\.?|ovld|ovfl?|unfl?|ovr|overload|inf|infinity|infini|unendlich|∞)|n\.?\s?\/?\s?a\.?n?\.?|nan|[+-]?1\.?#(?:inf|ind|qnan|snan|nan)\w*0*|null|nil|none|void|missing|fehlt|\\n|na\(\)|(?:over|under|out of)[ _-]?(?:range|flow|load)|überlauf|unterlauf|überlast|hors gamme|burn[ _-]?out|no[ _-]?(?:data|value|sample|result|signal)|i\/o timeout|pt created|scan off|bad(?: input)?|invalid|ungültig|nicht verfügbar|non valide|error|err|fehler|erreur|fault|fail(?:ed)?|calc failed|comm fail|not connected|disconnected|kein(?:e)? (?:wert|daten|signal)|#+|#[a-zäöüé]+(?:\/0)?[!?]?|[-–—_.*?+=~/<>]{1,}|x{2,})$/i;

export function isNoValue(text: string): boolean {
  return noValue.test(text) || /^[<>≤≥]\s?[+-]?[\d.,]/.test(text);
}

/** An infinity as programs write it (`Infinity`, `-inf`, `1.#INF`, `∞`): no measurement, and told apart from a sensor that gave nothing. */
export function isInfinite(text: string): boolean {
  return /^[+-]?(?:1\.?#inf\w*|inf(?:ini(?:ty)?)?|∞|unendlich)$/i.test(text);
}

const states: readonly (readonly [off: string, on: string])[] = [
  ['off', 'on'],
  ['aus', 'ein'],
  ['aus', 'an'],
  ['false', 'true'],
  ['falsch', 'wahr'],
  ['faux', 'vrai'],
  ['no', 'yes'],
  ['nein', 'ja'],
  ['non', 'oui'],
  ['closed', 'open'],
  ['zu', 'auf'],
  ['geschlossen', 'offen'],
  ['fermé', 'ouvert'],
  ['chiuso', 'aperto'],
  ['cerrado', 'abierto'],
  ['spento', 'acceso'],
  ['apagado', 'encendido'],
  ['éteint', 'allumé'],
  ['falso', 'vero'],
  ['falso', 'verdadero'],
  ['no', 'sì'],
  ['no', 'sí'],
  ['no', 'si'],
  ['arresto', 'marcia'],
  ['fermo', 'marcia'],
  ['parado', 'marcha'],
  ['uit', 'aan'],
  ['nee', 'ja'],
  ['stop', 'start'],
  ['low', 'high'],
  ['arrêt', 'marche'],
  ['stop', 'run'],
  ['stopped', 'running'],
  ['inactive', 'active'],
  ['inaktiv', 'aktiv'],
  ['disabled', 'enabled'],
  ['f', 't'],
  ['n', 'y'],
  ['l', 'h'],
];

/**
 * The words of a column that is on or off, as written: `{ EIN: 1, AUS: 0 }`, with the partner that did not come up in the sample. Digits
 * beside them keep their value. Null: they are other words. One word alone is a status only when it
 * stands in most `rows`: now and then it is a remark.
 */
export function statusWords(words: readonly string[], rows: number): Readonly<Record<string, 0 | 1>> | null {
  const written = [...new Set(words)];
  const lower = new Set(written.map((word) => word.toLowerCase()));
  if (written.length === 0) return null;
  const pair = states.find((two) => [...lower].every((word) => two.includes(word)));
  if (pair === undefined || (lower.size === 1 && (pair[0].length < 2 || words.length * 2 < rows))) return null;
  const found: Record<string, 0 | 1> = {};
  for (const word of written) found[word] = word.toLowerCase() === pair[1] ? 1 : 0;
  for (const [value, word] of pair.entries()) for (const text of [word, word.toUpperCase(), titled(word)]) found[text] = value as 0 | 1;
  return found;
}

function titled(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
