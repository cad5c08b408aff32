import type { AnomalyDetector } from './anomaly.types.ts';

/** What is stored: the detector with what it was learned from. */
export interface StoredDetector {
  readonly format: 'sightglass-anomaly';
  readonly version: 1;
  readonly systemId: string;
  readonly reference: {
    readonly recordingId: string;
    readonly recordingName: string;
    readonly seriesSha256: string;
    readonly fromRow: number;
    readonly rows: number;
  };
  /** Null: every sample is a row. */
  readonly rowSeconds: number | null;
  /** Names of the detector's channels in the recording it was learned from, in its order. */
  readonly labels: readonly string[];
  readonly detector: AnomalyDetector;
}

/** Decimal text of doubles is exact both ways; a detector holds no NaN. */
export const writeDetector = (stored: StoredDetector): string => JSON.stringify(stored);

/** @throws RangeError when the text is not a detector of a version this program knows */
export function readDetector(text: string): StoredDetector {
  const stored = JSON.parse(text) as StoredDetector;
  if (stored.format !== 'sightglass-anomaly' || stored.version !== 1)
    throw new RangeError(`not a detector of version 1: ${String(stored.version)}`);
  return stored;
}
