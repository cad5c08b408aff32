import type { ChannelInput } from '../models/model-task.ts';
import type { AnomalyOverview, AnomalyRow } from './anomaly.schema.ts';
import type { AnomalyMethod } from './detector.ts';

/** What crosses the border to the worker: plain data and the path of a series file. */
export interface AnomalyRecording {
  readonly id: string;
  readonly name: string;
  readonly seriesPath: string;
  readonly seriesSha256: string;
  readonly channels: readonly AnomalyChannel[];
}

export interface AnomalyChannel extends ChannelInput {
  /** Its name in this recording; `name` is what a detector knows the sensor by. */
  readonly label: string;
}

export interface FitTask {
  readonly systemId: string;
  readonly recording: AnomalyRecording;
  readonly fromRow: number;
  readonly rows: number;
  readonly rowSeconds: number | null;
  readonly method: AnomalyMethod;
}

export interface FitResult {
  readonly model: string;
  readonly rowSeconds: number | null;
}

export interface JudgeTask {
  readonly model: string;
  readonly recording: AnomalyRecording;
}

export interface RowsTask extends JudgeTask {
  readonly fromRow: number;
  readonly rows: number;
}

export interface RowsResult {
  readonly items: AnomalyRow[];
  /** Rows of the recording. */
  readonly count: number;
}

export type OverviewResult = AnomalyOverview;
