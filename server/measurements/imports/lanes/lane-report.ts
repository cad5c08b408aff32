import type { ChannelRecipe, ImportInput, LaneRecipe, ReportedFile } from '../import.types.ts';
import type { TrackOutcome, TrackPart } from '../parts/track.ts';
import { isRelativeClock } from '../times/relative-start.ts';
import { isoLocal, offsetText, type WallClock } from '../times/wall-clock.ts';
import type { Lanes } from './lane-store.ts';

export interface LaneOutcome {
  readonly input: ImportInput;
  readonly parts: readonly TrackPart<LaneRecipe>[];
  readonly files: readonly ReportedFile[];
  readonly channels: readonly ChannelRecipe[];
  readonly clock: WallClock | null;
  readonly lanes: Lanes;
}

/** What was read from lanes, counted as the acceptance data's README says: in these layouts a row is one value. */
export function laneOutcome(outcome: LaneOutcome): TrackOutcome {
  const { input, parts, files, channels, clock, lanes } = outcome;
  const { time } = parts[0]!.recipe;
  const appliedZone = clock !== null && time.zone === null ? input.siteZone : null;
  const intervals = channels.map((_, index) => intervalOf(outcome, index)).filter((seconds) => seconds !== null);
  return {
    channels,
    files,
    time: { columns: time.names, format: time.format, zone: time.zone, zoneFrom: time.zoneFrom, appliedZone },
    outOfOrderRows: lanes.outOfOrderRows,
    notes: notes(outcome, appliedZone),
    interval_s: intervals.length === 0 ? null : Math.min(...intervals),
    counts: (channel) => ({
      interval_s: intervalOf(outcome, channel),
      missingBlank: lanes.all[channel]!.missingBlank[0]!,
      missingText: lanes.all[channel]!.missingText[0]!,
    }),
    instantText: (ms) => instantText(ms, outcome),
  };
}

function intervalOf({ lanes }: LaneOutcome, channel: number): number | null {
  const step = lanes.all[channel]!.steps.median(0);
  return step === null ? null : step / 1000;
}

function instantText(ms: number, { parts, clock }: LaneOutcome): string | null {
  const { time } = parts[0]!.recipe;
  if (isRelativeClock(time)) return null;
  if (clock === null) return `${isoLocal(ms)}Z`;
  const offset = clock.offsetAt(ms);
  return isoLocal(ms + offset) + (time.zone === null ? '' : offsetText(offset));
}

function notes({ parts, lanes }: LaneOutcome, appliedZone: string | null): string[] {
  const found = [...new Set(parts.flatMap(({ part, recipe }) => [...part.notes, ...recipe.notes]))];
  if (appliedZone !== null)
    found.push(`The file names no time zone. Its times were read as wall clock in ${appliedZone}, the zone of the site.`);
  if (isRelativeClock(parts[0]!.recipe.time)) {
    found.push('The file holds no date: times count from its own zero, and no clock was invented.');
  }
  if (lanes.outOfOrderRows > 0) found.push(`Rows out of time order that were sorted in: ${lanes.outOfOrderRows}.`);
  return found;
}
