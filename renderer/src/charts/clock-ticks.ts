/** How the time axis writes its ticks. Always 24 hours; the zone stands in the axis label, not at every tick. */
export type TickWriter = (timesS: readonly number[], stepS: number) => string[];

/** Wall clock of a zone. The date stands under the first tick and wherever the day changes. */
export function clockTicks(language: string, timeZone: string): TickWriter {
  // ISO order in English: 03/04 would read differently on the two sides of the Atlantic.
  const day = new Intl.DateTimeFormat(language === 'en' ? 'sv-SE' : language, {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const clock = (parts: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      ...parts,
    });
  const [minutes, seconds, milliseconds] = [
    clock({}),
    clock({ second: '2-digit' }),
    clock({ second: '2-digit', fractionalSecondDigits: 3 }),
  ];
  return (times, step) => {
    const format = step >= 60 ? minutes : step >= 1 ? seconds : milliseconds;
    let before = '';
    return times.map((time) => {
      const date = new Date(time * 1000);
      const today = day.format(date);
      if (step >= 86_400) return today;
      const isNew = today !== before;
      before = today;
      return isNew ? `${format.format(date)}\n${today}` : format.format(date);
    });
  };
}

/** Seconds since the start of a recording that names no date; longer ones as minutes and seconds. */
export function elapsedTicks(language: string): TickWriter {
  return (times, step) => {
    const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(step))));
    const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return times.map((time) => format.format(time));
  };
}

/** `UTC+02:00` of a zone at an instant: a clock without its offset is no evidence. */
export function offsetOf(timeZone: string, date: Date): string {
  const part = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName');
  const offset = part?.value.replace('GMT', '') ?? '';
  return `UTC${offset}`;
}

/** A tick of two lines as one: date, then clock. */
export function dateFirst(tick: string): string {
  return tick.split('\n').reverse().join(' ');
}
