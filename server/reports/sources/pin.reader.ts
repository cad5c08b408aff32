import type { RecordingService } from '../../measurements/recording.service.ts';
import { Problem } from '../../platform/problem.ts';
import type { Pin } from '../compositions/report-composition.schema.ts';
import type { PinnedFigure } from '../report-input.schema.ts';

/** What a pinned figure holds of each channel. */
const pinBuckets = 1000;

/**
 * What pinned figures show now, for a document that is frozen anew. A pin of a recording that the report does not speak of any more, or
 * whose channels or range are not there any more, has no figure: the document names it as missing.
 * @param cited ids of the recordings that the report speaks of
 */
export async function readPins(
  recordings: RecordingService,
  pins: readonly Pin[],
  cited: readonly { recordingId: string }[],
): Promise<PinnedFigure[]> {
  const spokenOf = new Set(cited.map(({ recordingId }) => recordingId));
  const figures: PinnedFigure[] = [];
  for (const pin of pins) {
    if (!spokenOf.has(pin.recordingId)) continue;
    try {
      figures.push(await pinnedFigure(recordings, pin));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
  return figures;
}

/** @throws Problem as reading the series of a recording */
export async function pinnedFigure(recordings: RecordingService, pin: Pin): Promise<PinnedFigure> {
  const { id, recordingId, title, channels, fromMs, toMs } = pin;
  const query = { channels: channels.join(','), fromMs, toMs, buckets: pinBuckets };
  return { id, recordingId, title, envelopes: (await recordings.series(recordingId, query)).channels };
}
