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
  ['bar', 'pressure', 'bar', 1, 'bar barg bar(g) bars bar(rel) barü barue bargauge'],
  // Gauge and absolute never mix (B6): absolute stays its own canonical unit.
  ['bar abs', 'pressure', 'bar abs', 1, 'barabs bara bar(a) bar(abs) barabsolute'],
  ['psia', 'pressure', 'bar abs', PSI_BAR, 'psia psi(a) psiabs'],
  ['mbar', 'pressure', 'bar', 0.001, 'mbar hpa mbarg'],
  ['Pa', 'pressure', 'bar', 1e-5, 'pa pascal'],
  ['kPa', 'pressure', 'bar', 0.01, 'kpa'],
  ['MPa', 'pressure', 'bar', 10, 'mpa n/mm2'],
  ['psi', 'pressure', 'bar', PSI_BAR, 'psi psig psi(g) lbf/in2 lb/in2'],
  ['kgf/cm²', 'pressure', 'bar', 0.980665, 'kgf/cm2 kg/cm2 kp/cm2 at'],
  ['atm', 'pressure', 'bar', 1.01325, 'atm'],
  ['mmHg', 'pressure', 'bar', 0.00133322387415, 'mmhg'],
  ['Torr', 'pressure', 'bar', 1.01325 / 760, 'torr'],
  ['mH₂O', 'pressure', 'bar', 0.0980665, 'mh2o mws mwc'],
  ['inH₂O', 'pressure', 'bar', 0.00249088908333, 'inh2o'],
  ['inHg', 'pressure', 'bar', 0.0338638866667, 'inhg'],
  ['l/min', 'flow', 'l/min', 1, 'l/min lpm l/mn ltr/min lt/min liter/min litre/min lmin-1 l·min-1 lit/min dm3/min'],
  ['l/s', 'flow', 'l/min', 60, 'l/s'],
  ['l/h', 'flow', 'l/min', 1 / 60, 'l/h'],
  ['ml/min', 'flow', 'l/min', 0.001, 'ml/min cm3/min ccm/min cc/min'],
  ['m³/h', 'flow', 'l/min', 1000 / 60, 'm3/h cbm/h'],
  ['m³/min', 'flow', 'l/min', 1000, 'm3/min'],
  ['m³/s', 'flow', 'l/min', 60_000, 'm3/s'],
  ['gpm', 'flow', 'l/min', GALLON_US_L, 'gpm usgpm gpm(us) us-gpm gal/min usgal/min gal(us)/min'],
  ['gpm (imp)', 'flow', 'l/min', GALLON_IMPERIAL_L, 'gpm(imp) gpm(uk) impgpm ukgpm igpm impgal/min imp.gpm'],
  ['ft³/min', 'flow', 'l/min', 28.316846592, 'ft3/min cfm cuft/min'],
  ['in³/min', 'flow', 'l/min', 0.016387064, 'in3/min cuin/min cim'],
  ['in³/s', 'flow', 'l/min', 0.98322384, 'in3/s cis'],
  ['°C', 'temperature', '°C', 1, '°c degc ºc c celsius grdc gradc °celsius deg.c degreesc degreecelsius ℃'],
  ['°F', 'temperature', '°C', 5 / 9, '°f degf ºf f fahrenheit deg.f degreesf ℉', -160 / 9],
  ['K', 'temperature', '°C', 1, 'kelvin degk', -273.15],
  ['°R', 'temperature', '°C', 5 / 9, '°r ºr degr rankine', -273.15],
  ['kW', 'power', 'kW', 1, 'kw kilowatt'],
  ['W', 'power', 'W', 1, 'w watt watts'],
  ['MW', 'power', 'kW', 1000, 'megawatt'],
  ['mW', 'power', 'W', 0.001, 'milliwatt'],
  ['hp', 'power', 'kW', 0.745699871582, 'hp bhp shp'],
  ['PS', 'power', 'kW', 0.73549875, 'ps'],
  ['rpm', 'speed', 'rpm', 1, 'rpm u/min 1/min /min min-1 r/min rev/min tr/min tr/mn upm umdr/min giri/min'],
  ['mm/s', 'vibration', 'mm/s', 1, 'mm/s mm/srms mm/s(rms) mm/sec'],
  ['µm/s', 'vibration', 'mm/s', 0.001, 'µm/s um/s µm/sec'],
  ['m/s', 'vibration', 'mm/s', 1000, 'm/s m/sec'],
  ['m/min', 'vibration', 'mm/s', 1000 / 60, 'm/min'],
  ['mm/min', 'vibration', 'mm/s', 1 / 60, 'mm/min'],
  ['in/s', 'vibration', 'mm/s', 25.4, 'in/s ips inch/s in/sec'],
  ['%', 'ratio', '%', 1, '% percent pct prozent pourcent %rh %rf %r.h. %r.f.'],
  ['ppm', 'ratio', 'ppm', 1, 'ppm'],
  ['s', 'time', 's', 1, 's sec secs second seconds sek sek. sekunde sekunden seconde secondes'],
  ['ms', 'time', 's', 0.001, 'ms msec msek milliseconds millisecond millisekunden millis'],
  ['µs', 'time', 's', 1e-6, 'µs us usec microseconds mikrosekunden'],
  ['ns', 'time', 's', 1e-9, 'ns nsec nanoseconds'],
  ['min', 'time', 's', 60, 'min mins minute minutes minuten'],
  ['d', 'time', 's', 86_400, 'd day days tage jours'],
  ['h', 'time', 's', 3600, 'h hr hrs hour hours std stunde stunden heures'],
  ['mm', 'length', 'mm', 1, 'mm'],
  ['µm', 'length', 'mm', 0.001, 'µm um'],
  ['mil', 'length', 'mm', 0.0254, 'mil mils thou'],
  ['ft', 'length', 'mm', 304.8, 'ft'],
  ['cm', 'length', 'mm', 10, 'cm'],
  ['m', 'length', 'mm', 1000, 'm'],
  ['in', 'length', 'mm', 25.4, 'in inch'],
  ['kN', 'force', 'kN', 1, 'kn'],
  ['N', 'force', 'kN', 0.001, 'n'],
  ['daN', 'force', 'kN', 0.01, 'dan'],
  ['kgf', 'force', 'kN', 0.00980665, 'kgf kp'],
  ['lbf', 'force', 'kN', 0.0044482216152605, 'lbf'],
  ['Nm', 'torque', 'Nm', 1, 'nm n·m n.m n-m'],
  ['kNm', 'torque', 'Nm', 1000, 'knm kn·m'],
  ['lbf·ft', 'torque', 'Nm', 1.3558179483314, 'lbf·ft lbf.ft lbf-ft lbfft lb·ft lb.ft lb-ft lbft ft·lbf ft-lbf ftlbf ft·lb ft-lb ftlb'],
  ['lbf·in', 'torque', 'Nm', 0.112984829027617, 'lbf·in lbf-in lb·in lb-in in·lbf in-lbf in·lb in-lb'],
  ['l', 'volume', 'l', 1, 'l ltr liter litre litres'],
  ['ml', 'volume', 'l', 0.001, 'ml cm3 ccm cc'],
  ['m³', 'volume', 'l', 1000, 'm3 cbm'],
  ['A', 'current', 'A', 1, 'a amp amps ampere'],
  ['mA', 'current', 'mA', 1, 'ma'],
  ['V', 'voltage', 'V', 1, 'v volt volts vdc'],
  ['mV', 'voltage', 'V', 0.001, 'mv millivolt'],
  ['mm²/s', 'viscosity', 'mm²/s', 1, 'mm2/s cst'],
  ['g', 'acceleration', 'g', 1, 'g grms'],
  ['m/s²', 'acceleration', 'g', 1 / 9.80665, 'm/s2 m/sec2'],
  ['Hz', 'frequency', 'Hz', 1, 'hz hertz'],
  ['kHz', 'frequency', 'Hz', 1000, 'khz'],
];

