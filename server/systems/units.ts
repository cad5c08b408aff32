/**
 * Units of measurement: what people write, which canonical unit it becomes, and by which numbers (hydraulics.md B6, logger README).
 * Pure: no I/O, no state. W and kW are both canonical: a power stays as it was written.
 */

export type Quantity =
  | 'pressure'
  | 'pressure-difference'
  | 'flow'
  | 'temperature'
  | 'temperature-difference'
  | 'power'
  | 'speed'
  | 'vibration'
  | 'ratio'
  | 'time'
  | 'length'
  | 'force'
  | 'torque'
  | 'volume'
  | 'current'
  | 'voltage'
  | 'viscosity'
  | 'acceleration'
  | 'level'
  | 'frequency';

export interface Unit {
  /** How we print it. */
  readonly symbol: string;
  readonly quantity: Quantity;
  /** The unit values are stored in: canonical = written * factor + offset. */
  readonly canonical: string;
  readonly factor: number;
  readonly offset: number;
}

export interface Conversion {
  readonly unit: string;
  readonly quantity: Quantity;
  readonly factor: number;
  readonly offset: number;
}

const GALLON_US_L = 3.785411784;
const GALLON_IMPERIAL_L = 4.54609;
/** 1 psi = 6894.757293168 Pa (NIST SP 811); the logger README rounds to 0.0689475729 bar. */
const PSI_BAR = 0.06894757293168;

type Row = readonly [symbol: string, quantity: Quantity, canonical: string, factor: number, aliases: string, offset?: number];

// Aliases are compared without spaces, `*` and letter case (except where case is the meaning: see `exact`).
const rows: readonly Row[] = [
  ['bar', 'pressure', 'bar', 1, 'bar barg bar(g) bars'],
  // Gauge and absolute never mix (B6): absolute stays its own canonical unit.
  ['bar abs', 'pressure', 'bar abs', 1, 'barabs bara bar(a) barabsolute'],
  ['psia', 'pressure', 'bar abs', PSI_BAR, 'psia psi(a) psiabs'],
  ['mbar', 'pressure', 'bar', 0.001, 'mbar hpa'],
  ['Pa', 'pressure', 'bar', 1e-5, 'pa pascal'],
  ['kPa', 'pressure', 'bar', 0.01, 'kpa'],
  ['MPa', 'pressure', 'bar', 10, 'mpa'],
  ['psi', 'pressure', 'bar', PSI_BAR, 'psi psig lbf/in2 lbf/in²'],
  ['kgf/cm²', 'pressure', 'bar', 0.980665, 'kgf/cm2 kgf/cm² kg/cm2 kg/cm²'],
  ['inHg', 'pressure', 'bar', 0.0338638866667, 'inhg'],
  ['l/min', 'flow', 'l/min', 1, 'l/min lpm ltr/min liter/min litre/min lmin-1 l·min⁻¹ lit/min'],
  ['l/s', 'flow', 'l/min', 60, 'l/s'],
  ['l/h', 'flow', 'l/min', 1 / 60, 'l/h'],
  ['ml/min', 'flow', 'l/min', 0.001, 'ml/min cm3/min cm³/min ccm/min'],
  ['m³/h', 'flow', 'l/min', 1000 / 60, 'm3/h m³/h'],
  ['gpm', 'flow', 'l/min', GALLON_US_L, 'gpm usgpm gpm(us) gal/min'],
  ['gpm (imp)', 'flow', 'l/min', GALLON_IMPERIAL_L, 'gpm(imp) impgpm'],
  ['°C', 'temperature', '°C', 1, '°c degc ºc c celsius grdc deg.c ℃'],
  ['°F', 'temperature', '°C', 5 / 9, '°f degf ºf f fahrenheit deg.f ℉', -160 / 9],
  ['K', 'temperature', '°C', 1, 'kelvin', -273.15],
  ['kW', 'power', 'kW', 1, 'kw'],
  ['W', 'power', 'W', 1, 'w watt watts'],
  ['hp', 'power', 'kW', 0.745699871582, 'hp bhp'],
  ['PS', 'power', 'kW', 0.73549875, 'ps'],
  ['rpm', 'speed', 'rpm', 1, 'rpm u/min 1/min min-1 min⁻¹ r/min tr/min'],
  ['mm/s', 'vibration', 'mm/s', 1, 'mm/s mm/srms'],
  ['µm/s', 'vibration', 'mm/s', 0.001, 'µm/s μm/s um/s'],
  ['m/s', 'vibration', 'mm/s', 1000, 'm/s'],
  ['in/s', 'vibration', 'mm/s', 25.4, 'in/s ips inch/s'],
  ['%', 'ratio', '%', 1, '% percent pct prozent'],
  ['s', 'time', 's', 1, 's sec secs second seconds sek sekunden'],
  ['ms', 'time', 's', 0.001, 'ms msec'],
  ['µs', 'time', 's', 1e-6, 'µs μs us'],
  ['min', 'time', 's', 60, 'min minutes'],
  ['h', 'time', 's', 3600, 'h hours std'],
  ['mm', 'length', 'mm', 1, 'mm'],
  ['cm', 'length', 'mm', 10, 'cm'],
  ['m', 'length', 'mm', 1000, 'm'],
  ['in', 'length', 'mm', 25.4, 'in inch'],
  ['kN', 'force', 'kN', 1, 'kn'],
  ['N', 'force', 'kN', 0.001, 'n'],
  ['Nm', 'torque', 'Nm', 1, 'nm'],
  ['l', 'volume', 'l', 1, 'l ltr liter litre'],
  ['A', 'current', 'A', 1, 'a amp'],
  ['mA', 'current', 'mA', 1, 'ma'],
  ['V', 'voltage', 'V', 1, 'v volt'],
  ['mm²/s', 'viscosity', 'mm²/s', 1, 'mm2/s mm²/s cst'],
  ['g', 'acceleration', 'g', 1, 'g'],
  ['Hz', 'frequency', 'Hz', 1, 'hz'],
];

