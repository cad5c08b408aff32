import type { DiagnosisResult } from '../diagnosis.schema.ts';
import { phrasesIn } from '../wordings/phrase-use.science.ts';
import type { Evaluation } from './evaluation.schema.ts';

/** The verdict of a result, with what its sentence needs to be read in another language away from that result. */
export function verdictWords({ verdict: { state, sentence }, phrases = [] }: DiagnosisResult): Evaluation['verdict'] {
  const used = phrasesIn(sentence, phrases);
  return { state, sentence, ...(used.length > 0 && { phrases: used }) };
}
