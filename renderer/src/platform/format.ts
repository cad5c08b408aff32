/**
 * Numbers, times and sizes as people read them. The language decides the decimal mark (`1.5` or `1,5`); instants are printed with their
 * zone because a plant and its office may live in different ones.
 */
export interface Format {
  /** Sensible digits for a measured value: about four significant ones, never scientific between 0.00001 and 1e7. */
  number(value: number | null | undefined): string;
  integer(value: number): string;
  percent(share: number): string;
  /** `value ± u unit`; the value keeps no digit below the second one of its uncertainty (GUM 7.2.6). */
  measured(value: number, uncertainty: number | null, unit: string): string;
  bytes(value: number): string;
  duration(seconds: number): string;
  instant(iso: string | null, zone?: string): string;
}

const sizeUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

export function createFormat(language: string): Format {
  const integerFormat = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const scientific = new Intl.NumberFormat(language, { notation: 'scientific', maximumFractionDigits: 2 });
  const upTo = writersOf((digits) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }));
  const exactly = writersOf((digits) => new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits }));
  const fixed = (value: number, digits: number) => exactly(digits).format(value);
  const number = (value: number | null | undefined): string => {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–';
    if (value === 0) return '0';
    const magnitude = Math.abs(value);
    if (magnitude < 1e-5 || magnitude >= 1e7) return scientific.format(value);
    return upTo(digitsFor(magnitude, 4)).format(value);
  };
  return {
    number,
    integer: (value) => integerFormat.format(value),
    percent: (share) => {
      const whole = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
      // Almost nothing is not nothing, and almost all is not all.
      if (share > 0 && share < 0.005) return `<\u00a0${whole.format(0.01)}`;
      return share >= 0.995 && share < 1 ? `>\u00a0${whole.format(0.99)}` : whole.format(share);
    },
    measured: (value, uncertainty, unit) => {
      const tail = unit === '' || unit === '1' ? '' : `\u00a0${unit}`;
      if (uncertainty === null || !(uncertainty > 0)) return `${number(value)}${tail}`;
      const digits = Math.min(digitsFor(uncertainty, 2), 6);
      return `${fixed(value, digits)}\u00a0±\u00a0${fixed(uncertainty, digits)}${tail}`;
    },
    bytes: (value) => {
      const step = value < 1 ? 0 : Math.min(Math.floor(Math.log2(value) / 10), sizeUnits.length - 1);
      const scaled = value / 1024 ** step;
      const text = new Intl.NumberFormat(language, { maximumFractionDigits: step > 0 && scaled < 100 ? 1 : 0 }).format(scaled);
      return `${text}\u00a0${sizeUnits[step]}`;
    },
    duration: (seconds) => durationText(seconds, number),
    instant: (iso, zone) => (iso === null ? '–' : instantText(iso, language, zone)),
  };
}

/** One writer per number of digits, made once: a pointer over a plot asks hundreds of times a second, and making one is what takes time. */
function writersOf(make: (digits: number) => Intl.NumberFormat): (digits: number) => Intl.NumberFormat {
  const made: Intl.NumberFormat[] = [];
  return (digits) => {
    made[digits] ??= make(digits);
    return made[digits];
  };
}

/** Fraction digits that leave `significant` digits of a number of this magnitude. */
function digitsFor(magnitude: number, significant: number): number {
  return Math.max(0, Math.min(8, significant - 1 - Math.floor(Math.log10(magnitude))));
}

function durationText(seconds: number, number: (value: number) => string): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 60) return `${number(seconds)}\u00a0s`;
  const rounded = Math.round(seconds);
  const days = Math.floor(rounded / 86_400);
  const parts: [number, string][] = [
    [days, 'd'],
    [Math.floor(rounded / 3600) % 24, 'h'],
    [Math.floor(rounded / 60) % 60, 'min'],
    [rounded % 60, 's'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count}\u00a0${unit}`)
    .join(' ');
}

function instantText(iso: string, language: string, zone?: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  };
  if (zone) options.timeZone = zone;
  // ISO order in English too: 03/04 would read differently on the two sides of the Atlantic.
  return new Intl.DateTimeFormat(language === 'en' ? 'sv-SE' : language, options).format(date);
}
