import type { ImportInput, ReportedFile, ReportedTime, TableRecipe } from '../import.types.ts';
import type { TrackOutcome, TrackPart } from '../parts/track.ts';
import type { StepCounter } from '../quality/step-counter.ts';
import { isRelativeClock } from '../times/relative-start.ts';
import { isoLocal, offsetText, type WallClock } from '../times/wall-clock.ts';
import type { RowStore } from './row-store.ts';
import type { TableParser } from './table-parser.ts';

export interface TableOutcome {
  readonly input: ImportInput;
  readonly parts: readonly TrackPart<TableRecipe>[];
  readonly files: readonly ReportedFile[];
  readonly clock: WallClock | null;
  readonly store: RowStore;
  /** One per part. */
  readonly parsers: readonly TableParser[];
  readonly steps: StepCounter;
}

/** What was read from tables, counted as the acceptance data's README says. */
export function tableOutcome(outcome: TableOutcome): TrackOutcome {
  const { parts, files, store, parsers, steps } = outcome;
  const { missingBlank, missingText } = parsers[0]!;
  const time = reportedTime(outcome);
  return {
    channels: parts[0]!.recipe.channels,
    files,
    time,
    outOfOrderRows: store.outOfOrderRows,
    notes: notes(outcome, time),
    interval_s: seconds(steps.rows.median()),
    counts: (channel) => ({
      interval_s: seconds(steps.median(channel)),
      missingBlank: missingBlank[channel]!,
      missingText: missingText[channel]!,
    }),
    instantText: (ms, end) => instantText(ms, outcome, end),
  };
}

function reportedTime({ input, parts, clock, parsers }: TableOutcome): ReportedTime {
  const { names, format, zone, zoneFrom, hasOffset } = parts[0]!.recipe.time;
  const offsets = new Set(parsers.flatMap((parser) => [...parser.offsets]));
  const written = hasOffset ? [...offsets].map((offset) => (offset === 0 ? 'UTC' : offsetText(offset))).join('/') : zone;
  const appliedZone = clock !== null && zone === null ? input.siteZone : null;
  return { columns: names, format, zone: written, zoneFrom, appliedZone };
}

/** With offset when the zone is known; the wall clock as written when it is not; null when there is no clock at all. */
function instantText(ms: number, { parts, clock, parsers }: TableOutcome, end: 'first' | 'last'): string | null {
  const { time } = parts[0]!.recipe;
  if (isRelativeClock(time)) return null;
  if (time.kind === 'epoch') return `${isoLocal(ms)}Z`;
  if (time.hasOffset) {
    const offset = end === 'last' ? parsers.at(-1)!.lastOffsetMs : ([...parsers[0]!.offsets][0] ?? 0);
    return isoLocal(ms + offset) + offsetText(offset);
  }
  const offset = clock?.offsetAt(ms) ?? 0;
  return isoLocal(ms + offset) + (time.zone === null ? '' : offsetText(offset));
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1000;
}

function notes({ parts, store, parsers }: TableOutcome, time: ReportedTime): string[] {
  const { recipe } = parts[0]!;
  const found = [...new Set(parts.flatMap(({ part, recipe: { notes: own } }) => [...part.notes, ...own]))];
  if (time.appliedZone !== null)
    found.push(`The file names no time zone. Its times were read as wall clock in ${time.appliedZone}, the zone of the site.`);
  if (isRelativeClock(recipe.time)) found.push('The file holds no date: times count from its own zero, and no clock was invented.');
  if (recipe.time.spread !== null) {
    const { perSecond, periodMs } = recipe.time.spread;
    found.push(
      periodMs === undefined
        ? `The logger drops fractions of a second: ${perSecond} rows share each second and were spread evenly over it.`
        : `The times have no seconds: ${perSecond} rows share each minute and were spread evenly over it.`,
    );
  }
  // All parsers count into the same arrays.
  for (const [c, { name }] of recipe.channels.entries()) {
    const count = parsers[0]!.infinite[c]!;
    if (count > 0)
      found.push(`Infinite values of "${name}": ${count}. An infinity is no measurement: they are missing here, and stand in the file.`);
  }
  if (store.outOfOrderRows > 0) found.push(`Rows out of time order that were sorted in: ${store.outOfOrderRows}.`);
  return found;
}
