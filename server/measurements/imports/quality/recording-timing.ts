import { openSeries, type SeriesFile } from '../../series/series-reader.ts';
import type { TimeBaseSummary } from '../../series/series-summary.ts';
import type { ImportResult } from '../import.types.ts';
import { wallClock } from '../times/wall-clock.ts';
import type { ReportedClockShift, ReportedGap, ReportedTiming } from './recording-quality.types.ts';

const LISTED = 100;
const BLOCK = 65_536;
/** A step longer than one and a half typical ones is a gap; so the series file counts them, too. */
const LONG_STEP = 1.5;
/** A pause that is no whole number of steps, by more than a tenth of one: the clock was set meanwhile. */
const OFF_GRID = 0.1;

interface Found {
  gaps: ReportedGap[];
  shifts: ReportedClockShift[];
  count: number;
  longest_s: number;
}

/** Gaps and jumps of the clock of a recording just read; the times are read again only where the file has gaps at all. */
export function readTiming({ series, startMs, clock, report }: ImportResult, outFile: string): ReportedTiming {
  const found: Found = { gaps: [], shifts: [], count: 0, longest_s: 0 };
  if (series.timeBases.some(({ gaps }) => gaps > 0)) {
    const file = openSeries(outFile);
    try {
      for (const [index, base] of series.timeBases.entries())
        if (base.gaps > 0) readGaps(file, { index, base, startMs, isOnly: series.timeBases.length === 1 }, found);
    } finally {
      file.close();
    }
  }
  const zone = report.time.appliedZone ?? report.time.zone;
  const lastMs = Math.max(...series.timeBases.filter(({ count }) => count > 0).map((base) => base.lastMs));
  const zoneShifts = clock === 'absolute' && zone !== null ? summerTime(zone, startMs, lastMs) : [];
  return {
    gaps: { count: found.count, longest_s: found.longest_s, first: found.gaps },
    clockShifts: [...zoneShifts, ...found.shifts].slice(0, LISTED),
  };
}

function readGaps(file: SeriesFile, at: { index: number; base: TimeBaseSummary; startMs: number; isOnly: boolean }, found: Found): void {
  const { index, base, startMs, isOnly } = at;
  const typical = base.typicalIntervalMs;
  const channel = !isOnly && base.channels.length === 1 ? base.channels[0]!.name : null;
  let before = Number.NaN;
  for (let from = 0; from < base.count; from += BLOCK) {
    const times = file.readTimes(index, from, Math.min(base.count, from + BLOCK));
    for (const time of times) {
      const step = time - before;
      if (step > typical * LONG_STEP) {
        found.count++;
        found.longest_s = Math.max(found.longest_s, step / 1000);
        if (found.gaps.length < LISTED) found.gaps.push({ channel, from_s: (before - startMs) / 1000, length_s: step / 1000 });
        const rest = (step / typical) % 1;
        const off = Math.min(rest, 1 - rest);
        if (base.regular === false && off > OFF_GRID && found.shifts.length < LISTED)
          found.shifts.push({ kind: 'grid', at_s: (time - startMs) / 1000, shift_s: ((rest > 0.5 ? rest - 1 : rest) * typical) / 1000 });
      }
      before = time;
    }
  }
}

/** Changes of the zone's offset from UTC while the recording ran: the wall clock jumped, the recording did not. */
function summerTime(zone: string, startMs: number, lastMs: number): ReportedClockShift[] {
  // Written offsets (`+01:00/+02:00`) are no zone whose rules could be known.
  if (!/^[A-Za-z_]+\/[A-Za-z]/.test(zone)) return [];
  const clock = wallClock(zone);
  const shifts: ReportedClockShift[] = [];
  const day = 86_400_000;
  for (let from = startMs; from < lastMs && shifts.length < LISTED; from += day) {
    let [low, high] = [from, Math.min(lastMs, from + day)];
    const offset = clock.offsetAt(low);
    const jump = clock.offsetAt(high) - offset;
    if (jump === 0) continue;
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2);
      if (clock.offsetAt(middle) === offset) low = middle;
      else high = middle;
    }
    const instant = Math.round(high / 60_000) * 60_000;
    shifts.push({ kind: 'summer-time', at_s: (instant - startMs) / 1000, shift_s: jump / 1000 });
  }
  return shifts;
}
