import type { Recording, RecordingChannel } from './recording.schema.ts';

/** The series file that holds the samples of a channel: a derived one has a file of its own. */
export function seriesHashOf(recording: Pick<Recording, 'seriesSha256'>, { derived }: Pick<RecordingChannel, 'derived'>): string {
  return derived?.seriesSha256 ?? recording.seriesSha256;
}
