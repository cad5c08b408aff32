import type { SignalId } from '../../systems/signal.schema.ts';
import { say, type Words } from '../wordings/phrase.science.ts';

/** What one pass over a channel counts. Values in canonical units; times in s. */
export interface ChannelScan {
  readonly signal: SignalId | null;
  readonly quantity: string;
  readonly count: number;
  readonly valid: number;
  readonly min: number;
  readonly max: number;
  /** Longest run of one repeated value other than zero. */
  readonly stuck: { readonly fromS: number; readonly toS: number; readonly samples: number };
  readonly longestGapS: number;
  readonly gapAtS: number;
  readonly spikes: number;
  readonly spikeAtS: number;
  /** Samples at or beyond the sensor's own range. */
  readonly atRangeEnd: number;
  readonly backwards: number;
  /** Samples that differ from the one before. */
  readonly changes: number;
  readonly durationS: number;
}

export interface Note {
  readonly code: 'gap' | 'missing' | 'stuck' | 'constant' | 'clipped' | 'out-of-range' | 'spikes' | 'clock' | 'short';
  readonly text: Words;
  readonly fromS?: number;
  readonly toS?: number;
  /** `good`: worth knowing, says nothing against the channel. */
  readonly severity: 'good' | 'failure' | 'out-of-specification' | 'check-function' | 'maintenance-required';
}

/** What no sensor of a hydraulic system can read (C6 "out-of-physical-range"); far wider than any operating limit. */
const physical: Readonly<Record<string, readonly [number, number]>> = {
  pressure: [-1.1, 1500],
  temperature: [-40, 150],
  power: [-500, 2000],
  vibration: [-0.1, 500],
};
const moving = new Set(['pressure', 'flow', 'power', 'pressure-difference']);
const percent = (share: number): string => `${(100 * share).toPrecision(2)} %`;

/**
 * A flat line is a dead sensor only on a channel that measures something, next to a pump that is shown to run: set points and spare inputs
 * rest by design, and so does a machine that stands still.
 */
function flatSeverity(scan: ChannelScan, isRunning: boolean, severity: Note['severity']): Note['severity'] {
  if (scan.signal === null) return 'good';
  return isRunning ? severity : 'check-function';
}

/** Many times the usual run of equal digits: a channel that always flickers and then stands still (C6: flatline > 5 s while the pump is on). */
function isUnlike({ stuck, valid, changes }: ChannelScan): boolean {
  return stuck.samples >= 200 && stuck.samples > 100 * (valid / Math.max(changes, 1));
}

function stuckNote(scan: ChannelScan, isRunning: boolean): Note[] {
  const { stuck } = scan;
  const lasted = stuck.toS - stuck.fromS;
  const isConstant = scan.valid > 60 && scan.min === scan.max;
  if (isConstant && moving.has(scan.quantity))
    return [
      {
        code: 'constant',
        text: say`reads ${scan.min} all the time`,
        fromS: 0,
        toS: scan.durationS,
        severity: flatSeverity(scan, isRunning, 'failure'),
      },
    ];
  // C6: flatline > 5 s. Half a minute of exactly the same digits is no operating point of a pressure or a flow; slow temperatures may rest.
  if (moving.has(scan.quantity) && stuck.samples >= 20 && lasted >= 5) {
    const severity = flatSeverity(scan, isRunning, lasted >= 30 ? 'failure' : isUnlike(scan) ? 'out-of-specification' : 'check-function');
    return [
      { code: 'stuck', text: say`repeats exactly the same value for ${lasted.toFixed(0)} s`, fromS: stuck.fromS, toS: stuck.toS, severity },
    ];
  }
  if (
    scan.quantity === 'temperature' &&
    stuck.samples >= 60 &&
    (lasted >= 3600 || lasted >= 0.9 * scan.durationS) &&
    scan.max - scan.min > 0.5
  )
    return [
      {
        code: 'stuck',
        text: say`repeats exactly the same value for ${(lasted / 60).toFixed(0)} min`,
        fromS: stuck.fromS,
        toS: stuck.toS,
        severity: flatSeverity(scan, isRunning, 'check-function'),
      },
    ];
  return [];
}

function rangeNotes(scan: ChannelScan): Note[] {
  const notes: Note[] = [];
  const [low, high] = physical[scan.quantity] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (scan.min < low || scan.max > high)
    notes.push({
      code: 'out-of-range',
      text: say`reads ${scan.min.toPrecision(4)} to ${scan.max.toPrecision(4)}, which no such sensor can see`,
      severity: 'out-of-specification',
    });
  if (scan.quantity === 'flow' && scan.min < -0.05 * Math.abs(scan.max))
    notes.push({ code: 'out-of-range', text: say`negative flow down to ${scan.min.toPrecision(3)} l/min`, severity: 'check-function' });
  const share = scan.atRangeEnd / Math.max(scan.valid, 1);
  if (share >= 0.005)
    // C6: clipping from 0.5 % of the samples
    notes.push({
      code: 'clipped',
      text: say`${percent(share)} of the samples stand at the end of the sensor’s range`,
      severity: 'out-of-specification',
    });
  return notes;
}

/** The gates of C6 for one channel; `isRunning`: the pump is shown to run during its flat line. An empty list is a good channel. */
export function judgeChannel(scan: ChannelScan, isRunning: boolean): Note[] {
  const notes: Note[] = [];
  const share = scan.count === 0 ? 0 : scan.valid / scan.count;
  if (share < 0.5) notes.push({ code: 'missing', text: say`only ${percent(share)} of the samples are there`, severity: 'failure' });
  else if (share < 0.995)
    notes.push({ code: 'missing', text: say`${percent(1 - share)} of the samples are missing`, severity: 'check-function' });
  if (scan.longestGapS >= 5)
    notes.push({
      code: 'gap',
      text: say`a gap of ${scan.longestGapS.toFixed(0)} s`,
      fromS: scan.gapAtS,
      toS: scan.gapAtS + scan.longestGapS,
      severity: 'check-function',
    });
  if (scan.backwards > 0)
    notes.push({ code: 'clock', text: say`${scan.backwards} time stamps do not advance`, severity: 'check-function' });
  if (scan.spikes >= 3)
    notes.push({
      code: 'spikes',
      text: say`${scan.spikes} single-sample spikes`,
      fromS: scan.spikeAtS,
      toS: scan.spikeAtS,
      severity: 'maintenance-required',
    });
  return [...notes, ...stuckNote(scan, isRunning), ...rangeNotes(scan)];
}
