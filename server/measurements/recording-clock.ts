import type { Recording } from './recording.schema.ts';

/** Times in a series file are Unix ms when the recording has a clock, else ms from its start. */
export function startMs(recording: Pick<Recording, 'startedAt'>): number {
  return recording.startedAt === null ? 0 : Date.parse(recording.startedAt);
}
