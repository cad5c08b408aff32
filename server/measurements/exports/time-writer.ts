import { offsetText, wallClock } from '../imports/times/wall-clock.ts';
import type { ByteText } from './byte-text.ts';
import type { TimeStyle } from './export-task.ts';

const minuteMs = 60_000;
const zero = 48;
const encoder = new TextEncoder();
export const longestTime = 64;

/** Writes time stamps (ms on the clock of the file): instants as ISO 8601 with the zone's offset, or seconds since the recording began. */
export interface TimeWriter {
  /** Needs `longestTime` bytes of room. */
  write(target: ByteText, ms: number): void;
}

export function createTimeWriter(style: TimeStyle, decimalMark: '.' | ','): TimeWriter {
  return style.kind === 'clock' ? createClockWriter(style.zone) : createSecondsWriter(style.zeroMs, decimalMark);
}

/** `2026-01-05T07:00:00.000+01:00`. ISO 8601 knows the point as well as the comma; every reader knows the point. */
function createClockWriter(zone: string): TimeWriter {
  const clock = wallClock(zone);
  let minute = Number.NaN;
  let head = new Uint8Array(0);
  let tail = head;
  return {
    write(target, ms) {
      const of = Math.floor(ms / minuteMs);
      if (of !== minute) {
        // No zone changes its offset within a minute.
        minute = of;
        const offsetMs = clock.offsetAt(of * minuteMs);
        head = encoder.encode(new Date(of * minuteMs + offsetMs).toISOString().slice(0, -7));
        tail = encoder.encode(offsetText(offsetMs));
      }
      target.copy(head);
      writeSeconds(target, ms - of * minuteMs);
      target.copy(tail);
    },
  };
}

/** `07.250`; below a millisecond down to nanoseconds, which are finer than a float64 of this century: the stamp reads back as it was. */
function writeSeconds(target: ByteText, ms: number): void {
  const whole = Math.floor(ms);
  const nanos = Math.min(999_999, Math.round((ms - whole) * 1e6));
  const { bytes } = target;
  const at = target.length;
  const seconds = (whole / 1000) | 0;
  const thousandths = whole - seconds * 1000;
  bytes[at] = zero + ((seconds / 10) | 0);
  bytes[at + 1] = zero + (seconds % 10);
  bytes[at + 2] = 46;
  bytes[at + 3] = zero + ((thousandths / 100) | 0);
  bytes[at + 4] = zero + (((thousandths / 10) | 0) % 10);
  bytes[at + 5] = zero + (thousandths % 10);
  target.length = at + 6;
  if (nanos > 0) target.ascii(String(nanos).padStart(6, '0').replace(/0+$/, ''));
}

/** The decimal point of the milliseconds moved by three: no rounding. */
function createSecondsWriter(zeroMs: number, decimalMark: '.' | ','): TimeWriter {
  return {
    write(target, ms) {
      target.ascii(secondsText(ms - zeroMs).replace('.', decimalMark));
    },
  };
}

function secondsText(ms: number): string {
  const sign = ms < 0 ? '-' : '';
  const [whole = '0', fraction = ''] = plainText(Math.abs(ms)).split('.');
  const digits = whole.padStart(4, '0');
  return `${sign}${digits.slice(0, -3)}.${digits.slice(-3)}${fraction}`;
}

/** Never with an exponent: below a nanosecond nothing was measured. */
function plainText(ms: number): string {
  const text = String(ms);
  return text.includes('e') ? ms.toFixed(6) : text;
}
