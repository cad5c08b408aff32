import { convert, toCanonical } from '../../systems/units.ts';

/** How a value written in one unit is written in another; null when they are units of different things, or unknown ones. */
export function valueConversion(from: string, to: string): ((value: number) => number) | null {
  if (from === to) return (value) => value;
  const [source, target] = [toCanonical(from), toCanonical(to)];
  if (!source || !target || source.quantity !== target.quantity) return null;
  // W and kW are both canonical in units.ts.
  const scale = (unit: string) => (unit === 'W' ? 0.001 : 1);
  return (value) => (convert(value, source) * scale(source.unit) - target.offset) / (target.factor * scale(target.unit));
}

/** The same for a distance between two values: it has no offset. */
export function distanceConversion(from: string, to: string): ((value: number) => number) | null {
  const into = valueConversion(from, to);
  return into && ((value) => into(value) - into(0));
}
