import type { Detection, ImportAnswers } from '../import.types.ts';
import { foreignText, seemsToBe } from '../texts/foreign-text.ts';
import { sampleText } from '../texts/text-sample.ts';
import { refuse } from './channel-recipe.ts';
import { findTableShape } from './delimiter-detection.ts';
import { detectMatrix, isMatrix } from './matrix-detection.ts';
import { detectTable } from './table-detection.ts';

/** So much of a file is looked at. */
export const HEAD_BYTES = 1_048_576;

export interface DetectionInput {
  /** The first bytes (unpacked), at most `HEAD_BYTES`. */
  readonly head: Uint8Array;
  readonly name: string;
  /** Bytes of the whole (unpacked) file; Infinity when it is not known and longer than the head. */
  readonly size: number;
}

/**
 * What a file is and how to read it, from its first megabyte alone. Pure and deterministic: the same bytes and answers give the same
 * recipe. Never guesses: what the file leaves open comes back as questions, what is not understood as a refusal.
 */
export function detect({ head, name, size }: DetectionInput, answers: ImportAnswers = {}): Detection {
  const sample = sampleText(head, size);
  if ('code' in sample) return refuse(sample);
  const foreign = foreignText(sample.lines);
  if (foreign !== null) return refuse(foreign);
  const shape = findTableShape(sample.lines);
  if (shape === null) return refuse(seemsToBe(sample.lines));
  if (isMatrix(shape) && answers.layout !== 'channel-per-column') return detectMatrix({ sample, shape, name, answers });
  return detectTable({ sample, shape, fileName: name, answers });
}
