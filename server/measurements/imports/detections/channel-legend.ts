import { parseUnit } from '../../../systems/units.ts';
import type { TableRow } from './delimiter-detection.ts';
import { splitChannelHeader } from './header-cell.ts';

/** What a line above the table says a column is. */
export interface LegendEntry {
  /** `Druck Pumpe`; null: the line gives the unit only. */
  readonly name: string | null;
  /** Null: the line gives the name only. */
  readonly unit: string | null;
}

const unitWord = /\b(?:einheit|units?|unité|unidad|unità)\b\s*[:=]?\s*(\S+)/i;

/** `Kanal 1: Druck Pumpe [bar]`, `CH2;Oil temperature;°C`, `PT-101 = bar`: units that a header of bare channel numbers leaves out. */
export function findLegend(rows: readonly TableRow[], channels: readonly string[]): ReadonlyMap<string, LegendEntry> {
  const legend = new Map<string, LegendEntry>();
  for (const { text } of rows) {
    const bare = text.replace(/^\s*(?:#|\/\/|%|'|--|\*)+\s*/, '').replaceAll('"', '');
    const channel = channels.find((name) => name !== '' && bare.startsWith(name) && /^\s*[:=;|\t,]/.test(bare.slice(name.length)));
    if (channel === undefined || legend.has(channel)) continue;
    const rest = bare.slice(channel.length);
    const entry = entryOf(rest.replace(/^[\s:=;|,]+/, '')) ?? nameOf(rest);
    if (entry !== null) legend.set(channel, entry);
  }
  return legend;
}

/** `4 mA = 0 bar` and `250 bar` begin with a number: they are no names. */
function entryOf(text: string): LegendEntry | null {
  const pieces = text.split(/\s*[;|\t]\s*|\s*,\s+|,(?=[^\d\s])|\s{2,}/).filter((piece) => piece !== '');
  const [first = ''] = pieces;
  if (parseUnit(first) !== null && pieces.length === 1) return { name: null, unit: first };
  if (!/^\p{L}/u.test(first)) return null;
  const named = splitChannelHeader(first);
  if (named.unit !== null && parseUnit(named.unit) !== null) return { name: named.name, unit: named.unit };
  const unit = pieces.slice(1).find((piece) => parseUnit(bracketless(piece)) !== null) ?? unitWord.exec(text)?.[1];
  if (unit === undefined || parseUnit(bracketless(unit)) === null) return null;
  return { name: first, unit: bracketless(unit) };
}

/** `Kanal 1: Druck Pumpe`, where the unit stands in the header. Cells of a table are no explanation: only a colon or `=` makes one. */
function nameOf(rest: string): LegendEntry | null {
  const name = /^\s*[:=]\s*(\p{L}[^;|\t=]*?)\s*[;|\t,]*$/u.exec(rest)?.[1];
  return name === undefined || parseUnit(name) !== null ? null : { name, unit: null };
}

function bracketless(text: string): string {
  return text.replace(/^[[(]|[\])]$/g, '');
}
