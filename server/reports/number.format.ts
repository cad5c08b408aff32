/** How numbers look in one language: decimal mark and the mark between thousands. */
export interface NumberStyle {
  decimal: string;
  thousands: string;
}

const minus = '−';

/** Decimal places that leave `digits` significant digits of `value`. */
function placesFor(value: number, digits: number): number {
  if (value === 0) return 0;
  const rounded = Number(Math.abs(value).toPrecision(digits));
  return Math.max(0, digits - 1 - Math.floor(Math.log10(rounded)));
}

function write(value: number, places: number, style: NumberStyle): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(Math.min(places, 20)).split('.');
  // Thousands are separated from five digits on, as ISO 80000-1 clause 7.3.1 has it.
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, style.thousands) : whole;
  const text = fraction === undefined ? grouped : `${grouped}${style.decimal}${fraction}`;
  return value < 0 && /[1-9]/.test(text) ? `${minus}${text}` : text;
}

/** Unit after a number: a no-break space before it; nothing for pure numbers. */
export function unitSuffix(unit: string): string {
  return unit === '' || unit === '1' || unit === '-' ? '' : `\u00a0${unit}`;
}

export function formatCount(value: number, style: NumberStyle): string {
  return write(Math.round(value), 0, style);
}

/** A number without a stated uncertainty: three significant digits, whole numbers above 1000 in full; no trailing zeros after the mark. */
export function formatNumber(value: number, style: NumberStyle, digits = 3): string {
  if (!Number.isFinite(value)) throw new Error('Only finite numbers are printed; missing values need words.');
  const places = Math.abs(value) >= 10 ** (digits - 1) ? 0 : placesFor(value, digits);
  return write(Number(value.toFixed(places)), trimmedPlaces(value, places), style);
}

function trimmedPlaces(value: number, places: number): number {
  const fraction = value.toFixed(places).split('.')[1] ?? '';
  return fraction.replace(/0+$/, '').length;
}

/** A limit as somebody set it: up to six significant digits; one computed from a baseline has no more than four. */
export function formatLimit(value: number, style: NumberStyle, source: string = 'plant'): string {
  return formatNumber(value, style, source === 'baseline' ? 4 : 6);
}

/** value ± uncertainty: the uncertainty with two significant digits, the value to the same place (JCGM 100:2008, 7.2.6). */
export function formatMeasured(value: number, uncertainty: number | null, unit: string, style: NumberStyle): string {
  if (uncertainty === null || !Number.isFinite(uncertainty) || uncertainty <= 0) return `${formatNumber(value, style)}${unitSuffix(unit)}`;
  const places = placesFor(uncertainty, 2);
  // An uncertainty of hundreds leaves no meaning in the units of the value: 1520 ± 110.
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Number(uncertainty.toPrecision(2)))) - 1);
  const rounded = (number: number) => write(Math.round(number / step) * step, places, style);
  return step > 1
    ? `${rounded(value)}\u00a0±\u00a0${rounded(uncertainty)}${unitSuffix(unit)}`
    : `${write(value, places, style)}\u00a0±\u00a0${write(uncertainty, places, style)}${unitSuffix(unit)}`;
}

/** A share of 1 as whole percent; below 1 % and above 99 % it never claims 0 or 100 unless it is exactly that. */
export function formatShare(share: number, style: NumberStyle): string {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return `<\u00a01\u00a0%`;
  if (percent < 100 && percent > 99) return `${write(Math.floor(percent * 10) / 10, 1, style)}\u00a0%`;
  return `${write(percent, 0, style)}\u00a0%`;
}

/** A duration or point in time, given in s, in the unit a person would choose. */
export function formatSeconds(seconds: number, style: NumberStyle): string {
  const size = Math.abs(seconds);
  if (size < 120) return `${formatNumber(seconds, style, 4)}\u00a0s`;
  if (size < 7200) return `${formatNumber(seconds / 60, style, 4)}\u00a0min`;
  return `${formatNumber(seconds / 3600, style, 4)}\u00a0h`;
}
