/** A period as people ask for it; null: open on that side. */
export interface AskedPeriod {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Reads the ends of a period: days (2026-01-31, UTC) or instants with an offset. @param wrong makes the problem that is thrown when one end
 * is neither, or when the end does not lie after the beginning
 */
export function askedPeriod(
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
  wrong: (name: 'from' | 'to', detail: string) => Error,
): AskedPeriod {
  const period = { from: instantOf('from', from), to: instantOf('to', to) };
  if (period.from !== null && period.to !== null && period.from >= period.to) throw wrong('to', 'The end lies before the beginning.');
  return period;

  function instantOf(name: 'from' | 'to', text: string | undefined): string | null {
    if (text === undefined) return null;
    const ms = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(ms)) throw wrong(name, `"${text}" is neither a day (2026-01-31) nor an instant (2026-01-31T06:00:00Z).`);
    return new Date(ms).toISOString();
  }
}
