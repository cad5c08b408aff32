import type { Nameplate } from '../../systems/system.schema.ts';
import { formatLimit, unitSuffix } from '../number.format.ts';
import type { Wording } from '../wordings/wording.ts';

/** Units as they end the names of nameplate values (system.schema.ts), longest first. */
const units: readonly [string, string][] = [
  ['KgM3', 'kg/m³'],
  ['Cm3', 'cm³'],
  ['Lmin', 'l/min'],
  ['LMin', 'l/min'],
  ['Rpm', 'rpm'],
  ['Bar', 'bar'],
  ['Mm2S', 'mm²/s'],
  ['Mm', 'mm'],
  ['Ms', 'ms'],
  ['Kw', 'kW'],
  ['Nm', 'Nm'],
  ['Percent', '%'],
  ['C', '°C'],
  ['L', 'l'],
  ['S', 's'],
];

/** `displacementCm3: 28` reads `displacement 28 cm³`. */
export function nameplateText(nameplate: Nameplate, { nameplate: names, style }: Wording): string {
  return Object.entries(nameplate)
    .map(([name, value]) => {
      const found = typeof value === 'number' ? units.find(([ending]) => name.endsWith(ending) && name.length > ending.length) : undefined;
      const words = names[name] ?? plainWords(found === undefined ? name : name.slice(0, -found[0].length));
      return `${words}\u00a0${typeof value === 'number' ? formatLimit(value, style) : value}${unitSuffix(found?.[1] ?? '')}`;
    })
    .join(', ');
}

function plainWords(name: string): string {
  return name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();
}
