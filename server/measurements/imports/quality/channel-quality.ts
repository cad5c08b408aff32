import { toCanonical } from '../../../systems/units.ts';
import type { ImportReport, ReportedChannel } from '../import.types.ts';
import type { ReportedQuality } from './recording-quality.types.ts';

/** What no sensor of a hydraulic system can read, in canonical units (hydraulics.md C6); far wider than any operating limit. */
const physical: Readonly<Record<string, readonly [low: number, high: number]>> = {
  pressure: [-1.1, 1500],
  temperature: [-60, 250],
  ratio: [-1000, 1000],
  power: [-1e6, 1e7],
  vibration: [-1e5, 1e5],
  flow: [-5000, 5000],
};
const moving: ReadonlySet<string> = new Set(['pressure', 'flow', 'power']);
/** From best to worst (NAMUR NE 107): what stands further right wins. */
const order = ['good', 'maintenance-required', 'check-function', 'out-of-specification', 'failure'] as const;
const OFTEN = 0.05;
const RARELY = 0.01;
const MOSTLY = 0.2;
const LONG = 60;

type Reason = ReportedQuality['reasons'][number];
type Judged = readonly [status: ReportedQuality['status'], reason: Reason];

/** How far a channel can be trusted as it came in: missing values, words, impossible values, a line that never moves. */
export function channelQuality(
  channel: ReportedChannel,
  report: Pick<ImportReport, 'interval_s' | 'acceptedRows' | 'layout'>,
): ReportedQuality {
  const judged = judge(channel, report);
  const status = judged.reduce((worst, [word]) => (order.indexOf(word) > order.indexOf(worst) ? word : worst), 'good' as Judged[0]);
  return { status, reasons: judged.map(([, reason]) => reason) };
}

function judge(channel: ReportedChannel, report: Parameters<typeof channelQuality>[1]): Judged[] {
  const { valid, missingText, min, max, unit } = channel;
  if (valid === 0 || min === null || max === null) return [['failure', { code: 'no-values' }]];
  const judged: Judged[] = [];
  const quantity = (unit === '' ? null : toCanonical(unit)?.quantity) ?? '';
  const [low, high] = physical[quantity] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (min < low || max > high) judged.push(['out-of-specification', { code: 'impossible', value: min < low ? min : max }]);
  const words = missingText / (valid + missingText);
  if (missingText > 0)
    judged.push([words >= OFTEN ? 'out-of-specification' : 'maintenance-required', { code: 'words', count: missingText }]);
  const missing = missingShare(channel, report);
  if (missing > RARELY) judged.push([missing > MOSTLY ? 'check-function' : 'maintenance-required', { code: 'missing', share: missing }]);
  if (min === max && valid > LONG && moving.has(quantity)) judged.push(['check-function', { code: 'constant', value: min }]);
  return judged;
}

/** Of the rows that a channel of its own rate should fill; a slow channel beside a fast one leaves blanks that are none of its fault. */
function missingShare(
  { valid, missingBlank, missingText, interval_s }: ReportedChannel,
  report: Parameters<typeof channelQuality>[1],
): number {
  if (report.layout !== 'wide' || missingBlank === 0) return 0;
  const isSlower = interval_s !== null && report.interval_s !== null && interval_s > report.interval_s * 1.5;
  const expected = isSlower ? (report.acceptedRows * report.interval_s!) / interval_s! : valid + missingBlank + missingText;
  return Math.max(0, 1 - (valid + missingText) / expected);
}
