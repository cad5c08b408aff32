/** Local time to UTC in one zone. Pure but for a cache; the zone data are the ones that ICU in Node carries. */

export interface WallClock {
  /**
   * Unix ms of a wall-clock reading (ms as if it were UTC). A reading that exists twice (end of summer time) is the earlier one unless that
   * lies before `previousMs`, the instant of the row before: file order decides. NaN: this reading does not exist (start of summer time).
   */
  toUtc(localMs: number, previousMs: number): number;
  /** Offset from UTC in ms at an instant. */
  offsetAt(utcMs: number): number;
}

const QUARTER_HOUR = 900_000;
const DAY = 86_400_000;

/** Minutes east of UTC of `UTC`, `Z`, `+02:00`, `-0530`; null for names. */
function fixedOffsetMs(zone: string): number | null {
  if (/^(?:utc|gmt|z|etc\/utc)$/i.test(zone)) return 0;
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return null;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3])) * 60_000;
}

/** Throws a RangeError for a zone nobody knows. */
export function wallClock(zone: string): WallClock {
  const fixed = fixedOffsetMs(zone);
  if (fixed !== null) return { toUtc: (localMs) => localMs - fixed, offsetAt: () => fixed };
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (utcMs: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utcMs / 1000) * 1000;
  };
  let bucket = Number.NaN;
  let early = Number.NaN;
  let late = Number.NaN;
  return {
    offsetAt,
    toUtc(localMs, previousMs) {
      const quarter = Math.floor(localMs / QUARTER_HOUR);
      if (quarter !== bucket) {
        // Zones change their offset on quarter hours, so one look per quarter is enough.
        bucket = quarter;
        const start = quarter * QUARTER_HOUR;
        const valid = [offsetAt(start - DAY), offsetAt(start + DAY)].filter((offset) => offsetAt(start - offset) === offset);
        early = valid.length === 0 ? Number.NaN : Math.max(...valid);
        late = valid.length === 0 ? Number.NaN : Math.min(...valid);
      }
      const first = localMs - early;
      return first < previousMs && late !== early ? localMs - late : first;
    },
  };
}

/** `2025-05-14T22:40:00` (with `.SSS` when not a whole second) of ms read as UTC. */
export function isoLocal(ms: number): string {
  const text = new Date(Math.round(ms)).toISOString();
  return text.endsWith('.000Z') ? text.slice(0, 19) : text.slice(0, 23);
}

/** `+02:00` of an offset in ms, `Z` of none. */
export function offsetText(offsetMs: number): string {
  if (offsetMs === 0) return 'Z';
  const minutes = Math.abs(offsetMs) / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

/** No calendar reaches further than 100 million days from 1970 (ECMA-262, 21.4.1.1); a zone may add a day. NaN beyond. */
export function possibleInstant(ms: number): number {
  return Math.abs(ms) <= 8.63e15 ? ms : Number.NaN;
}
