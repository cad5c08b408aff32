/** How a number is shown, as far as it changes what it means. */
export type NumberKind = 'number' | 'percent' | 'date' | 'time' | 'datetime' | 'elapsed';

/** Formats that need no code in the file (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are dates of East Asian locales). */
function builtInKind(id: number): NumberKind {
  if (id === 9 || id === 10) return 'percent';
  if (id === 22) return 'datetime';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35)) return 'time';
  return id >= 45 && id <= 47 ? 'elapsed' : 'number';
}

/** What a format code like `dd\.mm\.yyyy hh:mm:ss.000` shows. Codes are stored in English whatever the language of Excel. */
export function kindOfCode(code: string): NumberKind {
  // The first section holds for positive numbers. Quoted words, escaped letters, colours and locales mean nothing here; `[h]` does.
  const [section = ''] = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';');
  const bare = section.replace(/\[(?![hms]+\])[^\]]*\]/gi, '').replace(/general|AM\/PM|A\/P/gi, '');
  if (/\[[hms]+\]/i.test(bare)) return 'elapsed';
  const hasDate = /[yd]/i.test(bare) || /mmm/i.test(bare);
  const hasHour = /h/i.test(bare);
  const hasSecond = /s/i.test(bare);
  if (hasDate) return hasHour || hasSecond ? 'datetime' : 'date';
  if (hasHour) return 'time';
  if (hasSecond) return 'elapsed';
  return bare.includes('%') ? 'percent' : 'number';
}

/** Kind of each cell style of a workbook. */
export function kindsOfStyles(formatIds: readonly number[], codes: ReadonlyMap<number, string>): NumberKind[] {
  return formatIds.map((id) => {
    const code = codes.get(id);
    return code === undefined ? builtInKind(id) : kindOfCode(code);
  });
}

const DAY_MS = 86_400_000;
/** Day 0 of the 1900 system as everyone reckons since Lotus: 30 December 1899. The 1904 system (old Macs) begins 1,462 days later. */
const EPOCH_MS = Date.UTC(1899, 11, 30);
export const DAYS_TO_1904 = 1462;

/** Milliseconds since the epoch of spreadsheets, rounded to microseconds: a double of 45,000 days holds no more. */
function microsOf(days: number): { ms: number; micros: number } {
  const micros = Math.round(days * DAY_MS * 1000);
  // Thousandths of a millisecond that are rounding noise of the serial number are no time.
  const rounded = Math.round(micros / 1000) * 1000;
  const exact = Math.abs(micros - rounded) <= 5 ? rounded : micros;
  return { ms: Math.floor(exact / 1000), micros: exact - Math.floor(exact / 1000) * 1000 };
}

function fraction(micros: number): string {
  return micros === 0 ? '' : String(micros).padStart(3, '0');
}

/** `2025-05-14 22:40:00.000` of a serial day. */
export function dateTimeText(days: number): string {
  const { ms, micros } = microsOf(days);
  const date = new Date(EPOCH_MS + ms);
  if (Number.isNaN(date.getTime())) return '';
  return date.toISOString().slice(0, 23).replace('T', ' ') + fraction(micros);
}

export function dateText(days: number): string {
  return dateTimeText(days).slice(0, 10);
}

/** `22:40:00.000`; whole days are left out. */
export function timeText(days: number): string {
  return dateTimeText(days - Math.floor(days)).slice(11);
}

/** Seconds of a duration in days. */
export function secondsText(days: number): string {
  return String(Math.round(days * 86_400 * 1e6) / 1e6);
}

/** The same decimal number times a hundred, without a rounding error: `0.153` is `15.3`. */
export function percentText(written: string): string {
  const match = /^(-?)(\d*)\.?(\d*)$/.exec(written);
  if (match === null) return String(Number(written) * 100);
  const [, sign = '', whole = '', decimals = ''] = match;
  const moved = decimals.padEnd(2, '0');
  const digits = `${whole}${moved.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = moved.slice(2);
  return `${sign}${digits === '' ? '0' : digits}${rest === '' ? '' : `.${rest}`}`;
}
