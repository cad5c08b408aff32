import type { Fault, FaultSymptom } from './catalogue/fault.schema.ts';
import type { PlantExperience } from './decisions/prior.science.ts';

export interface Evidence {
  readonly symptom: FaultSymptom;
  /** 0..1, null when not measured. */
  readonly strength: number | null;
  /** It rests on a deviation from the approved healthy value, not on a limit. */
  readonly isWeak: boolean;
  readonly logOdds: number;
}

export interface Hypothesis {
  readonly fault: Fault;
  readonly evidence: readonly Evidence[];
  /** What the plant decided about this fault before; null: nothing. */
  readonly experience: PlantExperience | null;
  readonly score: number;
  readonly coverage: number;
  /** Indicators out of limits that speak for the fault. */
  readonly abnormal: readonly string[];
  /** Indicators within their limits that have left their healthy value in the direction of the fault. */
  readonly deviating: readonly string[];
}