/** Where letter case is the meaning; looked up before the case-blind aliases. `mPa` (millipascal) is refused rather than read as megapascal. */
const exact: ReadonlyMap<string, string | null> = new Map([
  ['K', 'K'],
  ['mPa', null],
  ['S', null],
]);

const bySymbol = new Map<string, Unit>();
const byAlias = new Map<string, Unit>();
for (const [symbol, quantity, canonical, factor, aliases, offset = 0] of rows) {
  const unit: Unit = { symbol, quantity, canonical, factor, offset };
  bySymbol.set(symbol, unit);
  for (const alias of aliases.split(' ')) byAlias.set(alias, unit);
}

/** The unit somebody wrote (`degC`, `*l/min`, `psi`), or null when we do not know it. Never guesses: `mPa` and `S` are nobody's alias. */
export function parseUnit(text: string): Unit | null {
  const tight = text.trim().replace(/[\s*]/g, '');
  const special = exact.get(tight);
  if (special === null) return null;
  if (special !== undefined) return bySymbol.get(special) ?? null;
  return byAlias.get(tight.toLowerCase()) ?? null;
}

/** How values written in a unit become values in its canonical unit; null when the unit is unknown. */
export function toCanonical(text: string): Conversion | null {
  const unit = parseUnit(text);
  return unit && { unit: unit.canonical, quantity: unit.quantity, factor: unit.factor, offset: unit.offset };
}

/** The same for a difference: it has no offset (a rise of 9 °F is 5 °C), and pressure becomes pressure-difference. */
export function toCanonicalDifference(text: string): Conversion | null {
  const conversion = toCanonical(text);
  if (!conversion) return null;
  const quantity: Quantity =
    conversion.quantity === 'pressure'
      ? 'pressure-difference'
      : conversion.quantity === 'temperature'
        ? 'temperature-difference'
        : conversion.quantity;
  return { ...conversion, quantity, offset: 0 };
}

/**
 * The integer to divide by when a factor is 1/n, else 0. Dividing is correctly rounded where multiplying by 0.001 is not: 626 µm/s
 * becomes 0.626, a decimal with three digits, and stays cheap to store.
 */
export function divisorOf(factor: number): number {
  const inverse = Math.round(1 / factor);
  return factor < 1 && 1 / inverse === factor ? inverse : 0;
}

/** One value into the canonical unit. */
export function convert(value: number, conversion: Pick<Conversion, 'factor' | 'offset'>): number {
  const divisor = divisorOf(conversion.factor);
  const scaled = divisor === 0 ? value * conversion.factor : value / divisor;
  return conversion.offset === 0 ? scaled : scaled + conversion.offset;
}

/** And back, for display in the unit somebody prefers. */
export function convertBack(value: number, conversion: Pick<Conversion, 'factor' | 'offset'>): number {
  return (value - conversion.offset) / conversion.factor;
}