/** Where letter case is the meaning; looked up before the case-blind aliases. `mPa` (millipascal) is refused rather than read as megapascal. */
const exact: ReadonlyMap<string, string | null> = new Map([
  ['K', 'K'],
  ['mPa', null],
  ['MW', 'MW'],
  ['mW', 'mW'],
  ['MV', null],
  ['M', null],
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
  const tight = plainSigns(text);
  const special = exact.get(tight);
  if (special === null) return null;
  if (special !== undefined) return bySymbol.get(special) ?? null;
  return byAlias.get(tight.toLowerCase()) ?? null;
}

/** `cm²`, `cm^2` and `cm2` are one writing, so are both Greek letters for micro and all dots for a product. */
function plainSigns(text: string): string {
  const bare = text
    .trim()
    // What a multimeter writes behind volts and amperes says how it measured, not in which unit.
    .replace(/^([munµμk]?[VA])\s+(?:AC\+DC|AC|DC)$/, '$1')
    .replace(/^bar\s+rel(?:ati[vf])?\.?$/i, 'bar(rel)')
    .replace(/[\s*^]/g, '');
  return (
    bare
      // UTF-8 that was once read as Windows-1252, and the ring and the ordinal that keyboards offer for a degree.
      .replace(/Â(?=[°µ²³º])/g, '')
      .replace(/[˚º]/g, '°')
      .replaceAll('²', '2')
      .replaceAll('³', '3')
      .replaceAll('⁻¹', '-1')
      .replaceAll('μ', 'µ')
      .replace(/[•⋅∙×]/g, '·')
      .replaceAll('₂', '2')
  );
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
