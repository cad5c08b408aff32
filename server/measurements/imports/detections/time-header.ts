import { parseUnit } from '../../../systems/units.ts';
import { splitHeader } from './header-cell.ts';

/** What the name of a time column begins with. */
const first: ReadonlySet<string> = new Set(
  'time zeit zeitpunkt zeitstempel zeitachse timestamp timestring datetime datum date jour horodatage horodate uhrzeit t ts epoch unix temps heure clock elapsed relative rel seconds sekunden laufzeit messzeit zeitdauer duration tick ticks abs datenum filetime fecha hora tijd tijdstip tiempo tempo'.split(
    ' ',
  ),
);
/** And what may follow. */
const next: ReadonlySet<string> = new Set([
  ...first,
  ...'stamp string utc gmt local lokal of day s ms us µs ns sec h min epoch unix relativ axis value code and und et ab since seit start inicio ora y e'.split(
    ' ',
  ),
]);

/** `t [s]`, `Timestamp_ms`, `Time 2`, `Date Time, GMT+01:00`; `t [°C]` is a temperature. */
export function isTimeHeader(cell: string): boolean {
  const bare = cell.trim().replace(/^"|"$/g, '');
  if (bare.length > 80) return false;
  const { name, unit } = splitHeader(bare);
  // In German it is a speed.
  if (/^tempo$/i.test(name) && unit === null) return false;
  if (unit !== null && unit !== '' && timeUnitMs(unit) === null) return isTimeName(bare.replace(/[[({].*/, '')) && isZoneWord(unit);
  return isTimeName(name) || isTimeName(bare) || isTimeName(bare.replace(/[,([].*$/, '')) || /^time +\d+ - /i.test(bare);
}

function isTimeName(text: string): boolean {
  if (/^(?:x[ _-]?(?:value|axis)|file ?time)$/i.test(text.trim())) return true;
  const words = text
    .trim()
    .replace(/([a-zäöü])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[\s_.:/&-]+/)
    .filter((word) => word !== '');
  const isKnown = (word: string, known: ReadonlySet<string>): boolean => known.has(word) || known.has(word.replace(/\d{1,2}$/, ''));
  return words.length > 0 && words.every((word, i) => (i === 0 ? isKnown(word, first) : isKnown(word, next) || /^\d{1,2}$/.test(word)));
}

/** What stands in the brackets of a time column instead of a unit: a zone, or how the time is written. */
function isZoneWord(text: string): boolean {
  return /^(?:(?:utc|gmt)\b.*|local|lokal|ces?t|mes?z|[a-z]+\/[a-z_]+|[+-]\d{2}:?\d{2}|[dmyhsjtau:./\-\s]+|excel.*)$/i.test(text);
}

const exact: Readonly<Record<string, number>> = { s: 1000, ms: 1, µs: 1e-3, ns: 1e-6, min: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds in one of a unit of time; null: it is no unit of time. */
export function timeUnitMs(unit: string): number | null {
  const parsed = parseUnit(unit);
  return parsed?.quantity === 'time' ? (exact[parsed.symbol] ?? null) : null;
}
