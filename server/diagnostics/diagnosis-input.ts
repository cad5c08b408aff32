import type { HealthyValue, LimitCondition, LimitDelay, LimitPoint, LimitSource } from '../systems/limits/limit.schema.ts';
import type { SignalId } from '../systems/signal.schema.ts';
import type { PlantCatalogue } from './catalogue/effective-catalogue.ts';
import type { PlantExperience } from './decisions/prior.science.ts';
import type { DiagnosisResult, LimitVersion } from './diagnosis.schema.ts';

/** One channel of a recording, read lazily. Values are in `unit`; NaN means missing. */
export interface SignalInput {
  readonly name: string;
  readonly signal: SignalId | null;
  readonly quantity: string;
  readonly unit: string;
  /** ms between samples; null when the channel is sampled irregularly (then `times` is there). */
  readonly intervalMs: number | null;
  /** s from the start of the recording to the first sample. */
  readonly startS: number;
  readonly count: number;
  readonly rangeLow: number | null;
  readonly rangeHigh: number | null;
  readonly accuracyPercentFs: number | null;
  read(fromIndex: number, toIndex: number): Float64Array;
  /** s from the start of the recording, for irregular channels. */
  times?(fromIndex: number, toIndex: number): Float64Array;
}

export interface ComponentInput {
  readonly kind: string;
  readonly name: string;
  readonly nameplate: Readonly<Record<string, number | string>>;
}

/** A plant's own limit: it overrides the default of `limits.ts`. Of two for one place the first has a say. */
export interface LimitInput {
  readonly subjectType: 'channel' | 'indicator';
  /** channel name or signal, or indicator id. */
  readonly subject: string;
  readonly unit: string;
  readonly warningLow: number | null;
  readonly warningHigh: number | null;
  readonly alarmLow: number | null;
  readonly alarmHigh: number | null;
  readonly source: LimitSource;
  /** What the indicator is while the machine is healthy: a deviation from it is a weak sign, never a state. */
  readonly healthy?: HealthyValue | null;
  /** Where it holds; absent: everywhere that no other limit of the subject does. */
  readonly operatingPoint?: LimitPoint | null;
  readonly deadband?: number | null;
  readonly delay?: LimitDelay | null;
  readonly conditions?: readonly LimitCondition[];
  readonly version?: LimitVersion;
}

export interface DiagnosisInput {
  readonly recording: DiagnosisResult['recording'];
  readonly components: readonly ComponentInput[];
  readonly limits: readonly LimitInput[];
  readonly signals: readonly SignalInput[];
  /** The plant's approved catalogue entries; absent or version 0: the product's catalogue as it is. */
  readonly plantCatalogue?: PlantCatalogue;
  /** By fault id: what the plant confirmed and refuted in this system. */
  readonly experience?: Readonly<Record<string, PlantExperience>>;
  /** Cycles (0-based, `to` exclusive) that a person declared healthy: the reference of every relative limit. */
  readonly baseline?: { readonly cycles: readonly { readonly from: number; readonly to: number }[]; readonly reference: string } | null;
  /** Healthy values by indicator id, taken from an earlier diagnosis of this system that a person declared healthy. */
  readonly baselineValues?: { readonly values: Readonly<Record<string, number>>; readonly reference: string } | null;
}

/** `done` of `total` steps; called between steps only. */
export type DiagnosisProgress = (progress: { readonly phase: string; readonly done: number; readonly total: number }) => void;
