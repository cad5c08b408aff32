import { parseUnit } from '../../../systems/units.ts';
import { isSignalId, suggestRole } from './signal-names.ts';

export interface HeaderCell {
  readonly name: string;
  /** As written, without brackets; null: the header says nothing; '' : it says there is none (`[-]`). */
  readonly unit: string | null;
  /** Name and row of units give different ones; `unit` is null. */
  readonly isContradictory?: true;
}

/** Words that are units elsewhere and something else at the end of a name: `Pressure min`, `Valve in`. */
const ambiguousWords =
  /^(?:min|mins|in|h|at|std|ms|ips|mil|mils|ps|kp|dan|cc|cim|cis|volt|volts|second|seconds|secs?|minutes?|mins|hours?|hrs?|sek|days?|d|tage|jours|us|ns|atm|torr|percent|g|ft)$/i;

/** Name and unit of `Pressure [bar]`, `Débit (l/min)`, `1CV(PumpPress bar)`, `Druck / bar`, `Oil temp degC`, `pump_bar`. */
export function splitHeader(cell: string): HeaderCell {
  const text = cell.trim().replace(/\s+/g, ' ');
  return inBrackets(text) ?? behindMark(text) ?? behindWord(text) ?? { name: text, unit: null };
}

/** Name and unit of a column of values; here an underscore may hold the unit too (`temp_degC`, `flow_l_min`). */
export function splitChannelHeader(cell: string): HeaderCell {
  const found = splitHeader(cell);
  if (found.unit !== null) return found;
  const unit = behindUnderscore(found.name);
  return unit === null ? found : { name: found.name, unit };
}

function inBrackets(text: string): HeaderCell | null {
  const reference = /^(.*?)[\s_,[]*((?:bar|psi|mbar|kpa|mpa|hpa)\s*\((?:a|g|abs|rel|gauge|ü)\))\]?$/i.exec(text);
  if (reference && parseUnit(reference[2]!) !== null) return { name: reference[1] === '' ? text : reference[1]!, unit: reference[2]! };
  const match = /^(.*?)\s*(?:\[(.*)\]|\((.*)\)|\{(.*)\}|<(.*)>)$/.exec(text);
  if (match === null) return null;
  const [, name = ''] = match;
  const isSquare = match[2] !== undefined;
  const unit = (match[2] ?? match[3] ?? match[4] ?? match[5] ?? '').trim();
  if (unit === '-' || unit === '--' || unit === '1' || (unit === '' && isSquare)) return { name: name.trim(), unit: '' };
  if (parseUnit(unit) !== null || (isSquare && isUnitLike(unit))) return { name: name.trim() === '' ? text : name.trim(), unit };
  const last = unit.split(/\s+/).at(-1)!;
  if (last !== unit && parseUnit(last) !== null) return { name: text, unit: last };
  // `Pressure, bar (S/N: 123)`: the brackets hold something else.
  const comma = /^.+,\s*(\S+)\s*$/.exec(name)?.[1];
  if (comma !== undefined && parseUnit(comma) !== null) return { name: text, unit: comma };
  return { name: text, unit: behindMark(name)?.unit ?? null };
}

/** A unit nobody knows still is one in square brackets; an address like `[0:1]` or `[3]` is not. */
function isUnitLike(text: string): boolean {
  return text !== '' && text.length <= 16 && !/^\d+$|[:=;]/.test(text);
}

function behindMark(text: string): HeaderCell | null {
  if (parseUnit(text) !== null) return null;
  // The slash may stand within the unit: `M01: l/min`, `Flow l / min`, `Speed 1 / min`.
  const within = /^(.*\S)\s+([^\s/]+\s*\/\s*[^\s/]+)$/.exec(text);
  if (within && parseUnit(within[2]!.replace(/\s+/g, '')) !== null)
    return { name: within[1]!.replace(/:$/, ''), unit: within[2]!.replace(/\s+/g, '') };
  const word = /^(.+?)(?:\s+\/\s+|\s+in\s+|\s+en\s+|\s*,\s+)(\S+(?:\s\S+)?)$/.exec(text);
  if (word && parseUnit(word[2]!) !== null) return { name: word[1]!, unit: word[2]! };
  const slash = /^([^/]+?)\s*\/\s*(\S+)$/.exec(text);
  if (slash && parseUnit(slash[2]!) !== null) return { name: slash[1]!, unit: slash[2]! };
  // `M00: bar`
  const colon = /^(.+?)\s*:\s+(\S+)$/.exec(text);
  return colon && parseUnit(colon[2]!) !== null ? { name: colon[1]!, unit: colon[2]! } : null;
}

/** `Oil temp degC`; letters that stand alone (`Port A`, `Sensor C`) are no units. */
function behindWord(text: string): HeaderCell | null {
  const word = /^.*\S\s+(\S+)$/.exec(text)?.[1];
  if (word === undefined || parseUnit(word) === null || ambiguousWords.test(word)) return null;
  return word.length > 1 || word === '%' ? { name: text, unit: word } : null;
}

function behindUnderscore(name: string): string | null {
  const parts = name.split('_');
  if (parts.length < 2 || isSignalId(name)) return null;
  const [last = '', before = '', third = ''] = [...parts].reverse();
  const two = `${before}/${last}`;
  if (parts.length > 2 && /^(?:l|ml|m3|mm|m|in|1|rev|gal|cm3)$/i.test(before) && parseUnit(two) !== null) return two;
  if (parts.length > 3 && /^per$/i.test(before) && parseUnit(`${third}/${last}`) !== null) return `${third}/${last}`;
  const unit = parseUnit(last);
  if (unit === null || ambiguousWords.test(last)) return null;
  // One letter is a unit only when the name speaks of that quantity.
  return last.length > 1 || (unit.quantity !== 'length' && suggestRole(name.slice(0, -2), unit.quantity) !== null) ? last : null;
}
