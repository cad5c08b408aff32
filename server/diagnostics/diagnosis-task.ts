import type { RecordingChannel } from '../measurements/recording.schema.ts';
import type { PlantCatalogue } from './catalogue/effective-catalogue.ts';
import type { PlantExperience } from './decisions/prior.science.ts';
import type { DiagnosisResult } from './diagnosis.schema.ts';
import type { ComponentInput, LimitInput } from './diagnosis-input.ts';

/** What crosses the border to the diagnosis worker: plain data and the path of the series file. */
export interface DiagnosisTask {
  readonly seriesPath: string;
  readonly channels: readonly (RecordingChannel & {
    rangeLow: number | null;
    rangeHigh: number | null;
    accuracyPercentFs: number | null;
  })[];
  readonly components: readonly ComponentInput[];
  readonly limits: readonly LimitInput[];
  /** Absent while the plant has no entries of its own. */
  readonly plantCatalogue?: PlantCatalogue;
  readonly experience: Readonly<Record<string, PlantExperience>>;
  readonly recording: DiagnosisResult['recording'];
}
