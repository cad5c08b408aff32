/**
 * A period as a report names it: by the clock of the offsets that it was asked with; a day is one of UTC. The end of an asked period is the
 * first moment after it, that of a report the last moment in it. @param from, @param to days or instants that are known to be good
 */
export function namedPeriod({ from, to }: { readonly from: string; readonly to: string }): { from: string; to: string } {
  const isDay = !from.includes('T');
  return { from: isDay ? `${from}T00:00:00.000Z` : from, to: momentBefore(to) };
}

/** A millisecond earlier, by the same clock. */
export function momentBefore(text: string): string {
  const [, sign, hours, minutes] = /T.*([+-])(\d\d):(\d\d)$/.exec(text) ?? [];
  const offsetMs = sign === undefined ? 0 : Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const clock = new Date(Date.parse(text) - 1 + offsetMs).toISOString();
  return sign === undefined ? clock : clock.replace('Z', text.slice(-6));
}
