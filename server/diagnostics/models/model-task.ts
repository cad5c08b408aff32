import type { LabelFile } from './label-file.ts';
import type { LearnedModel } from './model.schema.ts';
import type { ValidationReport } from './model-report.ts';
import type { JudgedCycle } from './trained-model.ts';

/** What crosses the border to the worker: plain data and paths of series files. */
export interface RecordingInput {
  readonly id: string;
  readonly name: string;
  readonly seriesPath: string;
  readonly seriesSha256: string;
  readonly cycleLengthS: number;
  readonly cycleCount: number;
  readonly channels: readonly ChannelInput[];
}

export interface ChannelInput {
  /** The signal it measures, or its name where nobody said: what a model knows the sensor by. */
  readonly name: string;
  readonly unit: string;
  readonly timeBase: number;
  readonly position: number;
  readonly count: number;
}

export interface TrainTask {
  readonly systemId: string;
  readonly target: string;
  readonly labels: LabelFile;
  readonly labelsSha256: string;
  readonly recordings: readonly RecordingInput[];
  readonly seed: number;
  /** False: the validation only, no model. */
  readonly withModel: boolean;
}

export interface TrainResult {
  readonly byRuns: ValidationReport;
  readonly atRandom: ValidationReport;
  /** The model as text (model-file.ts); null where only the validation was asked for. */
  readonly model: string | null;
  readonly trainingSha256: string;
  readonly training: NonNullable<LearnedModel['training']>;
  readonly basis: string;
}

export interface ApplyTask {
  readonly model: string;
  readonly recording: RecordingInput;
}

export type ApplyResult = JudgedCycle[];
