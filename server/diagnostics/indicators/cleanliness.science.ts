/** Upper bounds (inclusive) of the ISO 4406:2021 codes 0 to 28, particles per ml (hydraulics.md B2.1): a table, because its steps are rounded. */
const upper = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.3, 2.5, 5, 10, 20, 40, 80, 160, 320, 640, 1300, 2500, 5000, 10_000, 20_000, 40_000, 80_000,
  160_000, 320_000, 640_000, 1_300_000, 2_500_000,
] as const;

/** Code of a count per ml; 29 stands for "> 28"; NaN for a missing or negative count. */
export function cleanlinessCode(perMl: number): number {
  if (!(perMl >= 0)) return Number.NaN;
  const at = upper.findIndex((bound) => perMl <= bound);
  return at < 0 ? upper.length : at;
}

/** "18/16/13" as codes for 4, 6 and 14 µm; null when it is none. */
export function targetCodes(text: string): readonly [number, number, number] | null {
  const found = /^\s*(\d{1,2})\s*\/\s*(\d{1,2})\s*\/\s*(\d{1,2})\s*$/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3])] : null;
}

/** Typical targets below 140, to 210 and above 210 bar (B2.2); the maker of the component governs. */
const typical: Readonly<Record<string, readonly [string, string, string]>> = {
  piston: ['19/17/14', '18/16/13', '17/15/12'],
  variable: ['18/16/13', '17/15/12', '16/14/11'],
  vane: ['19/17/14', '18/16/13', '18/16/13'],
  gear: ['20/18/15', '19/17/14', '18/16/13'],
};

/** Target of B2.2 for a pump type and the highest pressure in bar; null when the type is not known. */
export function typicalTarget(pumpType: string, pressureBar: number): string | null {
  const type = pumpType.toLowerCase();
  const isVariable = type.includes('piston') && /variable|compensat|load.?sens/.test(type);
  const key = isVariable ? 'variable' : Object.keys(typical).find((word) => type.includes(word));
  const row = key === undefined ? undefined : typical[key];
  return row?.[pressureBar < 140 ? 0 : pressureBar <= 210 ? 1 : 2] ?? null;
}
